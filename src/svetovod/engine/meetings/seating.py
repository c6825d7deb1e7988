"""Tables for a schedule whose slots stand: people keep their table from meeting to meeting, or walk as little as can.

Tables stand in a row by their numbers. Slot after slot, from the first on and from the last back, the cheapest
assignment (the Hungarian method) is taken, given where everybody sits before and afterwards; that is repeated for as
long as it saves anything. Each step is exact, the whole is not proven to be the least.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from .problem import MeetingProblem, seat

_ROUNDS = 8  # of improvement; the second hardly ever saves anything more


class Walking(NamedTuple):
    """How often people take another table for their next meeting, and how many tables they pass in all."""

    changes: int
    distance: int


def walking(problem: MeetingProblem, slots: Sequence[int], tables: Sequence[int]) -> Walking:
    steps = [
        abs(tables[here] - tables[there])
        for own in problem.of
        for here, there in pairwise(sorted(own, key=lambda each: slots[each]))
    ]
    return Walking(sum(step > 0 for step in steps), sum(steps))


def seated(problem: MeetingProblem, slots: Sequence[int]) -> tuple[int, ...]:
    """A table from 1 for every meeting: as few changes of tables as are found, of these the shortest ways."""
    forward = sorted(set(slots))
    tried = [_settled(problem, slots, order) for order in (forward, forward[::-1])]
    return min(tried, key=lambda tables: walking(problem, slots, tables))


def _settled(problem: MeetingProblem, slots: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Slot after slot in this order, and again for as long as it helps."""
    tables, beside, known = list(seat(slots)), _beside(problem, slots), set[int]()
    change = problem.tables * sum(map(len, beside)) + 1  # weighs more than all ways together
    before = None
    for _ in range(_ROUNDS):
        for slot in order:
            here = [number for number, each in enumerate(slots) if each == slot]
            places = [[tables[each] for each in beside[number] if each in known] for number in here]
            costs = [_costs(problem, others, change) for others in places]
            for number, column in zip(here, _cheapest(costs), strict=True):
                tables[number] = column + 1
            known.update(here)
        now = walking(problem, slots, tables)
        if now == before:
            break
        before = now
    return tuple(tables)


def _beside(problem: MeetingProblem, slots: Sequence[int]) -> list[list[int]]:
    """For every meeting the ones just before and after it of those who sit there."""
    found: list[list[int]] = [[] for _ in slots]
    for own in problem.of:
        for here, there in pairwise(sorted(own, key=lambda each: slots[each])):
            found[here].append(there)
            found[there].append(here)
    return found


def _costs(problem: MeetingProblem, others: Sequence[int], change: int) -> list[int]:
    """Of every table for a meeting whose people sit at `others` before and afterwards."""
    tables = range(1, problem.tables + 1)
    return [sum(change + abs(table - other) for other in others if other != table) for table in tables]


def _cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of every row, each column once, so that their sum is the least (Kuhn and Munkres, with potentials)."""
    width = len(costs[0])
    rows, columns = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    holds = [0] * (width + 1)
    for row in range(1, len(costs) + 1):
        holds[0], at = row, 0
        least, came, used = [inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while holds[at]:
            used[at] = True
            line, step, then = holds[at], inf, 0
            for column in range(1, width + 1):
                if used[column]:
                    continue
                reduced = costs[line - 1][column - 1] - rows[line] - columns[column]
                if reduced < least[column]:
                    least[column], came[column] = reduced, at
                if least[column] < step:
                    step, then = least[column], column
            for column in range(width + 1):
                if used[column]:
                    rows[holds[column]] += step
                    columns[column] -= step
                else:
                    least[column] -= step
            at = then
        while at:
            holds[at], at = holds[came[at]], came[at]
    found = [0] * len(costs)
    for column in range(1, width + 1):
        if holds[column]:
            found[holds[column] - 1] = column - 1
    return found
