"""Who comes late or does not come, as the organiser notes it: hours are closed, meetings called off, others told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import AHEAD, SeatRole
from svetovod.web.matchmaking.grid import begun, slots_of
from svetovod.web.matchmaking.models import MeetingProfile, MeetingWish

from .cooperation import seat_answer, table_withdraw
from .profiles import refuse_over, times_close
from .wishes import wish_withdraw


@transaction.atomic
def lateness_note(*, actor: Any, profile: MeetingProfile, until: int | None, at: datetime) -> MeetingProfile:
    """The enterprise is there from the slot `until` on; None: it does not come, and nobody waits for it.

    Hours that were closed for other reasons stay closed. The schedule follows by a repair.
    """
    plan = selectors.plan_of(profile.session)
    actor = ACCESS.admit("plan.manage", actor, profile.session)
    refuse_over(profile.session)
    if plan is None:
        raise Hidden
    slots = slots_of(plan)
    if until is not None and until not in {slot.number for slot in slots}:
        raise Refused("late.slot", _("There is no such slot: choose one of the list."))
    record(actor=actor, action="meeting_profile.late", subject=profile, at=at, until=until)
    past = begun(slots, at)
    if until is None:
        _absent(profile, past, at)
        return profile
    missed = {slot.number for slot in slots if slot.number < until} - past
    return times_close(actor=SYSTEM, profile=profile, closed={*profile.closed, *missed}, at=at)


def _absent(profile: MeetingProfile, past: set[int], at: datetime) -> None:
    """All that is still ahead is called off in its name; the other sides are told by letter."""
    for agreement in selectors.agreements_of(profile):
        meeting = getattr(agreement, "meeting", None)
        if meeting is not None and (meeting.state not in AHEAD or meeting.recorded or meeting.slot in past):
            continue
        if isinstance(agreement, MeetingWish):
            wish_withdraw(actor=SYSTEM, wish=agreement, by=profile, at=at)
        elif any(seat.profile_id == profile.pk and seat.role == SeatRole.INITIATOR for seat in agreement.sitting):
            table_withdraw(actor=SYSTEM, table=agreement, by=profile, at=at)
        else:
            seat_answer(actor=SYSTEM, table=agreement, by=profile, accept=False, at=at)
