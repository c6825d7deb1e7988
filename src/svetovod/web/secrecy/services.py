"""Marking a document as a commercial secret, taking the mark off, and what goes with a copy or an archive."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.access import ACCESS as FILES
from svetovod.web.documents.access import subject_of
from svetovod.web.documents.models import Attachment

from .access import ACCESS, may_be_marked
from .enums import Turn
from .holders import Holder, holders_of
from .marks import marks_in, marks_within
from .models import Enclosed, SecrecyMark
from .register import readings_note, turn_keep
from .spaces import space_of

__all__ = [
    "archive_enclose",
    "files_hold",
    "mark_follow",
    "mark_inherit",
    "mark_inside",
    "mark_lift",
    "mark_set",
    "readings_note",
]


@transaction.atomic
def mark_set(*, actor: Any, attachment: Attachment, holder: int, at: datetime, ground: str = "") -> SecrecyMark:
    """Marks the document, and whatever else has the same bytes that the actor may mark.

    `ground`: by what it is a secret, as an item of the holder's list.
    """
    files_hold([attachment.sha256])
    actor = ACCESS.admit("document.mark", actor, attachment)
    owner = _holder(actor, attachment, holder)
    twins = list(Attachment.objects.filter(sha256=attachment.sha256).order_by("pk"))
    marking = [each for each in twins if each.pk == attachment.pk or ACCESS.allows("document.mark", actor, each)]
    archives = _archives(attachment.sha256, {space_of(each) for each in marking})
    Attachment.objects.filter(pk__in=[archive.pk for archive in archives]).update(marked=True)
    for each in marking:
        mark = _mark(actor, each, owner, ground, at)
        if each.pk == attachment.pk:
            own = mark
    return own


def files_hold(hashes: Collection[str]) -> None:
    """Nobody else marks or copies files of these bytes until the transaction ends. Before its first journal entry."""
    rows = Attachment.objects.select_for_update(no_key=True).filter(sha256__in=set(hashes))
    list(rows.order_by("pk").values_list("pk", flat=True))


def _archives(sha256: str, spaces: Collection[str]) -> list[Attachment]:
    """Archives of these projects that hold the bytes, held too."""
    rows = Attachment.objects.select_for_update(no_key=True, of=("self",)).filter(enclosed__sha256=sha256)
    return [archive for archive in rows.order_by("pk") if space_of(archive) in spaces]


def _mark(actor: Any, attachment: Attachment, owner: Holder, ground: str, at: datetime) -> SecrecyMark:
    """Set again for the same holder the mark is as old as it was, with the name and address of today; only a ground
    is something new for the register.
    """
    before = SecrecyMark.objects.filter(attachment=attachment).first()
    again = before is not None and before.holder == owner.id
    begun = {} if again else {"marked_by_id": actor.person_id, "marked_at": at}
    mark, _made = SecrecyMark.objects.update_or_create(
        attachment=attachment,
        defaults={"holder": owner.id, "holder_name": owner.name, "holder_address": owner.address, **begun},
    )
    Attachment.objects.filter(pk=attachment.pk).update(marked=True)
    other = {"previous_holder": before.holder} if before is not None and not again else {}
    entry = record(
        actor=actor, action="document.mark", subject=attachment, at=at, holder=owner.id, sha256=attachment.sha256,
        **other,
    )  # fmt: skip
    if before is not None and not again:
        _noted(before, Turn.LIFTED, actor, at, ground="", entry=entry.index)  # the ground is that of the new mark
    if not again or ground.strip():
        _noted(mark, Turn.SET, actor, at, ground=ground, entry=entry.index)
    return mark


def _noted(mark: SecrecyMark, turn: Turn, actor: Any, at: datetime, *, ground: str, entry: int) -> None:
    turn_keep(
        mark, turn, person_id=actor.person_id, pseudonym=actor.pseudonym, acting_as=actor.acting_label, at=at,
        ground=ground.strip(), since=mark.marked_at if turn == Turn.LIFTED else None, entry=entry,
    )  # fmt: skip


def _holder(actor: Any, attachment: Attachment, holder: int) -> Holder:
    owner = next((each for each in holders_of(actor, attachment) if each.id == holder), None)
    if owner is None:
        raise Refused(
            "mark.holder", _("Choose one of the organisations of the list: the mark names whose secret it is.")
        )
    if not owner.address:
        raise Refused(
            "mark.address",
            _("The record of %(name)s has no address. Enter the place of the legal entity: the mark names it.")
            % {"name": owner.name},
        )
    return owner


@transaction.atomic
def mark_lift(*, actor: Any, attachment: Attachment, at: datetime, ground: str = "") -> None:
    """Takes the mark off this document. What was read meanwhile stays in the register."""
    files_hold([attachment.sha256])
    actor = ACCESS.admit("document.unmark", actor, attachment)
    mark = SecrecyMark.objects.select_related("attachment").filter(attachment=attachment).first()
    if mark is None:
        return
    archives = _archives(attachment.sha256, {space_of(attachment)})
    mark.delete()
    Attachment.objects.filter(pk=attachment.pk).update(marked=False)
    free = [archive.pk for archive in archives if not marks_in(archive)]
    Attachment.objects.filter(pk__in=free).update(marked=False)
    entry = record(
        actor=actor, action="document.unmark", subject=attachment, at=at, holder=mark.holder, sha256=attachment.sha256
    )
    _noted(mark, Turn.LIFTED, actor, at, ground=ground, entry=entry.index)


def mark_follow(original: Attachment, copy: Attachment) -> None:
    """The copy of a marked document is marked too; in the transaction that copies it, before its journal entry."""
    files_hold([original.sha256])
    mark = SecrecyMark.objects.filter(attachment=original).first()
    if mark is not None and original.pk != copy.pk:
        _follow(mark, copy)


def mark_inherit(actor: Any, added: Attachment) -> None:
    """The bytes of a document that is marked in the same project, given once more, by somebody who reads it."""
    files_hold([added.sha256])
    for mark in reversed(marks_within({space_of(added)}, {added.sha256}).get(added.sha256, [])):
        gone = subject_of(mark.attachment) is None  # the row it was at, and the filed versions keep it
        if (gone or FILES.allows("attachment.view", actor, mark.attachment)) and may_be_marked.test(actor, added):
            _follow(mark, added)
            return


def mark_inside(made: Attachment, space: str) -> None:
    """The bytes of a document that is marked in the project of this space, which the product itself has kept once more
    outside of it: marked whoever made it do so. After `files_hold`."""
    for mark in marks_within({space}, {made.sha256}).get(made.sha256, []):
        mark_follow(mark.attachment, made)


def _follow(mark: SecrecyMark, copy: Attachment) -> None:
    fields = {
        "holder": mark.holder, "holder_name": mark.holder_name, "holder_address": mark.holder_address,
        "marked_by_id": mark.marked_by_id, "marked_at": mark.marked_at,
    }  # fmt: skip
    followed, made = SecrecyMark.objects.get_or_create(attachment=copy, defaults=fields)
    if made:
        who = copy.uploaded_by
        turn_keep(followed, Turn.FOLLOWED, person_id=who.pk, pseudonym=str(who.pseudonym), at=copy.uploaded_at)
    Attachment.objects.filter(pk=copy.pk).update(marked=True)
    copy.marked = True


def mark_keep(attachment: Attachment) -> None:
    """A marked document is not taken away with its mark and brought back without: the mark is taken off first."""
    if SecrecyMark.objects.filter(attachment=attachment).exists():
        raise Refused(
            "mark.first",
            _("The document is marked as a commercial secret. Its holder takes the mark off first; then it can go."),
        )


@transaction.atomic
def archive_enclose(*, archive: Attachment, hashes: Collection[str]) -> None:
    """What an archive that we have made holds; whoever made it calls this in the transaction that keeps it, after
    `files_hold`."""
    Enclosed.objects.bulk_create([Enclosed(archive=archive, sha256=sha256) for sha256 in sorted(set(hashes))])
    if marks_in(archive):
        Attachment.objects.filter(pk=archive.pk).update(marked=True)
