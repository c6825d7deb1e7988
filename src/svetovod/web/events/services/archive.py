"""Photographs and materials of a session: kept, published with author, rights and consent, taken back."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.bulk import hold
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.documents import pictures
from svetovod.web.documents import services as documents
from svetovod.web.documents.selectors import attachments_of, fault_of
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import ArchiveKind
from svetovod.web.events.models import ArchiveEntry, PracticalSession

PICTURES = ("png", "jpg")
SIDES = {"full": 2400, "small": 640}  # pixels of the long side of what is published
JPEG = "image/jpeg"


@transaction.atomic
def entry_add(
    *, actor: Any, session: PracticalSession, upload: Any, title: str, author: str, rights: str, people: str = "",
    made_on: date | None = None, at: datetime,
) -> ArchiveEntry:  # fmt: skip
    """Kept and not public yet. What it is, is told from its content: a picture is a photograph."""
    actor = ACCESS.admit("press.edit", actor, session)
    kind = ArchiveKind.PHOTO if documents.upload_look(upload) in PICTURES else ArchiveKind.MATERIAL
    entry = ArchiveEntry(
        session=session, kind=kind, title=title, author=author, rights=rights, made_on=made_on, added_at=at,
        people=people if kind == ArchiveKind.PHOTO else "", added_by_id=actor.person_id,
    )  # fmt: skip
    columns_check(entry)
    entry.save()
    documents.attachment_add(actor=actor, subject=entry, upload=upload, kind="original", at=at)
    record(actor=actor, action="archive.add", subject=entry, at=at, session=session.slug, kind=str(kind))
    return entry


@transaction.atomic
def entry_publish(*, actor: Any, entry: ArchiveEntry, at: datetime) -> ArchiveEntry:
    """From now on everybody sees it: a photograph as a copy without the place, the time and the camera in it."""
    actor, row = _locked(actor, entry)
    if row.published_at is not None:
        return row
    if row.kind == ArchiveKind.PHOTO and not row.people:
        raise Refused(
            "photo.people", _("Say first why those in the photograph may be shown: without that it is not published.")
        )
    if row.kind == ArchiveKind.PHOTO:
        _copies(actor, row, at)
    row.published_at = at
    row.save(update_fields=["published_at"])
    record(actor=actor, action="archive.publish", subject=row, at=at, session=row.session.slug, people=row.people)
    return row


def _copies(actor: Any, row: ArchiveEntry, at: datetime) -> None:
    original = attachments_of(actor, row, "original").first()
    fault = "missing" if original is None else fault_of(original.sha256)
    if fault == "unscanned":
        raise Refused("archive.unscanned", _("The file is not scanned for malware yet. Publish it in some minutes."))
    if original is None or fault:
        raise Refused("archive.missing", _("The file is not in the store any more. Remove the entry and add it anew."))
    for kind, side in SIDES.items():
        with original.path.open("rb") as file:
            made = pictures.jpeg(file, side)
        name = f"{row.session.slug}-{row.pk}.jpg"
        documents.produced_keep(
            actor=actor, subject=row, file=ContentFile(made, name), name=name, content_type=JPEG, kind=kind, at=at
        )


@transaction.atomic
def entry_people(*, actor: Any, entry: ArchiveEntry, people: str, at: datetime) -> ArchiveEntry:
    """Why those in the photograph may be shown; a published one keeps an answer."""
    actor, row = _locked(actor, entry)
    if row.people != people:
        row.people = people
        columns_check(row)
        row.save(update_fields=["people"])
        record(actor=actor, action="archive.people", subject=row, at=at, session=row.session.slug, people=people)
    return row


@transaction.atomic
def entry_withdraw(*, actor: Any, entry: ArchiveEntry, at: datetime) -> ArchiveEntry:
    """Not public any more, and the copies are gone: somebody has taken a consent back, or the rights have ended."""
    actor, row = _locked(actor, entry)
    if row.published_at is not None:
        row.published_at = None
        row.save(update_fields=["published_at"])
        copies = attachments_of(actor, row).exclude(kind="original")
        hold(copies)
        for copy in copies:
            documents.attachment_remove(actor=actor, attachment=copy, at=at)
        record(actor=actor, action="archive.withdraw", subject=row, at=at, session=row.session.slug)
    return row


@transaction.atomic
def entry_remove(*, actor: Any, entry: ArchiveEntry, at: datetime) -> None:
    """With its original; what is public is taken back first."""
    actor, row = _locked(actor, entry)
    if row.published_at is not None:
        raise Refused("archive.public", _("It is public: take it back first."))
    files = attachments_of(actor, row)
    hold(files)
    record(actor=actor, action="archive.remove", subject=row, at=at, session=row.session.slug)
    for file in files:
        documents.attachment_remove(actor=actor, attachment=file, at=at)
    row.delete()


def _locked(actor: Any, entry: ArchiveEntry) -> tuple[Any, ArchiveEntry]:
    row = ArchiveEntry.objects.select_for_update(of=("self",), no_key=True).select_related("session").get(pk=entry.pk)
    return ACCESS.admit("press.edit", actor, row), row
