"""Tiny instances at random, and the answer to each by trying everything."""

from itertools import product

from hypothesis import strategies as st

from svetovod.engine.meetings import Meeting, MeetingProblem, MeetingResult, MeetingStatus, Session, check


@st.composite
def problems(draw: st.DrawFn) -> MeetingProblem:
    people, slots = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    count = draw(st.integers(0, 5))
    meetings = []
    for number in range(count):
        first = draw(st.integers(0, people - 1))
        second = (first + draw(st.integers(1, people - 1))) % people
        session = draw(st.sampled_from([Session.EITHER, Session.EITHER, Session.MORNING, Session.AFTERNOON]))
        fixed = draw(st.one_of(st.none(), st.none(), st.none(), st.integers(1, slots)))
        after = draw(st.sets(st.integers(0, count - 1), max_size=1)) if draw(st.booleans()) else set()
        more = draw(st.sets(st.integers(0, people - 1), max_size=2)) if draw(st.booleans()) else set()
        others = tuple(sorted(more - {first, second}))
        closed = frozenset(draw(st.sets(st.integers(1, slots), max_size=2)) if draw(st.booleans()) else set())
        meetings.append(Meeting(first, second, session, fixed, frozenset(after) - {number}, others, closed))
    forbidden = tuple(frozenset(draw(st.sets(st.integers(1, slots), max_size=1))) for _ in range(people))
    morning, tables = draw(st.integers(0, slots)), draw(st.integers(1, 3))
    return MeetingProblem(slots, morning, tables, tuple(meetings), forbidden, draw(st.integers(0, 2)))


def fewest(problem: MeetingProblem) -> int | None:
    """The fewest breaks over all schedules, counted from the statement of the problem; None if there is none."""
    slots = range(1, problem.slots + 1)
    counts = [breaks_in(problem, each) for each in product(slots, repeat=len(problem.meetings))]
    return min((count for count in counts if count is not None), default=None)


def breaks_in(problem: MeetingProblem, slots: tuple[int, ...]) -> int | None:
    if any(slots.count(slot) > problem.tables for slot in slots):
        return None
    times: list[list[int]] = [[] for _ in problem.forbidden]
    for meeting, slot in zip(problem.meetings, slots, strict=True):
        morning = slot <= problem.morning
        if meeting.session == (2 if morning else 1) or (meeting.fixed or slot) != slot:
            return None
        if any(slots[earlier] >= slot for earlier in meeting.after) or slot in meeting.closed:
            return None
        for who in (meeting.first, meeting.second, *meeting.others):
            if slot in problem.forbidden[who] or slot in times[who]:
                return None
            times[who].append(slot)
    runs = [sum(slot + 1 not in row for slot in row) for row in times]
    breaks = [max(0, count - 1) for count in runs]
    return sum(breaks) if max(breaks) - min(breaks) <= problem.fairness else None


def holds(problem: MeetingProblem, slots: tuple[int, ...], breaks: int) -> bool:
    """Whether the engine's own check accepts the schedule as optimal."""
    tables = tuple(slots[:place].count(slot) + 1 for place, slot in enumerate(slots))
    return not check(problem, MeetingResult(MeetingStatus.OPTIMAL, slots, tables, breaks, breaks))
