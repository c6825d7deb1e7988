"""What the searches claim is what trying everything gives."""

from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svetovod.engine.meetings import Meeting, MeetingProblem, MeetingStatus, Progress, Session, WishKind, check, solve
from svetovod.engine.meetings.events import Bound, Event, Explained, Found, Impossible
from svetovod.engine.meetings.problem import count_breaks
from svetovod.engine.meetings.roles import SEARCHES, Role

from .tiny import fewest, holds, problems

PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told_by(role: Role, problem: MeetingProblem) -> list[Event]:
    told: list[Event] = []
    SEARCHES[role](problem, told.append)
    return told


@pytest.mark.parametrize("role", [Role.PROVE, Role.PROVE_BY_MEETINGS])
@PATIENT
@given(problem=problems())
def test_a_proof_agrees_with_trying_everything(role: Role, problem: MeetingProblem) -> None:
    told, breaks = told_by(role, problem), fewest(problem)
    if breaks is None:
        # of what does not exist any bound holds; the last word is that there is none
        assert told[-1] == Impossible() and all(isinstance(event, Bound) for event in told[:-1])
        return
    found = [event.slots for event in told if isinstance(event, Found)]
    assert holds(problem, found[-1], breaks)
    assert all(event.breaks <= breaks for event in told if isinstance(event, Bound))


@PATIENT
@given(problem=problems())
def test_the_search_from_above_finds_schedules_that_only_get_better(problem: MeetingProblem) -> None:
    told, breaks = told_by(Role.SEARCH, problem), fewest(problem)
    if breaks is None:
        assert told == [Impossible()]
        return
    counts = [sum(count_breaks(problem, event.slots)) for event in told if isinstance(event, Found)]
    assert counts and counts == sorted(set(counts), reverse=True)
    last = told[-1]
    assert isinstance(last, Found) and counts[-1] >= breaks
    assert holds(problem, last.slots, counts[-1])


@PATIENT
@given(problem=problems())
def test_a_reason_is_given_exactly_where_there_is_no_schedule(problem: MeetingProblem) -> None:
    told, breaks = told_by(Role.EXPLAIN, problem), fewest(problem)
    last = told[-1]
    if breaks is not None:
        assert isinstance(last, Found) and len(told) == 1
        assert holds(problem, last.slots, sum(count_breaks(problem, last.slots)))
        return
    assert isinstance(last, Explained) and last.reason.minimal
    sizes = [len(event.reason.wishes) for event in told if isinstance(event, Explained)]
    assert sizes == sorted(sizes, reverse=True)


@PATIENT
@given(problem=problems())
def test_the_wishes_of_a_reason_are_impossible_without_all_others(problem: MeetingProblem) -> None:
    if fewest(problem) is not None:
        return
    last = told_by(Role.EXPLAIN, problem)[-1]
    assert isinstance(last, Explained)
    wishes = last.reason.wishes
    held = [wish.meeting for wish in wishes if wish.kind is WishKind.MEETING]
    meetings = [
        Meeting(
            meeting.first,
            meeting.second,
            meeting.session
            if any(w.kind is WishKind.SESSION and w.meeting == number for w in wishes)
            else Session.EITHER,
            meeting.fixed if any(w.kind is WishKind.FIXED and w.meeting == number for w in wishes) else None,
            frozenset(held.index(w.other) for w in wishes if w.kind is WishKind.PRECEDENCE and w.meeting == number),
            meeting.others,
            meeting.closed if any(w.kind is WishKind.TIMES and w.meeting == number for w in wishes) else frozenset(),
        )
        for number, meeting in enumerate(problem.meetings)
        if number in held
    ]
    closed = [(w.participant, w.slot) for w in wishes if w.kind is WishKind.FORBIDDEN]
    rest = replace(
        problem,
        meetings=tuple(meetings),
        forbidden=tuple(frozenset(s for s in row if (who, s) in closed) for who, row in enumerate(problem.forbidden)),
        tables=problem.tables if any(w.kind is WishKind.TABLES for w in wishes) else len(meetings),
        fairness=problem.fairness if any(w.kind is WishKind.FAIRNESS for w in wishes) else problem.slots,
    )
    assert fewest(rest) is None


WORKED = MeetingProblem(
    slots=4,
    morning=2,
    tables=2,
    meetings=(
        Meeting(0, 1),
        Meeting(0, 2, Session.MORNING),
        Meeting(1, 2, after=frozenset({1})),
        Meeting(0, 3, Session.AFTERNOON),
    ),
    forbidden=(frozenset(), frozenset({2}), frozenset(), frozenset({3})),
)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_whole_race(threads: int) -> None:
    heard: list[Progress] = []
    result = solve(WORKED, clock=monotonic, threads=threads, tell=heard.append)
    assert (result.status, result.breaks, result.bound) == (MeetingStatus.OPTIMAL, 1, 1)
    assert not check(WORKED, result)
    assert heard[-1].bound == heard[-1].breaks == 1


def test_a_race_that_is_stopped_gives_what_it_has() -> None:
    result = solve(WORKED, clock=monotonic, stop=lambda: True)
    assert result.status in (MeetingStatus.FEASIBLE, MeetingStatus.UNKNOWN)
    assert not check(WORKED, result)


def test_impossible_is_said_with_the_reason() -> None:
    meetings = (Meeting(0, 1, fixed=2), Meeting(0, 2, fixed=2), Meeting(1, 2))
    problem = MeetingProblem(3, 3, 2, meetings, (frozenset(), frozenset({1}), frozenset()))
    result = solve(problem, clock=monotonic)
    assert result.status is MeetingStatus.INFEASIBLE and result.reason and result.reason.minimal
    assert [(w.kind, w.meeting, w.slot) for w in result.reason.wishes] == [
        (WishKind.MEETING, 0, None), (WishKind.MEETING, 1, None), (WishKind.FIXED, 0, 2), (WishKind.FIXED, 1, 2),
    ]  # fmt: skip


def test_a_table_of_five_takes_one_table_and_the_time_of_all_five() -> None:
    """Two tables, three meetings: whoever sits in the group is nowhere else, and its chairs are no more tables."""
    group = Meeting(0, 1, others=(2, 3, 4))
    problem = MeetingProblem(2, 2, 2, (group, Meeting(0, 5), Meeting(6, 7)), (frozenset(),) * 8)
    result = solve(problem, clock=monotonic)
    assert (result.status, result.breaks) == (MeetingStatus.OPTIMAL, 0)
    assert result.slots[0] != result.slots[1] and not check(problem, result)
    alone = solve(replace(problem, slots=1, morning=1), clock=monotonic)
    assert alone.reason and {wish.kind for wish in alone.reason.wishes} == {WishKind.MEETING}


@PATIENT
@given(problem=problems(), data=st.data())
def test_a_delegation_that_splits_can_do_whatever_it_could_as_a_whole(
    problem: MeetingProblem, data: st.DataObject
) -> None:
    """Each participant becomes two, each of its meetings is bound to one of them; how fair it is may change."""
    people = problem.participants

    def sent(who: int) -> int:
        return who + people * data.draw(st.integers(0, 1))

    bound = tuple(
        replace(each, first=sent(each.first), second=sent(each.second), others=tuple(map(sent, each.others)))
        for each in problem.meetings
    )
    whole = replace(problem, fairness=problem.slots)
    split = replace(whole, meetings=bound, forbidden=problem.forbidden * 2)
    least = fewest(split)
    assert least is not None or fewest(whole) is None
    told = told_by(Role.PROVE, split)
    found = [event.slots for event in told if isinstance(event, Found)]
    assert holds(split, found[-1], least) if least is not None else told[-1] == Impossible()


def test_the_times_of_a_meeting_are_a_wish_of_its_own() -> None:
    late = Meeting(0, 1, closed=frozenset({1, 2}))
    problem = MeetingProblem(3, 3, 1, (late, Meeting(0, 2, fixed=3)), (frozenset(),) * 3)
    result = solve(problem, clock=monotonic)
    assert result.reason and [wish.kind for wish in result.reason.wishes] == [
        WishKind.MEETING, WishKind.MEETING, WishKind.FIXED, WishKind.TIMES,
    ]  # fmt: skip


@pytest.mark.parametrize(("slots", "tables"), [(0, 1), (2, 0)])
def test_no_slots_or_no_tables(slots: int, tables: int) -> None:
    result = solve(MeetingProblem(slots, slots, tables, (Meeting(0, 1),), (frozenset(),) * 2), clock=monotonic)
    assert result.status is MeetingStatus.INFEASIBLE and result.reason
    assert WishKind.MEETING in {wish.kind for wish in result.reason.wishes}


def test_more_meetings_than_places_is_counted_not_searched() -> None:
    pairs = [(first, second) for first in range(40) for second in range(first)]
    everybody = MeetingProblem(30, 30, 40, tuple(Meeting(*pair) for pair in pairs), (frozenset(),) * 40)
    result = solve(everybody, clock=monotonic)
    assert result.status is MeetingStatus.INFEASIBLE and result.reason and result.reason.minimal
    assert len(result.reason.wishes) == 31
    few = solve(replace(everybody, slots=39, morning=39, tables=19), clock=monotonic)
    assert few.status is MeetingStatus.INFEASIBLE and few.reason
    assert len(few.reason.wishes) == 39 * 19 + 2


def test_no_meetings_is_a_schedule() -> None:
    result = solve(MeetingProblem(3, 3, 1, (), (frozenset(),)), clock=monotonic)
    assert (result.status, result.breaks, result.slots) == (MeetingStatus.OPTIMAL, 0, ())
