"""The choice of meetings where not all can be held: what trying every choice gives."""

from itertools import combinations
from random import Random
from time import monotonic

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svetovod.engine.meetings import (
    Meeting,
    MeetingProblem,
    MeetingResult,
    MeetingStatus,
    check,
    check_fitting,
    fit,
    tightest_first,
)
from svetovod.engine.meetings.settling import settle

from .tiny import breaks_in, fewest, problems


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(), data=st.data())
def test_no_choice_of_meetings_weighs_more(problem: MeetingProblem, data: st.DataObject) -> None:
    weights = [data.draw(st.integers(1, 3)) for _ in problem.meetings]
    found = fit(problem, weights, clock=monotonic, seconds=30)
    numbers = range(len(problem.meetings))
    choices = [each for size in range(len(numbers) + 1) for each in combinations(numbers, size)]
    possible = [each for each in choices if fewest(problem.only(each)) is not None]
    assert check_fitting(problem, weights, found) == []
    assert found.worth == found.most == max(sum(weights[number] for number in each) for each in possible)
    assert found.schedule.status is MeetingStatus.OPTIMAL
    assert found.schedule.breaks == fewest(problem.only(found.kept))


def test_a_false_claim_is_found() -> None:
    problem = MeetingProblem(1, 1, 1, (Meeting(0, 1), Meeting(0, 2)), (frozenset(),) * 3)
    found = fit(problem, [1, 2], clock=monotonic, seconds=20)
    assert (found.kept, found.worth, found.proven) == ((1,), 2, True)
    assert [each.code for each in check_fitting(problem, [1, 1], found)] == ["worth.wrong"]


def test_what_counting_cannot_see_the_search_does() -> None:
    """Three who meet each other need three slots, though nobody meets more than twice: the heaviest two are held."""
    three = (Meeting(0, 1), Meeting(1, 2), Meeting(0, 2))
    problem = MeetingProblem(2, 2, 3, (*three, *(Meeting(3, 4), Meeting(4, 5))), (frozenset(),) * 6)
    found = fit(problem, [2, 5, 3, 1, 1], clock=monotonic, seconds=20)
    assert (found.kept, found.worth, found.proven) == ((1, 2, 3, 4), 10, True)


def crowd(seed: int, people: int, slots: int, tables: int, many: int) -> MeetingProblem:
    chance = Random(seed)
    pairs = [(a, b) for a in range(people) for b in range(a)]
    meetings = tuple(Meeting(*pair) for pair in chance.sample(pairs, many))
    return MeetingProblem(slots, slots // 2, tables, meetings, (frozenset(),) * people)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_settling_keeps_everybody_in_one_place_and_only_gets_better(seed: int) -> None:
    """From the organiser's way, which need not be fair, to a schedule that costs no more."""
    problem = crowd(seed, 9, 8, 3, 16)
    slots = tightest_first(problem).slots
    kept = [number for number, slot in enumerate(slots) if slot is not None]
    inner, before = problem.only(kept), tuple(slot for slot in slots if slot is not None)
    ticks = iter(range(10_000))
    after = settle(inner, before, clock=lambda: float(next(ticks)), seconds=40, stop=lambda: False, seed=seed)
    was, now = breaks_in(inner, before), breaks_in(inner, after)
    assert was is None or (now is not None and now <= was)
    for who, own in enumerate(inner.of):
        assert len({after[number] for number in own}) == len(own), who
    assert max(after.count(slot) for slot in set(after)) <= inner.tables


def test_a_crowd_has_a_fair_schedule_with_every_place_taken() -> None:
    """Twice as many wishes as places: all places are used, and it is fair."""
    problem = crowd(1, 40, 10, 10, 180)
    found = fit(problem, [1] * 180, clock=monotonic, seconds=30)
    assert (len(found.kept), found.proven) == (100, True)
    assert check(problem.only(found.kept), found.schedule) == []
    assert isinstance(found.schedule, MeetingResult)
