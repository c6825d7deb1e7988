"""A posted cluster judged: the verdict that `svetovod check --json` prints of the same figures. Nothing is kept."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from svetovod.web.api import bridge, frame
from svetovod.web.api.frame import Asked
from svetovod.web.api.problems import ApiProblem

FORM = "multipart/form-data"
FILE = "workbook"


def check(asked: Asked) -> Any:
    frame.not_too_often(asked.request)
    on, act = asked["on"] or asked.today, asked["act"]
    if wrong := bridge.before_the_act(act, on, asked.lang):
        raise frame.refused(wrong)
    media = asked.request.content_type
    name, read = _form(asked) if media == FORM else _json(asked, media)
    if read.errors:
        errors, notes = (
            [bridge.said(each, asked.lang, in_json=name is None) for each in found]
            for found in (read.errors, read.notes)
        )
        raise ApiProblem("input", _("Mend what `errors` names and send it again."), errors=errors, notes=notes)
    return bridge.judged(name, read, on, act, asked.lang)


def _form(asked: Asked) -> tuple[str, Any]:
    upload = frame.file_of(asked.request, FILE)
    if upload.size > settings.MAX_ATTACHMENT_BYTES:
        limit = settings.MAX_ATTACHMENT_BYTES // 1024 // 1024
        raise ApiProblem("too-large", _("A workbook may have %(limit)d MB.") % {"limit": limit})
    return upload.name, bridge.read_workbook(upload)


def _json(asked: Asked, media: str | None) -> tuple[None, Any]:
    if media != frame.JSON:
        detail = _("Send JSON as application/json, or an XLSX as the file `%(name)s` of a form.") % {"name": FILE}
        raise ApiProblem("media-type", detail)
    return None, bridge.read_json(frame.body_of(asked.request))
