"""Branch and bound with exact bounds: the best whole plan, and the proof that nothing is better."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Any

from .bounds import Relaxations
from .program import Program
from .rows import Expr, value_of

_WHOLE = 1e-6
_SUGGESTING = 50  # nodes of the solver's own search for a first plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """`values` None: nothing fits (`proven`), or nothing was found within the limit. `bound` is exact."""

    values: list[int] | None
    bound: Fraction
    proven: bool


def minimise(
    program: Program, goal: Expr, *, slack: int, nodes: int, stop: Callable[[], bool], floor: int | None = None
) -> Outcome:
    """The least `goal`. What is not cheaper by more than `slack` is not looked for; `floor` is a known bound."""
    rows = program.rows
    relaxations = Relaxations(rows, goal)
    best = _suggested(program, relaxations, goal, min(nodes, _SUGGESTING))
    least = None if best is None else value_of(goal, best)
    order = count()
    waiting: list[tuple[Fraction, int, list[int], list[int]]] = [(Fraction(-(2**200)), 0, rows.lower, rows.upper)]
    left = nodes
    while waiting:
        bound, _, lower, upper = heapq.heappop(waiting)
        if least is not None and (bound > least - slack or (floor is not None and floor > least - slack)):
            break
        if left == 0 or stop():
            return Outcome(best, bound, proven=False)
        left -= 1
        found = relaxations.over(lower, upper)
        if found.bound is None or (least is not None and found.bound > least - slack):
            continue
        column, value = _fractional(program, found.values, lower, upper)
        if column is None:
            settled = program.trade.settle([round(each) for each in found.values], goal)
            if settled is not None and (least is None or value_of(goal, settled) < least):
                best, least = settled, value_of(goal, settled)
            if least is not None and found.bound > least - slack:
                continue
            column, value = _free(program, found.values, lower, upper)
            if column is None:
                continue
        for box in _halves(column, value, lower, upper):
            heapq.heappush(waiting, (max(bound, found.bound), next(order), *box))
    return Outcome(best, Fraction(least or 0), proven=True)


def _suggested(program: Program, relaxations: Relaxations, goal: Expr, nodes: int) -> list[int] | None:
    values = relaxations.whole(nodes)
    return None if values is None else program.trade.settle([round(value) for value in values], goal)


def _fractional(program: Program, values: list[float], lower: list[int], upper: list[int]) -> tuple[int | None, float]:
    """Tallies first, then the column farthest from whole."""
    money = program.rows.money
    distance = {c: abs(v - round(v)) for c, v in enumerate(values) if not money[c] and lower[c] < upper[c]}
    for candidates in (program.tallies, distance):
        away = [c for c in candidates if distance.get(c, 0) > _WHOLE]
        if away:
            column = max(away, key=lambda c: (distance[c], -c))
            return column, values[column]
    return None, 0.0


def _free(program: Program, values: list[float], lower: list[int], upper: list[int]) -> tuple[int | None, float]:
    """A column that is not decided yet, where the suggestion is whole but does not settle the box."""
    for column in (*program.tallies, *range(len(lower))):
        if not program.rows.money[column] and lower[column] < upper[column]:
            return column, round(values[column]) - (0.5 if round(values[column]) > lower[column] else -0.5)
    return None, 0.0


def _halves(column: int, value: Any, lower: list[int], upper: list[int]) -> list[tuple[list[int], list[int]]]:
    below, above = list(upper), list(lower)
    below[column] = int(value // 1)
    above[column] = int(value // 1) + 1
    return [(lower, below), (above, upper)]
