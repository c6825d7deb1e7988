"""The organiser's page: what was computed, what is in force, how tables and enterprises are loaded, what came of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from svetovod.web.common import formatting

from . import asking, bridge, concerned, funnel, load_page, pages, selectors
from .access import ACCESS
from .enums import AHEAD, WORKING, RunState
from .grid import Slot, slots_of, tables_of
from .models import Meeting, MeetingPlan, ScheduleRun

SHOWN = 8  # calculations


@dataclass(frozen=True, slots=True)
class RunRow:
    """One calculation in words. `headline` is empty while it works; `left` are agreed meetings it has no place for.

    `changes`: what the newest one would change in the schedule in force, until it is published itself.
    """

    run: ScheduleRun
    published: bool
    newer: bool
    left: Sequence[selectors.Agreement] = ()
    changes: concerned.Changes | None = None

    @property
    def result(self) -> Any:
        return self.run.result or {}

    @property
    def headline(self) -> str:
        return bridge.headline(self.result, formatting.lang()) if self.run.result else ""

    @property
    def look(self) -> str:
        if self.run.state == RunState.FAILED or self.result.get("status") == "infeasible":
            return "no"
        if self.run.state in WORKING:
            return "wait"
        return "yes" if self.result.get("status") == "optimal" and not self.result.get("left") else "warn"

    @property
    def reason(self) -> list[str]:
        """Why there is no schedule: a sentence, then what cannot hold together, one a line."""
        text: str = (self.result.get("reason") or {}).get(formatting.lang(), "")
        return [line.removeprefix("- ") for line in text.splitlines()]

    @property
    def working(self) -> bool:
        return self.run.state in WORKING

    @property
    def publishable(self) -> bool:
        return bool(self.result.get("slots")) and not self.published and not self.newer

    @property
    def repaired(self) -> bool:
        return "changed" in self.result

    @property
    def proven(self) -> bool:
        return self.repaired and self.result["changed"] == self.result["fewest"]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One slot with its meetings, table by table."""

    slot: Slot
    meetings: list[Meeting]


@dataclass(frozen=True, slots=True)
class BoardPage:
    plan: MeetingPlan | None
    numbers: pages.Numbers
    slots: list[Slot]
    tables: list[int]
    runs: list[RunRow]
    rows: list[SlotRow]
    unplaced: Sequence[selectors.Agreement]
    broken: list[Meeting]
    loads: list[tuple[int, int]]
    funnel: funnel.Funnel
    agreed: Sequence[selectors.Agreement] = ()
    people: Sequence[load_page.Load] = ()
    missing: load_page.Missing | None = None

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
        known = {each.code for each in self.published.left} if self.published else set()
        return [each for each in self.unplaced if each.code not in known]

    @property
    def places(self) -> int:
        return len(self.slots) * len(self.tables)

    @property
    def working(self) -> bool:
        return any(row.working for row in self.runs)

    @property
    def published(self) -> RunRow | None:
        return next((row for row in self.runs if row.published), None)


def of(actor: Any, session: Any, plan: MeetingPlan | None) -> BoardPage:
    slots = slots_of(plan) if plan else []
    found = list(selectors.meetings(session))
    placed = {meeting.code for meeting in found}
    agreed = {each.code: each for each in selectors.agreements(session)}
    unplaced = [each for each in agreed.values() if each.code not in placed]
    twice = _twice(found)
    load, numbers = Counter(meeting.table for meeting in found), pages.numbers(session)
    return BoardPage(
        plan=plan,
        numbers=numbers,
        slots=slots,
        tables=tables_of(plan) if plan else [],
        runs=_runs(actor, session, plan, agreed, found),
        rows=[SlotRow(slot, [each for each in found if each.slot == slot.number]) for slot in slots] if found else [],
        unplaced=unplaced,
        broken=[
            each for each in found if plan and each.state in AHEAD and (each.pk in twice or _broken(each, plan, found))
        ],
        loads=[(table, load[table]) for table in range(1, (plan.tables if plan else 0) + 1)] if found else [],
        funnel=funnel.of(session, found, agreed=numbers.agreed),
        agreed=list(agreed.values()),
        people=load_page.loads(agreed.values(), found) if found else [],
        missing=load_page.missing(session),
    )


def _broken(meeting: Meeting, plan: MeetingPlan, found: list[Meeting]) -> bool:
    """Its table was lost since, one of those who meet has closed the time, or it is not when it was wished to be."""
    of = meeting.agreement
    late = any(each.code in of.afters and each.slot >= meeting.slot for each in found)
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


def _runs(
    actor: Any,
    session: Any,
    plan: MeetingPlan | None,
    agreed: Mapping[int | str, selectors.Agreement],
    found: list[Meeting],
) -> list[RunRow]:
    published = plan.published if plan else None
    rows = [
        RunRow(
            row,
            published is not None and row.pk == published.pk,
            published is not None and row.number < published.number,
            [agreed[code] for code in (row.result or {}).get("left", ()) if code in agreed],
        )
        for row in selectors.runs(actor, session).defer("problem")[:SHOWN]
    ]
    if plan and found and rows and rows[0].publishable:
        rows[0] = replace(rows[0], changes=concerned.changes(rows[0].run, agreed, found, slots_of(plan)))
    return rows


def workbook(actor: Any, plan: MeetingPlan, at: datetime) -> bytes:
    """Agreed meetings with the places of the schedule in force, as the organiser may change them."""
    ACCESS.require("plan.export", actor, plan.session)
    places = {row.code: (row.slot, row.table) for row in selectors.meetings(plan.session)}
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
    for meeting in selectors.meetings(session):
        if meeting.slot in slots:
            found.setdefault(meeting.table, []).append((slots[meeting.slot], meeting))
    return [Card(table, found[table]) for table in sorted(found)]
