"""Meetings booked beside the published schedule: into a free hour of both, at a spare table, when both agree."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.matchmaking import letters, selectors
from svetovod.web.matchmaking.grid import Slot, begun, slots_of, tables_of
from svetovod.web.matchmaking.models import Meeting, MeetingPlan, MeetingProfile, MeetingWish


@dataclass(frozen=True, slots=True)
class Free:
    """Where there is room beside the schedule in force."""

    slots: Collection[Slot]
    tables: Collection[int]
    taken: Collection[tuple[int, int]]  # slot and table
    busy: Collection[tuple[int, int]]  # slot and profile

    def of(self, *people: MeetingProfile) -> list[Slot]:
        """Slots in which all of them are free, with a table that is."""
        return [slot for slot in self.slots if self.table(slot.number) and not self._busy(slot.number, people)]

    def table(self, slot: int) -> int | None:
        """The last free one: spare tables stand at the end."""
        return max((table for table in self.tables if (slot, table) not in self.taken), default=None)

    def _busy(self, slot: int, people: Collection[MeetingProfile]) -> bool:
        return any(slot in each.closed or (slot, each.pk) in self.busy for each in people)


def free(plan: MeetingPlan | None, at: datetime) -> Free:
    """Nothing before a schedule is published: until then all wishes are computed together."""
    if plan is None or plan.published_id is None:
        return Free((), (), (), ())
    slots, rows = slots_of(plan), selectors.meetings_all(plan.session)
    past = begun(slots, at)
    return Free(
        [slot for slot in slots if slot.number not in past], tables_of(plan), {(row.slot, row.table) for row in rows},
        {(row.slot, each.pk) for row in rows for each in row.people},
    )  # fmt: skip


def refuse_taken(session: Any, people: Collection[MeetingProfile], slot: int, at: datetime) -> Slot:
    """The slot, if all are free in it and a table is."""
    found = next((each for each in free(selectors.plan_of(session), at).of(*people) if each.number == slot), None)
    if found is None:
        raise Refused("booking.taken", _("This time is not free any more: choose another one."))
    return found


def hold(session_id: int) -> None:
    """Hours and tables are given by one at a time. Asked for before the rows of invitations and before the journal."""
    list(MeetingPlan.objects.select_for_update(of=("self",), no_key=True).filter(session=session_id).values_list("pk"))


def book(wish: MeetingWish, *, actor: Any, at: datetime) -> Meeting | None:
    """Both have agreed: the meeting gets the hour that was asked for. Is it taken by now, a schedule finds another.

    Whoever calls holds the plan.
    """
    if wish.slot is None:
        return None
    room = free(selectors.plan_of(wish.session), at)
    slot = next((each for each in room.of(*wish.people) if each.number == wish.slot), None)
    table = room.table(wish.slot) if slot else None
    if table is None:
        return None
    made = Meeting.objects.create(session=wish.session, wish=wish, slot=wish.slot, table=table)
    record(actor=actor, action="meeting.book", subject=made, at=at, slot=made.slot, table=made.table)
    letters.booked(made, at=at)
    return made
