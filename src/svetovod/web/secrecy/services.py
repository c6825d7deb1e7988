"""Marking a document as a commercial secret, taking the mark off, and what goes with a copy or an archive."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.models import Attachment

from .access import ACCESS
from .holders import Holder, holders_of
from .models import Enclosed, SecrecyMark
from .register import readings_note

__all__ = ["archive_enclose", "mark_follow", "mark_lift", "mark_set", "readings_note"]


@transaction.atomic
def mark_set(*, actor: Any, attachment: Attachment, holder: int, at: datetime) -> SecrecyMark:
    """Marks the document, and whatever else has the same bytes that the actor may mark."""
    actor = ACCESS.admit("document.mark", actor, attachment)
    owner = _holder(actor, holder)
    twins = Attachment.objects.select_for_update(no_key=True).filter(sha256=attachment.sha256).order_by("pk")
    for twin in twins:
        if twin.pk != attachment.pk and ACCESS.allows("document.mark", actor, twin):
            _mark(actor, twin, owner, at)
    mark = _mark(actor, attachment, owner, at)
    Attachment.objects.filter(enclosed__sha256=attachment.sha256).update(marked=True)
    return mark


def _mark(actor: Any, attachment: Attachment, owner: Holder, at: datetime) -> SecrecyMark:
    mark, _made = SecrecyMark.objects.update_or_create(
        attachment=attachment,
        defaults={
            "holder": owner.id, "holder_name": owner.name, "holder_address": owner.address,
            "marked_by_id": actor.person_id, "marked_at": at,
        },
    )  # fmt: skip
    Attachment.objects.filter(pk=attachment.pk).update(marked=True)
    record(actor=actor, action="document.mark", subject=attachment, at=at, holder=owner.id, sha256=attachment.sha256)
    return mark


def _holder(actor: Any, holder: int) -> Holder:
    owner = next((each for each in holders_of(actor) if each.id == holder), None)
    if owner is None:
        raise Refused("mark.holder", _("Choose one of your own organisations: the mark names whose secret it is."))
    if not owner.address:
        raise Refused(
            "mark.address",
            _("The record of %(name)s has no address. Enter the head office on its page: the mark names the place.")
            % {"name": owner.name},
        )
    return owner


@transaction.atomic
def mark_lift(*, actor: Any, attachment: Attachment, at: datetime) -> None:
    """Takes the mark off this document. What was read meanwhile stays in the register."""
    actor = ACCESS.admit("document.mark", actor, attachment)
    mark = SecrecyMark.objects.select_for_update(no_key=True).filter(attachment=attachment).first()
    if mark is None:
        return
    record(
        actor=actor, action="document.unmark", subject=attachment, at=at, holder=mark.holder, sha256=attachment.sha256
    )
    mark.delete()
    Attachment.objects.filter(pk=attachment.pk).update(marked=False)
    _archives_free(attachment.sha256)


def _archives_free(sha256: str) -> None:
    """Archives in which no secret is left."""
    for archive in Attachment.objects.filter(enclosed__sha256=sha256):
        hashes = archive.enclosed.values("sha256")
        if not SecrecyMark.objects.filter(attachment__sha256__in=hashes).exists():
            Attachment.objects.filter(pk=archive.pk).update(marked=False)


def mark_follow(original: Attachment, copy: Attachment) -> None:
    """The copy of a marked document is marked too; in the transaction that copies it."""
    mark = SecrecyMark.objects.filter(attachment=original).first()
    if mark is not None:
        SecrecyMark.objects.create(
            attachment=copy, holder=mark.holder, holder_name=mark.holder_name, holder_address=mark.holder_address,
            marked_by_id=mark.marked_by_id, marked_at=mark.marked_at,
        )  # fmt: skip
        Attachment.objects.filter(pk=copy.pk).update(marked=True)


@transaction.atomic
def archive_enclose(*, archive: Attachment, hashes: Collection[str]) -> None:
    """What an archive that we have made holds; whoever made it calls this in the transaction that keeps it."""
    Enclosed.objects.bulk_create([Enclosed(archive=archive, sha256=sha256) for sha256 in sorted(set(hashes))])
    if SecrecyMark.objects.filter(attachment__sha256__in=set(hashes)).exists():
        Attachment.objects.filter(pk=archive.pk).update(marked=True)
