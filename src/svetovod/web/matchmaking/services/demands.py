"""When a meeting can be: each side says from which hour and after which other meeting, the organiser fixes an hour."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import WishState
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import CooperationSeat, CooperationTable, MeetingProfile, MeetingWish

from .profiles import refuse_over


@transaction.atomic
def time_want(
    *, actor: Any, agreement: selectors.Agreement, by: MeetingProfile, begins: int | None, at: datetime,
    after: MeetingWish | None = None, link: str = "",
) -> None:  # fmt: skip
    """This side's word for this meeting: not before the slot, after another meeting of its own. None takes it back."""
    row, side = _locked(agreement, by)
    actor = admitted("wish.withdraw", actor, by, link, agreement)
    refuse_over(agreement.session)
    _refuse_unknown(agreement.session, begins)
    if isinstance(row, CooperationSeat):
        row.begins = begins
        row.save(update_fields=["begins"])
    else:
        if after is not None:
            _refuse_circle(row, after, by)
        setattr(row, f"{side}_from", begins)
        setattr(row, f"{side}_after", after)
        row.save(update_fields=[f"{side}_from", f"{side}_after"])
    record(
        actor=actor, action="meeting.want", subject=agreement, at=at, by=by.pk, begins=begins,
        after=after.pk if after else None,
    )  # fmt: skip


@transaction.atomic
def time_fix(*, actor: Any, agreement: selectors.Agreement, slot: int | None, at: datetime) -> None:
    """The organiser's word: this meeting is in this slot and no other. None takes it back."""
    actor = ACCESS.admit("plan.manage", actor, agreement.session)
    refuse_over(agreement.session)
    _refuse_unknown(agreement.session, slot)
    kind = MeetingWish if isinstance(agreement, MeetingWish) else CooperationTable
    row: Any = kind.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    if row.fixed != slot:
        row.fixed = slot
        row.save(update_fields=["fixed"])
        record(actor=actor, action="meeting.fix", subject=row, at=at, slot=slot)


def _locked(agreement: selectors.Agreement, by: MeetingProfile) -> tuple[MeetingWish | CooperationSeat, str]:
    if isinstance(agreement, CooperationTable):
        seat = CooperationSeat.objects.select_for_update(no_key=True).filter(table=agreement, profile=by).first()
        if seat is None or seat.state != WishState.ACCEPTED:
            raise Hidden
        return seat, ""
    row = MeetingWish.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    sides = {row.sender_id: "sender", row.receiver_id: "receiver"}
    if by.pk not in sides:
        raise Hidden
    return row, sides[by.pk]


def _refuse_unknown(session: Any, slot: int | None) -> None:
    plan = selectors.plan_of(session)
    if slot is not None and (plan is None or not 1 <= slot <= len(slots_of(plan))):
        raise Refused("slot.unknown", _("There is no such time among the slots of the meetings."))


def _refuse_circle(row: MeetingWish, after: MeetingWish, by: MeetingProfile) -> None:
    """Another meeting of this side's own, which does not wait for this one itself."""
    if after.pk == row.pk or by.pk not in {after.sender_id, after.receiver_id}:
        raise Hidden
    waits = {
        pk: {first, second} - {None}
        for pk, first, second in MeetingWish.objects.filter(session=row.session_id).values_list(
            "pk", "sender_after", "receiver_after"
        )
    }
    seen, waiting = set(), [after.pk]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += [pk for pk in waits.get(each, ()) if pk is not None]
    if row.pk in seen:
        raise Refused(
            "after.circle", _("That meeting waits for this one already: both cannot be later than the other.")
        )
