"""What a careful organiser with a spreadsheet gets: meeting after meeting into the slot that adds the fewest gaps.

It is shown beside the optimum, and is the first schedule where it happens to place everything.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .domains import domains
from .problem import MeetingProblem


class Draft(NamedTuple):
    """The slot of every meeting, None where no place was left; the breaks of what is placed."""

    slots: tuple[int | None, ...]
    breaks: int

    @property
    def unplaced(self) -> int:
        return self.slots.count(None)


def tightest_first(problem: MeetingProblem, weights: Sequence[int] = ()) -> Draft:
    """The meeting with the fewest slots left goes first; where there are weights, the heaviest before all others."""
    left = domains(problem)
    busy: list[set[int]] = [set() for _ in problem.forbidden]
    load = [0] * (problem.slots + 1)
    placed: list[int | None] = [None] * len(problem.meetings)
    waiting = set(range(len(problem.meetings)))
    later = _followers(problem)
    heavy = weights or [0] * len(problem.meetings)
    while waiting:
        number = min(waiting, key=lambda each: (-heavy[each], len(left[each]), -_degree(problem, each), each))
        waiting.remove(number)
        if not left[number]:
            continue
        people = problem.meetings[number].people
        slot = min(left[number], key=lambda each: (sum(_added(busy[who], each) for who in people), load[each], each))
        placed[number] = slot
        load[slot] += 1
        for who in people:
            busy[who].add(slot)
            for other in problem.of[who]:
                left[other].discard(slot)
        if load[slot] == problem.tables:
            for other in waiting:
                left[other].discard(slot)
        for other in later[number]:
            left[other] = {each for each in left[other] if each > slot}
        for other in problem.meetings[number].after:
            left[other] = {each for each in left[other] if each < slot}
    return Draft(tuple(placed), sum(max(0, _runs(row) - 1) for row in busy))


def _followers(problem: MeetingProblem) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in problem.meetings]
    for number, meeting in enumerate(problem.meetings):
        for earlier in meeting.after:
            found[earlier].append(number)
    return found


def _degree(problem: MeetingProblem, number: int) -> int:
    return sum(len(problem.of[who]) for who in problem.meetings[number].people)


def _added(busy: set[int], slot: int) -> int:
    """How many runs a slot adds: 1 apart, 0 beside one, -1 between two."""
    return (1 if busy else 0) - (slot - 1 in busy) - (slot + 1 in busy)


def _runs(busy: set[int]) -> int:
    return sum(slot - 1 not in busy for slot in busy)
