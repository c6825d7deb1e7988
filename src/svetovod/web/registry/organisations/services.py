"""Writing of organisations: two records become one, that is taken back, or they are said to be two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.common.merging import Merging, Steps, Undone, move, take_back
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import NotDuplicate, Organisation, OrganisationMerge

from . import letters, selectors


@transaction.atomic
def organisations_merge(
    *, actor: Any, kept: Organisation, gone: Organisation, taken: Mapping[str, str], ground: str, at: datetime
) -> OrganisationMerge:
    """`gone` is given up for `kept`: what lives follows, what was filed or signed stays, the old INN leads on.

    `taken` names, for each field of `selectors.FIELDS`, the INN of the record it is taken from; `kept` where it is
    silent. Asked again, the merge made is returned. Raises `Refused` with what stands in the way.
    """
    actor = ACCESS.admit("organisation.merge", actor)
    old, new = _locked(gone, kept)
    if made := OrganisationMerge.objects.filter(gone=old, kept=new, undone_at=None).first():
        return made
    _refuse(old, new)
    people = letters.concerned(old, new)
    steps = Steps()
    values = {
        name: getattr(old, name)
        for name in selectors.FIELDS
        if taken.get(name) == old.inn and getattr(old, name) != getattr(new, name)
    }
    move(Merging(old.pk, new.pk, str(old), str(new), at, steps))
    if values:
        # the name is sorted by a column of its own
        steps.change(new, **values, **({"name_sort": new.name_sort} if "name" in values else {}))
    steps.change(old, merged_into_id=new.pk)
    NotDuplicate.objects.filter(one_id=min(old.pk, new.pk), other_id=max(old.pk, new.pk)).delete()
    made = OrganisationMerge.objects.create(
        gone=old, kept=new, ground=ground, steps=steps.done, made_at=at, made_by_id=actor.person_id
    )
    record(
        actor=actor, action="organisation.merge", subject=new, at=at, merge=made.pk, gone=old.inn, kept=new.inn,
        taken=sorted(values), ground=ground,
        rows=[{key: step[key] for key in ("kind", "model", "ids")} for step in steps.done],
    )  # fmt: skip
    letters.merged(made, people, actor)
    return made


def _locked(gone: Organisation, kept: Organisation) -> tuple[Organisation, Organisation]:
    rows = Organisation.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[gone.pk, kept.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[gone.pk], found[kept.pk]


def _refuse(gone: Organisation, kept: Organisation) -> None:
    if gone.pk == kept.pk:
        raise Refused("merge.self", _("This is one record. Choose another organisation to compare it with."))
    for row in (gone, kept):
        if row.merged_into_id is not None:
            raise Refused(
                "merge.gone", _("%(name)s was merged already. Open the list of duplicates again.") % {"name": row}
            )
    blocking = [found for found in selectors.obstacles(gone, kept) if found.blocks]
    if blocking:
        raise Refused("merge.obstacles", " ".join(str(found.text) for found in blocking))


@transaction.atomic
def merge_undo(*, actor: Any, merge: OrganisationMerge, at: datetime) -> Undone:
    """Rows go back to the record given up; those changed since stay as they are, and what is new since stays too.

    Taken back already, nothing happens. Raises `Refused` where the survivor itself was merged into another since.
    """
    actor = ACCESS.admit("organisation.merge", actor)
    row = (
        OrganisationMerge.objects.select_for_update(of=("self",), no_key=True)
        .select_related("gone", "kept")
        .get(pk=merge.pk)
    )
    if row.undone_at is not None:
        return Undone()
    _old, kept = _locked(row.gone, row.kept)
    if kept.merged_into_id is not None:
        raise Refused("merge.later", _("The record that stayed was merged later. Take back that merge first."))
    try:
        with transaction.atomic():
            undone = take_back(row.steps, at)
    except IntegrityError:
        raise Refused(
            "merge.changed",
            _("Since the merge the record that stayed was changed so that the two cannot be parted by themselves."),
        ) from None
    row.undone_at, row.undone_by_id = at, actor.person_id
    row.save(update_fields=["undone_at", "undone_by"])
    record(
        actor=actor, action="organisation.merge_undo", subject=kept, at=at, merge=row.pk, gone=row.gone.inn,
        kept=kept.inn, back=undone.back, changed_since=undone.kept,
    )  # fmt: skip
    letters.parted(row, letters.concerned(row.gone, row.kept), actor, at)
    return undone


@transaction.atomic
def duplicate_deny(
    *, actor: Any, one: Organisation, other: Organisation, reason: str, at: datetime
) -> NotDuplicate:  # fmt: skip
    """The two are two, and are not offered again."""
    actor = ACCESS.admit("organisation.merge", actor)
    first, second = sorted((one, other), key=lambda row: row.pk)
    if first.pk == second.pk:
        raise Refused("merge.self", _("This is one record. Choose another organisation to compare it with."))
    said, made = NotDuplicate.objects.get_or_create(
        one=first, other=second, defaults={"reason": reason, "said_at": at, "said_by_id": actor.person_id}
    )
    if made:
        record(
            actor=actor, action="organisation.not_duplicate", subject=first, at=at, one=first.inn, other=second.inn,
            reason=reason,
        )  # fmt: skip
    return said


@transaction.atomic
def duplicate_reconsider(*, actor: Any, said: NotDuplicate, at: datetime) -> None:
    """The word is taken back: the two are offered again if they are alike."""
    actor = ACCESS.admit("organisation.merge", actor)
    gone, _rows = NotDuplicate.objects.filter(pk=said.pk).delete()
    if gone:
        record(
            actor=actor, action="organisation.not_duplicate_withdraw", subject=said.one, at=at, one=said.one.inn,
            other=said.other.inn,
        )  # fmt: skip
