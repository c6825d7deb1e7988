"""Panels without rings and with all experts comparable, as far as that is cheap; what it costs is said.

Both are heuristics: an assignment without rings is hard to find in general. A ring is broken by forbidding its pair of
the least fit and arranging anew: all rings at once, and where that cannot be, one by one. Groups are joined by
exchanging two experts of two projects, which changes no load.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .panels import Arrangement, Demands, arrange, described
from .problem import AssignmentProblem, Bools
from .weave import Belonging, Pair, Weave, groups, rings, weave

ROUNDS = 20  # of forbidding: a count, so that the same input gives the same result


@dataclass(frozen=True, slots=True)
class Woven:
    """`cost`: by how much the sum of fits is less than without these wishes; `forbidden`: pairs given up for rings."""

    found: Arrangement
    weave: Weave
    cost: float = 0.0
    forbidden: tuple[Pair, ...] = ()


def arrange_apart(problem: AssignmentProblem, demands: Demands, belonging: Belonging) -> Woven:
    """As `arrange`, with rings broken and groups joined where loads, conflicts and roles allow it."""
    first = arrange(problem, demands)
    if first.shortage is not None:
        return Woven(first, Weave((), ()))
    best, forbidden = _without_rings(problem, demands, belonging, first)
    given = _joined(problem, demands, belonging, _table(problem, best))
    proven = best.proven and not forbidden and bool((given == _table(problem, best)).all())
    found = described(problem, demands, given, first.bound, proven=proven)
    return Woven(found, weave(given, belonging), max(first.total - found.total, 0.0), forbidden)


def _without_rings(
    problem: AssignmentProblem, demands: Demands, belonging: Belonging, first: Arrangement
) -> tuple[Arrangement, tuple[Pair, ...]]:
    """The arrangement with the fewest rings that was met; it lacks no role that the first one has."""
    fixed = demands.fixed if demands.fixed is not None else np.zeros(problem.shape, dtype=bool)
    best, gone = first, list[Pair]()
    found = rings(_table(problem, first), belonging)
    met, needed, banned, together = len(found), set[Pair](), list[Pair](), True
    for _ in range(ROUNDS):
        weak = _weakest(problem, fixed, found, needed)
        if not met or not weak:
            break
        given_up = sorted(weak) if together else sorted(weak)[:1]
        allowed = problem.allowed.copy()
        allowed[tuple(np.array([*banned, *given_up]).T)] = False
        kept = None if demands.kept is None else demands.kept & allowed
        tried = arrange(replace(problem, allowed=allowed), replace(demands, kept=kept))
        if tried.shortage is not None or len(tried.missing) > len(first.missing):
            needed.update(() if together else given_up)
            together = False
            continue
        banned += given_up
        found = rings(_table(problem, tried), belonging)
        if len(found) < met:
            best, met, gone = tried, len(found), list(banned)
    return best, tuple(gone)


def _weakest(
    problem: AssignmentProblem, fixed: Bools, found: tuple[tuple[Pair, ...], ...], needed: set[Pair]
) -> set[Pair]:
    """Of each ring the pair that may be given up with the least loss."""
    loose = [[pair for pair in ring if not fixed[pair] and pair not in needed] for ring in found]
    return {min(ring, key=lambda pair: (float(problem.scores[pair]), pair)) for ring in loose if ring}


def _joined(problem: AssignmentProblem, demands: Demands, belonging: Belonging, given: Bools) -> Bools:
    while len(parts := groups(given)) > 1:
        better = _exchanged(problem, demands, belonging, given, parts)
        if better is None:
            return given
        given = better
    return given


def _exchanged(
    problem: AssignmentProblem, demands: Demands, belonging: Belonging, given: Bools, parts: tuple[tuple[int, ...], ...]
) -> Bools | None:
    """The cheapest exchange that joins groups, closes no ring and takes no role away."""
    before = len(rings(given, belonging)), len(described(problem, demands, given, 0.0).missing)
    for _loss, one, two in sorted(_exchanges(problem, demands, given, parts)):
        tried = given.copy()
        tried[one], tried[two] = False, False
        tried[one[0], two[1]], tried[two[0], one[1]] = True, True
        after = len(rings(tried, belonging)), len(described(problem, demands, tried, 0.0).missing)
        if len(groups(tried)) < len(parts) and after[0] <= before[0] and after[1] <= before[1]:
            return tried
    return None


def _exchanges(
    problem: AssignmentProblem, demands: Demands, given: Bools, parts: tuple[tuple[int, ...], ...]
) -> Iterator[tuple[float, Pair, Pair]]:
    """An expert of the largest group for one of another; what is assigned today stays."""
    stays = np.zeros(problem.shape, dtype=bool)
    for each in (demands.kept, demands.fixed):
        stays |= each if each is not None else False
    loose = [(int(p), int(e)) for p, e in np.argwhere(given & ~stays)]
    here, there = set(parts[0]), set().union(*parts[1:])
    for one in loose:
        for two in loose:
            apart = one[1] in here and two[1] in there
            if apart and problem.allowed[one[0], two[1]] and problem.allowed[two[0], one[1]]:
                now = problem.scores[one] + problem.scores[two]
                then = problem.scores[one[0], two[1]] + problem.scores[two[0], one[1]]
                yield float(now - then), one, two


def _table(problem: AssignmentProblem, found: Arrangement) -> Bools:
    given = np.zeros(problem.shape, dtype=bool)
    for pair in found.pairs:
        given[pair] = True
    return given
