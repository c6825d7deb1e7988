"""The organiser's page: what was computed, what is in force, how tables and enterprises are loaded, what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from svetovod.web.common import formatting

from . import asking, bridge, funnel, load_page, runs_page, selectors
from .access import ACCESS
from .enums import AHEAD
from .grid import Slot, slots_of, tables_of
from .models import Meeting, MeetingPlan

WHOLE = 80  # meetings that stand on the page as a whole; of more it says how many there are in each slot


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One slot with its meetings, table by table."""

    slot: Slot
    meetings: list[Meeting]


@dataclass(frozen=True, slots=True)
class BoardPage:
    plan: MeetingPlan | None
    profiles: int
    placed: int
    slots: list[Slot]
    tables: list[int]
    runs: runs_page.RunsPage
    rows: list[SlotRow]
    unplaced: Sequence[selectors.Agreement]
    broken: list[Meeting]
    loads: list[tuple[int, int]]
    funnel: funnel.Funnel
    agreed: Sequence[selectors.Agreement] = ()
    people: Sequence[load_page.Load] = ()
    missing: load_page.Missing | None = None

    @property
    def whole(self) -> bool:
        """Whether all meetings stand on the page, or their numbers and the way to the list."""
        return self.placed <= WHOLE and len(self.agreed) <= WHOLE

    @property
    def waits(self) -> int:
        """Breaks of all together in the schedule in force, also after what was booked beside it."""
        return sum(each.waits for each in self.people)

    @property
    def moves(self) -> int:
        return sum(each.moves for each in self.people)

    @property
    def fixed(self) -> list[tuple[str, str]]:
        """Meetings whose hour the organiser has fixed, with it."""
        hours = {slot.number: slot.said for slot in self.slots}
        return [(each.said, hours[each.fixed]) for each in self.agreed if each.fixed in hours]

    @property
    def waiting(self) -> list[selectors.Agreement]:
        """Agreed meetings without a place that the schedule in force was not asked about."""
        published = self.runs.published
        known = {*published.result.get("left", ()), *published.result.get("aside", ())} if published else set()
        return [each for each in self.unplaced if each.code not in known]

    @property
    def fewest(self) -> int:
        """Meetings of the table that has the fewest, among those that can be used."""
        return min((load for table, load in self.loads if table in self.tables), default=0)

    @property
    def fullest(self) -> int:
        return max((load for _table, load in self.loads), default=0)

    @property
    def places(self) -> int:
        return len(self.slots) * len(self.tables)


def of(actor: Any, session: Any, plan: MeetingPlan | None) -> BoardPage:
    slots = slots_of(plan) if plan else []
    people = selectors.people_of(session)
    found = selectors.meetings_all(session, people)
    placed = {meeting.code for meeting in found}
    agreed = {each.code: each for each in selectors.agreements(session, people)}
    unplaced = [each for each in agreed.values() if each.code not in placed]
    load = Counter(meeting.table for meeting in found)
    return BoardPage(
        plan=plan,
        profiles=len(people.profiles),
        placed=len(found),
        slots=slots,
        tables=tables_of(plan) if plan else [],
        runs=runs_page.of(actor, session, plan, (agreed, found)),
        rows=[SlotRow(slot, [each for each in found if each.slot == slot.number]) for slot in slots] if found else [],
        unplaced=unplaced,
        broken=broken(found, plan),
        loads=[(table, load[table]) for table in range(1, (plan.tables if plan else 0) + 1)] if found else [],
        funnel=funnel.of(session),
        agreed=list(agreed.values()),
        people=load_page.loads(agreed.values(), found) if found else [],
        missing=load_page.missing(session),
    )


def broken(found: list[Meeting], plan: MeetingPlan | None) -> list[Meeting]:
    """Of those still ahead."""
    twice = _twice(found)
    return [each for each in found if plan and each.state in AHEAD and (each.pk in twice or _broken(each, plan, found))]


def _broken(meeting: Meeting, plan: MeetingPlan, found: list[Meeting]) -> bool:
    """Its table was lost since, one of those who meet has closed the time, or it is not when it was wished to be."""
    of = meeting.agreement
    afters = of.afters  # few meetings follow another one
    late = afters and any(each.code in afters and each.slot >= meeting.slot for each in found)
    if late or meeting.slot < of.earliest or of.fixed not in (None, meeting.slot):
        return True
    return meeting.table in plan.lost or any(meeting.slot in unit.closed for unit in asking.come(meeting.agreement))


def _twice(found: list[Meeting]) -> set[int]:
    """Meetings of somebody who sits at another one at that time: whoever joined a table after it had its place."""
    seen: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for each in found:
        for unit in asking.come(each.agreement):
            seen.setdefault((each.slot, unit.key), []).append(each.pk)
    return {pk for same in seen.values() if len(same) > 1 for pk in same}


def workbook(actor: Any, plan: MeetingPlan, at: datetime) -> bytes:
    """Agreed meetings with the places of the schedule in force, as the organiser may change them."""
    ACCESS.require("plan.export", actor, plan.session)
    places = {row.code: (row.slot, row.table) for row in selectors.meetings_all(plan.session)}
    return bridge.workbook(asking.problem(plan, at, repairing=False), places, formatting.lang())


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a table: who sits at it and when."""

    table: int
    lines: list[tuple[Slot, Meeting]]


def cards(session: Any) -> list[Card]:
    plan = selectors.plan_of(session)
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    found: dict[int, list[tuple[Slot, Meeting]]] = {}
    for meeting in selectors.meetings_all(session):
        if meeting.slot in slots:
            found.setdefault(meeting.table, []).append((slots[meeting.slot], meeting))
    return [Card(table, found[table]) for table in sorted(found)]
