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
from .program import Program

_STEPS = (0.0, 0.002, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 0.8)  # parts given up of the way down to what is in hand
_WINDOW = 0.05  # pairs whose price is within this of useful join the search in whole numbers


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
    raised = Program(problem, best, floor=True, raising=True).relax()
    if raised is None:
        raise RuntimeError("a program with a known solution was not solved")
    bound, status = raised.bound, AssignmentStatus.FEASIBLE
    in_hand = _least(problem, best)
    for part in _STEPS:
        if stop():
            break
        floor = bound - part * (bound - in_hand) - TOLERANCE / 2
        found, proven = _over(problem, best | (raised.values > TOLERANCE), floor)
        if found is None:
            continue
        best = found
        if proven and _least(problem, found) >= bound - TOLERANCE:
            status = AssignmentStatus.OPTIMAL
        break
    return _result(problem, best, status, None, bound)


def _over(problem: AssignmentProblem, pairs: Bools, floor: float) -> tuple[Bools | None, bool]:
    """The best total with every project at or over the floor; whether no pair left out could do better."""
    program = Program(problem, pairs, floor=True, raising=False)
    program.set_floor(floor)
    relaxed = program.relax()
    if relaxed is None:
        return None, False
    values, ended = program.whole(relaxed.gains > -_WINDOW)
    if values is None:
        return None, False
    given = values > 0.5
    # an assignment with a pair that was left out loses the window at least
    return given, ended and relaxed.bound - _WINDOW <= _total(problem, given)


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
