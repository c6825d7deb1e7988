"""Signs of the bodies that hold a session."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.bulk import hold
from svetovod.web.common.errors import Refused
from svetovod.web.documents import pictures
from svetovod.web.documents import services as documents
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import BodyLogo, PracticalSession
from svetovod.web.events.seats import lock
from svetovod.web.secrecy.services import files_hold

WIDTH, HEIGHT = 600, 240
MOST_BYTES = 3 * 1024 * 1024
PNG = "image/png"


@transaction.atomic
def logo_set(*, actor: Any, session: PracticalSession, name: str, upload: Any, at: datetime) -> BodyLogo:
    """Of a body of the session, drawn anew as PNG: what is handed out is our own picture, never the file given."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    if not row.bodies.filter(name=name).exists():
        raise Refused("logo.body", _("This body is not among those of the session any more. Reload the page."))
    made, width, height = pictures.png(BytesIO(_content(upload)), WIDTH, HEIGHT)
    fields = {"width": width, "height": height, "added_at": at}
    logo, _new = BodyLogo.objects.update_or_create(session=row, name=name, defaults=fields)
    _drop(actor, logo, at)
    _keep(actor, logo, made, at)
    record(actor=actor, action="logo.set", subject=row, at=at, body=name)
    return logo


def _content(upload: Any) -> bytes:
    head = upload.read(512)
    upload.seek(0)
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        raise Refused(
            "logo.svg",
            _("SVG is not taken: such a file can carry a program. Save the logo as PNG with a clear background."),
        )
    if upload.size > MOST_BYTES:
        raise Refused("logo.size", _("The file is larger than 3 MB. Make it smaller."))
    if documents.upload_look(upload) not in {"png", "jpg"}:
        raise Refused("logo.type", _("A logo is a picture: PNG or JPEG."))
    upload.seek(0)
    content: bytes = upload.read()
    return content


def _keep(actor: Any, logo: BodyLogo, made: bytes, at: datetime) -> None:
    name = f"logo-{logo.pk}.png"
    documents.produced_keep(
        actor=actor, subject=logo, file=ContentFile(made, name), name=name, content_type=PNG, kind="logo", at=at
    )


def _drop(actor: Any, logo: BodyLogo, at: datetime) -> None:
    files = attachments_of(actor, logo)
    hold(files)
    for file in files:
        documents.attachment_remove(actor=actor, attachment=file, at=at)


@transaction.atomic
def logo_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    logo = row.logos.filter(pk=pk).first()
    if logo is not None:
        _remove(actor, row, logo, at)


def logo_orphaned(*, actor: Any, session: PracticalSession, name: str, at: datetime) -> None:
    """Inside the transaction that takes a body away: with the last of that name goes its sign."""
    logo = session.logos.filter(name=name).first()
    if logo is not None and not session.bodies.filter(name=name).exists():
        _remove(actor, session, logo, at)


def _remove(actor: Any, session: PracticalSession, logo: BodyLogo, at: datetime) -> None:
    hold([logo])  # its files have entries of their own
    _drop(actor, logo, at)
    record(actor=actor, action="logo.remove", subject=session, at=at, body=logo.name)
    logo.delete()


def logos_copy(*, actor: Any, source: PracticalSession, made: PracticalSession, at: datetime) -> None:
    """To a session made like another, inside its transaction."""
    logos = [(logo, list(attachments_of(actor, logo, "logo"))) for logo in source.logos.all()]
    files_hold({file.sha256 for _logo, files in logos for file in files})  # each has an entry of its own
    for logo, files in logos:
        copy = BodyLogo.objects.create(
            session=made, name=logo.name, width=logo.width, height=logo.height, added_at=at
        )  # fmt: skip
        for file in files:
            documents.attachment_copy(actor=actor, attachment=file, subject=copy, at=at)
