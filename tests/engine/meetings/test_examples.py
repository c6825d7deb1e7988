"""The worked example of docs/explanation/meetings.md."""

from time import monotonic

import pytest

from svetovod.engine.meetings import Meeting, MeetingProblem, MeetingStatus, check, solve

from .tiny import breaks_in, fewest

# А–Б, В–Г, Б–В, Г–А
RING = tuple(Meeting(first, second) for first, second in ((0, 1), (2, 3), (1, 2), (3, 0)))


def ring(tables: int, slots: int = 4) -> MeetingProblem:
    return MeetingProblem(slots, slots, tables, RING, (frozenset(),) * 4)


@pytest.mark.parametrize(("problem", "breaks"), [(ring(1), 1), (ring(2), 0), (ring(2, slots=2), 0)])
def test_the_worked_example(problem: MeetingProblem, breaks: int) -> None:
    found = solve(problem, clock=monotonic, seconds=20, threads=1)
    assert (found.status, found.breaks, found.bound) == (MeetingStatus.OPTIMAL, breaks, breaks)
    assert not check(problem, found) and fewest(problem) == breaks


def test_one_after_another_as_listed() -> None:
    assert breaks_in(ring(1), (1, 2, 3, 4)) == 3
    assert solve(ring(1, slots=3), clock=monotonic, seconds=20, threads=1).status == MeetingStatus.INFEASIBLE
