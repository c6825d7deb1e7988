"""A marked document as an answer: never its bytes without a row in the register, and as they are only to who may."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from svetovod.web.common import limits
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.downloads import handed
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.papers import EPOCH

from . import bridge, slots, words
from .access import ACCESS
from .enums import How
from .models import DocumentReading, SecrecyMark
from .register import reading_keep

ZIP = "application/zip"
CLOSED = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def hand_out(request: Request, attachment: Attachment) -> HttpResponseBase:
    how = _how(request, attachment)
    whole = how in {How.ORIGINAL, How.ARCHIVE}
    _admit(request, attachment, whole)
    if request.method == "HEAD":  # tells neither size nor hash, and is no reading
        return HttpResponse(headers=CLOSED)
    if not limits.within(request, "marked_files", str(request.actor.person_id)):
        raise Refused("marked.often", _("Too many marked documents within a minute. Go on in a minute."))
    if whole:
        reading_keep(
            actor=request.actor, attachment=attachment, how=how, at=request.moment, make=lambda *_: attachment.path
        )
        response = handed(attachment)
        response["Cache-Control"] = CLOSED["Cache-Control"]
        del response["ETag"]  # whoever asks whether it has changed would be answered without a row
        return response
    return _copy(request, attachment, how)


def _how(request: Request, attachment: Attachment) -> How:
    if attachment.enclosed.exists():
        return How.ARCHIVE
    if request.GET.get("original") == "1":
        return How.ORIGINAL
    if attachment.content_type not in bridge.COPIED:
        return How.SHEET
    return How.VIEW if request.GET.get("show") == "1" and attachment.is_picture else How.COPY


def _admit(request: Request, attachment: Attachment, whole: bool) -> None:
    """Before anything is read: the right, then that the file is there and was looked through."""
    ACCESS.require("document.copy", request.actor, attachment)
    if whole and not ACCESS.allows("document.original", request.actor, attachment):
        raise Refused(
            "marked.original",
            _("The archive holds commercial secrets. Make an archive of your own: it holds what you may have.")
            if attachment.enclosed.exists()
            else _("The original is given to its holder, who may change it and who checks signatures. Open the copy."),
        )
    if attachment.scan or not attachment.path.exists():
        handed(attachment).close()
        raise Http404


def _copy(request: Request, attachment: Attachment, how: How) -> HttpResponse:
    def make(actor: Any, rows: Sequence[DocumentReading], marks: Sequence[SecrecyMark]) -> bytes:
        if how == How.SHEET:
            return _with_sheet(attachment, words.note([(attachment.name, marks[0])], _given(actor), rows))
        if not slots.taken(actor.person_id):
            raise Refused("copy.busy", _("Other copies are being made just now. Try again in some seconds."))
        lines = words.head(marks[0]), words.foot(actor, rows[0]), words.across(actor, rows[0])
        made = bridge.copy(attachment.path.read_bytes(), attachment.content_type, *lines)
        if isinstance(made, str):
            raise Refused(f"copy.{made}", words.refusal(made))
        return made

    content = reading_keep(actor=request.actor, attachment=attachment, how=how, at=request.moment, make=make)
    stem, _dot, ending = attachment.name.rpartition(".")
    name = f"{stem} (коммерческая тайна).{'zip' if how == How.SHEET else ending}"
    kind = ZIP if how == How.SHEET else attachment.content_type
    response = HttpResponse(content, content_type=kind, headers=CLOSED)
    response["Content-Disposition"] = content_disposition_header(how != How.VIEW, name) or "attachment"
    return response


def _given(actor: Any) -> str:
    return f"Получатель: {words.reader_said(actor)}"


def _with_sheet(attachment: Attachment, sheet: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(words.NOTE_NAME, EPOCH), "\ufeff" + sheet)
        archive.write(Path(attachment.path), attachment.name)
    return out.getvalue()
