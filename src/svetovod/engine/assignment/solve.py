"""The best assignment by the sum of scores, or by the least-served project, with the proof of how good it is."""

from collections.abc import Callable

import numpy as np

from .feasible import first_assignment
from .problem import (
    TOLERANCE,
    AssignmentProblem,
    AssignmentResult,
    AssignmentStatus,
    Bools,
    Floats,
    Objective,
    Shortage,
)
from .program import Program, Relaxed

_STEPS = (0.0, 0.002, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 0.8)  # parts given up of the way down to what is in hand
_WINDOW = 0.05  # pairs whose price is within this of useful join the search in whole numbers
_SEARCHED = 1500  # pairs: a search over so few is soon ended, and its answer is a proof


def never() -> bool:
    return False


def solve(
    problem: AssignmentProblem,
    *,
    objective: Objective = Objective.TOTAL,
    stop: Callable[[], bool] = never,
    seed: int = 0,
) -> AssignmentResult:
    """`stop` is asked between searches; what is in hand then is the result."""
    start = first_assignment(problem)
    if isinstance(start, Shortage):
        return AssignmentResult(AssignmentStatus.INFEASIBLE, shortage=start)
    if not start.any():  # nobody is asked for
        total = objective is Objective.TOTAL
        return _result(problem, start, AssignmentStatus.OPTIMAL, 0.0 if total else None, None if total else 0.0)
    best, bound = _best_total(problem, start)
    if objective is Objective.TOTAL:
        proven = bound <= _total(problem, best) + TOLERANCE
        status = AssignmentStatus.OPTIMAL if proven else AssignmentStatus.FEASIBLE
        return _result(problem, best, status, bound, None)
    return _fairest(problem, best, stop)


def _best_total(problem: AssignmentProblem, start: Bools) -> tuple[Bools, float]:
    """Every corner of the transport polytope is whole, and the simplex method ends in a corner."""
    relaxed = Program(problem, start, floor=False, raising=False).relax()
    if relaxed is None:
        raise RuntimeError("a program with a known solution was not solved")
    return relaxed.values > 0.5, relaxed.bound


def _fairest(problem: AssignmentProblem, best: Bools, stop: Callable[[], bool]) -> AssignmentResult:
    """The highest floor that whole assignments keep, and the best total over it."""
    start = best
    raised = Program(problem, start, floor=True, raising=True).relax()
    if raised is None:
        raise RuntimeError("a program with a known solution was not solved")
    bound, proven = raised.bound, False
    in_hand = _least(problem, best)
    pairs = best | (raised.values > TOLERANCE)
    for part in _STEPS:
        if stop():
            break
        found, proven = _over(problem, pairs, bound - part * (bound - in_hand) - TOLERANCE / 2)
        if found is not None:
            best = found
            break
    if _least(problem, best) < bound - TOLERANCE and not stop():
        # fractions promise more than was reached: what is left of it for whole assignments, where that can be searched
        proven = False
        highest = _highest(problem, start, raised, _least(problem, best))
        if highest is not None:
            best = max(best, highest, key=lambda given: _least(problem, given))
            bound = min(bound, _least(problem, best))
            if not stop():
                found, proven = _over(problem, pairs | best, bound - TOLERANCE / 2)
                best = best if found is None else found
    ended = proven and _least(problem, best) >= bound - TOLERANCE
    return _result(problem, best, AssignmentStatus.OPTIMAL if ended else AssignmentStatus.FEASIBLE, None, bound)


def _highest(problem: AssignmentProblem, start: Bools, raised: Relaxed, least: float) -> Bools | None:
    """A whole assignment whose least-served project has most; None where that is too much to search.

    A pair whose price is under what is missing between `least` and the bound is in no assignment over `least`.
    """
    useful = problem.allowed & (raised.gains >= least - raised.bound - TOLERANCE)
    if useful.sum() > _SEARCHED:
        return None
    program = Program(problem, start, floor=True, raising=True)
    values, ended = program.whole(useful)
    return values > 0.5 if values is not None and ended else None


def _over(problem: AssignmentProblem, pairs: Bools, floor: float) -> tuple[Bools | None, bool]:
    """The best total with every project at or over the floor; whether no pair left out could do better."""
    window = _WINDOW
    while True:
        program = Program(problem, pairs, floor=True, raising=False)
        program.set_floor(floor)
        relaxed = program.relax()
        if relaxed is None:
            return None, False
        values, ended = program.whole(relaxed.gains > -window)
        if values is None:
            return None, False
        given = values > 0.5
        # an assignment with a pair that was left out loses the window at least
        missing = relaxed.bound - _total(problem, given)
        if not ended or missing <= window:
            return given, ended
        if (problem.allowed & (relaxed.gains > -missing)).sum() > _SEARCHED:
            return given, False
        window = missing + TOLERANCE


def _total(problem: AssignmentProblem, given: Bools) -> float:
    return float(problem.scores[given].sum())


def _sums(problem: AssignmentProblem, given: Bools) -> Floats:
    sums: Floats = np.where(given, problem.scores, 0.0).sum(axis=1)
    return sums


def _least(problem: AssignmentProblem, given: Bools) -> float:
    return float(_sums(problem, given).min(initial=np.inf))


def _result(
    problem: AssignmentProblem, given: Bools, status: AssignmentStatus, bound_total: float | None,
    bound_minimum: float | None,
) -> AssignmentResult:  # fmt: skip
    pairs = tuple((int(project), int(expert)) for project, expert in np.argwhere(given))
    least = _least(problem, given) if len(problem.coverage) else 0.0
    return AssignmentResult(status, pairs, _total(problem, given), least, bound_total, bound_minimum)
