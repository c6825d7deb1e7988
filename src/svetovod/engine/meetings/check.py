"""Holds a schedule against the problem, demand by demand; shares no code with what found it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .problem import Fitting, MeetingProblem, MeetingResult, MeetingStatus, Repair, RepairResult


@dataclass(frozen=True, slots=True)
class Violation:
    """`code` says what is broken; the numbers say where, counted as in the problem."""

    code: str
    meeting: int | None = None
    participant: int | None = None
    slot: int | None = None


def check(problem: MeetingProblem, result: MeetingResult) -> list[Violation]:
    """Everything in the result that is not so; empty for a good one."""
    if result.status in (MeetingStatus.INFEASIBLE, MeetingStatus.UNKNOWN):
        empty = not result.slots and not result.tables and result.breaks is None
        return [] if empty else [Violation("schedule.unexpected")]
    if not len(result.slots) == len(result.tables) == len(problem.meetings):
        return [Violation("schedule.incomplete")]
    return [*_of_meetings(problem, result), *_of_rooms(problem, result), *_of_breaks(problem, result)]


def check_repair(asked: Repair, result: RepairResult) -> list[Violation]:
    """Everything in the result that is not so; the schedule is held against the problem by `check`."""
    found = check(asked.problem, result.schedule)
    if not result.schedule.slots:
        return found
    changed = 0
    for number, (old, new) in enumerate(zip(asked.before, result.schedule.slots, strict=True)):
        changed += number in asked.unseated or old not in (None, new)
    if changed != result.changed:
        found.append(Violation("changes.wrong"))
    elif result.fewest > changed:
        found.append(Violation("changes.beaten"))
    return found


def check_fitting(problem: MeetingProblem, weights: Sequence[int], found: Fitting) -> list[Violation]:
    """Everything in the choice that is not so; the schedule is held against the meetings kept by `check`."""
    if list(found.kept) != sorted({number for number in found.kept if 0 <= number < len(problem.meetings)}):
        return [Violation("choice.unknown")]
    broken = check(problem.only(found.kept), found.schedule)
    worth = 0
    for number in found.kept:
        worth += weights[number]
    if worth != found.worth:
        broken.append(Violation("worth.wrong"))
    elif worth > found.most:
        broken.append(Violation("worth.beaten"))
    return broken


def _of_meetings(problem: MeetingProblem, result: MeetingResult) -> Iterator[Violation]:
    for number, (meeting, slot) in enumerate(zip(problem.meetings, result.slots, strict=True)):
        if not 1 <= slot <= problem.slots:
            yield Violation("slot.unknown", number, slot=slot)
        elif (meeting.session == 1 and slot > problem.morning) or (meeting.session == 2 and slot <= problem.morning):
            yield Violation("session.broken", number, slot=slot)
        if meeting.fixed is not None and slot != meeting.fixed:
            yield Violation("fixed.broken", number, slot=slot)
        if slot in meeting.closed:
            yield Violation("times.broken", number, slot=slot)
        for who in (meeting.first, meeting.second, *meeting.others):
            if slot in problem.forbidden[who]:
                yield Violation("forbidden.broken", number, who, slot)
        if any(result.slots[earlier] >= slot for earlier in meeting.after):
            yield Violation("precedence.broken", number, slot=slot)


def _of_rooms(problem: MeetingProblem, result: MeetingResult) -> Iterator[Violation]:
    people: set[tuple[int, int]] = set()
    tables: set[tuple[int, int]] = set()
    for number, (slot, table) in enumerate(zip(result.slots, result.tables, strict=True)):
        if not 1 <= table <= problem.tables:
            yield Violation("table.unknown", number, slot=slot)
        if (slot, table) in tables:
            yield Violation("table.taken", number, slot=slot)
        tables.add((slot, table))
        meeting = problem.meetings[number]
        for who in (meeting.first, meeting.second, *meeting.others):
            if (slot, who) in people:
                yield Violation("participant.twice", number, who, slot)
            people.add((slot, who))


def _of_breaks(problem: MeetingProblem, result: MeetingResult) -> Iterator[Violation]:
    busy: dict[int, list[int]] = defaultdict(list)
    for meeting, slot in zip(problem.meetings, result.slots, strict=True):
        for someone in (meeting.first, meeting.second, *meeting.others):
            busy[someone].append(slot)
    breaks = []
    for who in range(len(problem.forbidden)):
        times = sorted(busy[who])
        breaks.append(sum(later - earlier != 1 for earlier, later in pairwise(times)))
    if breaks and max(breaks) - min(breaks) > problem.fairness:
        yield Violation("fairness.broken", participant=breaks.index(max(breaks)))
    if result.breaks != sum(breaks):
        yield Violation("breaks.wrong")
    elif result.bound is None or result.bound > result.breaks:
        yield Violation("bound.beaten")
    elif (result.status is MeetingStatus.OPTIMAL) != (result.bound == result.breaks):
        yield Violation("status.wrong")
