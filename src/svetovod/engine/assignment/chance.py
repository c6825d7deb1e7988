"""Drawn assignments: nobody can count on a certain expert, for no pair is more likely than a given bound.

S. Jecmen, H. Zhang, R. Liu, N. Shah, V. Conitzer, F. Fang, Mitigating Manipulation in Peer Review via Randomized
Reviewer Assignments, NeurIPS 2020 (PLRA): a linear program finds the probabilities of the greatest expected fit under
the bound, and a draw rounds them so that every pair has its probability, every project its number of experts and every
expert a load within one of its expectation (dependent rounding: R. Gandhi, S. Khuller, S. Parthasarathy, A. Srinivasan,
Journal of the ACM 53, 2006).
"""

import random
from collections import deque
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from highspy import HighsModelStatus, ObjSense
from highspy._core import _Highs

from .problem import AssignmentProblem, Bools, Floats

EDGE = 1e-7  # nearer to 0 or 1 than this is 0 or 1


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """`likely` are the probabilities of all pairs, at most `most_likely`; `expected` is the expected sum of fits."""

    given: Bools
    likely: Floats
    expected: float
    most_likely: float


def probabilities(problem: AssignmentProblem, *, most_likely: float) -> Floats | None:
    """Of the greatest expected fit; None where the bound leaves too few experts for some project or load."""
    if not 0 < most_likely <= 1:
        raise ValueError("the bound is over 0 and at most 1")
    projects, experts = np.nonzero(problem.allowed)
    count = len(projects)
    engine = _Highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("threads", 1)
    engine.changeObjectiveSense(ObjSense.kMaximize)
    none = np.empty(0, np.int32), np.empty(0)
    for need in problem.coverage:
        engine.addRow(float(need), float(need), 0, *none)
    for low, high in zip(problem.min_load, problem.max_load, strict=True):
        engine.addRow(float(low), float(high), 0, *none)
    index = np.stack([projects, experts + problem.shape[0]], axis=1).ravel().astype(np.int32)
    starts = (np.arange(count) * 2).astype(np.int32)
    costs = problem.scores[projects, experts]
    high_ = np.full(count, most_likely)
    engine.addCols(count, costs, np.zeros(count), high_, 2 * count, starts, index, np.ones(2 * count))
    engine.run()
    if engine.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    likely = np.zeros(problem.shape)
    likely[projects, experts] = np.clip(np.array(engine.getSolution().col_value), 0.0, most_likely)
    return likely


def draw(problem: AssignmentProblem, *, most_likely: float, seed: int) -> Drawn | None:
    """One assignment drawn; None where the bound cannot be kept."""
    likely = probabilities(problem, most_likely=most_likely)
    if likely is None:
        return None
    given = rounded(likely, random.Random(seed))  # noqa: S311 - seeded, to be repeated
    return Drawn(given, likely, float((likely * problem.scores).sum()), most_likely)


def rounded(likely: Floats, chance: random.Random) -> Bools:
    """Every pair with its probability; sums of rows and columns go to a whole neighbour of theirs.

    A cycle of undecided pairs, or else a longest path, is shifted up and down by turns, one way or the other with such
    chances that nothing changes on average, until one of its pairs is decided.
    """
    projects, experts = likely.shape
    value = {(int(p), int(e)): float(likely[p, e]) for p, e in np.argwhere(likely > EDGE)}
    near: list[set[int]] = [set() for _ in range(projects + experts)]
    for (p, e), part in value.items():
        if part < 1 - EDGE:
            near[p].add(projects + e)
            near[projects + e].add(p)
    while (walk := _walk(near)) is not None:
        edges = [(min(a, b), max(a, b) - projects) for a, b in pairwise(walk)]
        up, down = edges[::2], edges[1::2]
        grow = min([1 - value[edge] for edge in up] + [value[edge] for edge in down])
        shrink = min([value[edge] for edge in up] + [1 - value[edge] for edge in down])
        step = grow if chance.random() < shrink / (grow + shrink) else -shrink
        for sign, some in ((step, up), (-step, down)):
            for edge in some:
                value[edge] += sign
                if not EDGE < value[edge] < 1 - EDGE:
                    near[edge[0]].discard(projects + edge[1])
                    near[projects + edge[1]].discard(edge[0])
    given = np.zeros(likely.shape, dtype=bool)
    for (p, e), part in value.items():
        given[p, e] = part > 0.5
    return given


def _walk(near: list[set[int]]) -> list[int] | None:
    """A cycle (its first place repeated at the end), or a path whose ends have one pair each; None where all is
    decided."""
    ends = (place for place, others in enumerate(near) if len(others) == 1)
    start = next(ends, None)
    if start is None:
        start = next((place for place, others in enumerate(near) if others), None)
    if start is None:
        return None
    walk, seen = deque([start]), {start: 0}
    before = -1
    while True:
        here = walk[-1]
        ahead = min((place for place in near[here] if place != before), default=None)
        if ahead is None:
            return list(walk)
        if ahead in seen:
            return [*list(walk)[seen[ahead] :], ahead]
        seen[ahead] = len(walk)
        walk.append(ahead)
        before = here
