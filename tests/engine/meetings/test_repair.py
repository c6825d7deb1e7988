"""A repair moves no more meetings than it must: what trying everything gives."""

from itertools import product
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svetovod.engine.meetings import (
    Meeting,
    MeetingProblem,
    MeetingStatus,
    Repair,
    RepairResult,
    changes,
    check_repair,
    repair,
    reseat,
)
from svetovod.engine.meetings.events import Event, Fewest, Found, Impossible
from svetovod.engine.meetings.repairing import search_repair

from .tiny import breaks_in, problems

PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def repairs(draw: st.DrawFn) -> Repair:
    problem = draw(problems())
    slot = st.one_of(st.none(), st.integers(1, problem.slots))
    before = tuple(draw(slot) for _ in problem.meetings)
    lost = {number for number, old in enumerate(before) if old is not None and draw(st.booleans())}
    return Repair(problem, before, frozenset(lost) if draw(st.booleans()) else frozenset())


def cost(asked: Repair, slots: tuple[int, ...]) -> tuple[int, int]:
    """Meetings changed, and new slots among those that lost their table."""
    moved = {number for number, old in enumerate(asked.before) if old not in (None, slots[number])}
    return len(moved | asked.unseated), len(moved & asked.unseated)


@PATIENT
@given(asked=repairs())
def test_the_fewest_changes_and_then_the_fewest_breaks(asked: Repair) -> None:
    told: list[Event] = []
    search_repair(asked, told.append)
    slots = range(1, asked.problem.slots + 1)
    tried = [
        (*cost(asked, each), breaks)
        for each in product(slots, repeat=len(asked.before))
        if (breaks := breaks_in(asked.problem, each)) is not None
    ]
    if not tried:
        assert told == [Impossible()]
        return
    best = min(tried)
    assert Fewest(best[0]) in told
    last = next(event.slots for event in reversed(told) if isinstance(event, Found))
    assert changes(asked, last) == best[0]
    assert (*cost(asked, last), breaks_in(asked.problem, last)) == best


def test_a_table_is_lost() -> None:
    """Four meetings of eight people at two tables: with one table left, one of each pair has to move."""
    meetings = tuple(Meeting(2 * n, 2 * n + 1) for n in range(4))
    problem = MeetingProblem(4, 4, 1, meetings, (frozenset(),) * 8)
    asked = Repair(problem, (1, 1, 2, 2), frozenset({1, 3}))
    made = repair(asked, clock=monotonic, seconds=20)
    assert (made.changed, made.fewest, made.proven) == (2, 2, True)
    assert made.schedule.slots[0] == 1 and made.schedule.slots[2] == 2  # who has a table keeps everything
    assert check_repair(asked, made) == []


def test_what_cannot_be_repaired_has_its_reason() -> None:
    problem = MeetingProblem(1, 1, 1, (Meeting(0, 1), Meeting(0, 2)), (frozenset(),) * 3)
    made = repair(Repair(problem, (1, None)), clock=monotonic, seconds=20)
    assert made.schedule.status is MeetingStatus.INFEASIBLE
    assert made.schedule.reason is not None and made.schedule.reason.wishes


def test_the_check_refuses_wrong_claims() -> None:
    problem = MeetingProblem(2, 2, 1, (Meeting(0, 1),), (frozenset(),) * 2)
    asked = Repair(problem, (1,))
    good = repair(asked, clock=monotonic, seconds=20)
    assert good.changed == 0
    for wrong, code in ((1, "changes.wrong"), (0, "changes.beaten")):
        said = RepairResult(good.schedule, wrong, 1)
        assert [found.code for found in check_repair(asked, said)] == [code]


def test_tables_stay_where_they_can() -> None:
    before = [(1, 1), (1, 2), (1, 3), None]
    assert reseat([1, 1, 2, 1], before, [1, 2, 3]) == (1, 2, 3, 3)
    # the second table is gone: only who sat at it gets another one
    assert reseat([1, 1, 1], before[:3], [1, 3, 4]) == (1, 4, 3)
    with pytest.raises(ValueError, match="slot 1"):
        reseat([1, 1], [None, None], [1])


def test_a_full_event_that_lost_a_table_is_impossible_at_once() -> None:
    """Two hundred pairs had every place of ten tables in twenty slots: nine tables do not hold them, by the count."""
    meetings = tuple(Meeting(2 * number, 2 * number + 1) for number in range(200))
    problem = MeetingProblem(20, 20, 9, meetings, (frozenset(),) * 400)
    before = tuple(number // 10 + 1 for number in range(200))
    began = monotonic()
    found = repair(Repair(problem, before, frozenset(range(0, 200, 10))), clock=monotonic, seconds=10)
    assert found.schedule.status is MeetingStatus.INFEASIBLE and found.schedule.reason
    assert monotonic() - began < 5
