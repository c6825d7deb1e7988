"""The linear program over few of the pairs: the rest are priced, and join only when they could help.

Rows: the experts of a project (exactly), the load of an expert (between two numbers), and, with a floor, the sum of a
project, which is at least `least`. The bound is weak duality over *all* pairs: whatever the multipliers, no assignment
is better, so nothing rests on the solver's word.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from highspy import HighsModelStatus, HighsVarType, ObjSense, kHighsInf
from highspy._core import _Highs  # the public wrapper writes its name on standard output

from .problem import AssignmentProblem, Bools, Floats

_GAIN = 1e-9  # a pair whose price promises less is left out
_PER_PROJECT = 6  # pairs that may join a project in one round
_NODES = 400  # branches of one search in whole numbers: a count, so that the same input gives the same result


@dataclass(frozen=True, slots=True)
class Relaxed:
    """`bound` holds for every assignment; `gains` are the prices of all pairs, at most 0 for a useless one."""

    values: Floats
    bound: float
    gains: Floats


class Program:
    """With `floor` a column `least` stands under every project's sum; `raising` makes it the goal."""

    def __init__(self, problem: AssignmentProblem, start: Bools, *, floor: bool, raising: bool) -> None:
        self._problem, self._floor, self._raising = problem, floor, raising
        self._goal = np.zeros_like(problem.scores) if raising else problem.scores
        ordered = np.sort(np.where(problem.allowed, problem.scores, -np.inf), axis=1)[:, ::-1]
        sums = [float(row[:need].sum()) for row, need in zip(ordered, problem.coverage, strict=True)]
        self._high = min(sums, default=0.0)
        self._low = float(np.where(start, problem.scores, 0.0).sum(axis=1).min(initial=np.inf)) if sums else 0.0
        self._engine = self._load()
        self._inside = np.zeros(problem.shape, dtype=bool)
        self._projects = np.empty(0, dtype=np.int32)
        self._experts = np.empty(0, dtype=np.int32)
        self._add(start)

    def _load(self) -> Any:
        engine = _Highs()
        engine.setOptionValue("output_flag", False)
        engine.setOptionValue("threads", 1)
        engine.changeObjectiveSense(ObjSense.kMaximize)
        problem = self._problem
        lower, upper = [*problem.coverage, *problem.min_load], [*problem.coverage, *problem.max_load]
        if self._floor:
            lower += [0] * len(problem.coverage)
            upper += [kHighsInf] * len(problem.coverage)
        for low, high in zip(lower, upper, strict=True):
            engine.addRow(float(low), float(high), 0, np.empty(0, np.int32), np.empty(0))
        if self._floor:
            rows = np.arange(len(problem.coverage), dtype=np.int32) + sum(problem.shape)
            goal = 1.0 if self._raising else 0.0
            engine.addCol(goal, self._low, max(self._low, self._high), len(rows), rows, np.full(len(rows), -1.0))
        return engine

    def set_floor(self, least: float) -> None:
        self._low = least
        self._engine.changeColBounds(0, least, max(least, self._high))

    def _add(self, wanted: Bools) -> None:
        projects, experts = (part.astype(np.int32) for part in np.nonzero(wanted & ~self._inside))
        many, projects_n = len(projects), self._problem.shape[0]
        rows = [projects, experts + projects_n]
        values = [np.ones(many), np.ones(many)]
        if self._floor:
            rows.append(projects + sum(self._problem.shape))
            values.append(self._problem.scores[projects, experts])
        starts = np.arange(many, dtype=np.int32) * len(rows)
        index = np.stack(rows, axis=1).ravel().astype(np.int32)
        entries = np.stack(values, axis=1).ravel()
        costs = self._goal[projects, experts]
        self._engine.addCols(many, costs, np.zeros(many), np.ones(many), len(index), starts, index, entries)
        self._inside |= wanted
        self._projects = np.concatenate([self._projects, projects])
        self._experts = np.concatenate([self._experts, experts])

    def relax(self) -> Relaxed | None:
        """The best in fractions over all allowed pairs; None where the floor cannot be kept by the pairs inside."""
        while True:
            self._engine.run()
            if self._engine.getModelStatus() != HighsModelStatus.kOptimal:
                return None
            solution = self._engine.getSolution()
            gains, bound = self._price(np.array(solution.row_dual))
            out = np.where(self._problem.allowed & ~self._inside, gains, -np.inf)
            wanted = out > _GAIN
            if not wanted.any():
                return Relaxed(self._matrix(solution), bound, gains)
            if out.shape[1] > _PER_PROJECT:
                wanted &= out >= np.partition(out, -_PER_PROJECT, axis=1)[:, [-_PER_PROJECT]]
            self._add(wanted)

    def _price(self, duals: Floats) -> tuple[Floats, float]:
        problem, (projects, experts) = self._problem, self._problem.shape
        cover, load = duals[:projects], duals[projects : projects + experts]
        gains = self._goal - cover[:, None] - load[None, :]
        bound = float((cover * problem.coverage).sum())
        bound += float(np.maximum(load * problem.min_load, load * problem.max_load).sum())
        if self._floor:
            weights = np.minimum(duals[projects + experts :], 0.0)
            gains = gains - problem.scores * weights[:, None]
            spare = (1.0 if self._raising else 0.0) + float(weights.sum())
            bound += max(spare * self._low, spare * max(self._low, self._high))
        return gains, bound + float(gains[problem.allowed & (gains > 0)].sum())

    def _matrix(self, solution: Any) -> Floats:
        values = np.zeros(self._problem.shape)
        values[self._projects, self._experts] = np.array(solution.col_value)[1 if self._floor else 0 :]
        return values

    def whole(self, wanted: Bools) -> tuple[Floats | None, bool]:
        """The best in whole numbers over the pairs inside and the wanted, if any; whether the search was ended."""
        self._add(wanted & self._problem.allowed)
        first = 1 if self._floor else 0
        columns = np.arange(first, first + len(self._projects), dtype=np.int32)
        kinds = np.full(len(columns), int(HighsVarType.kInteger), dtype=np.uint8)
        self._engine.changeColsIntegrality(len(columns), columns, kinds)
        self._engine.setOptionValue("mip_max_nodes", _NODES)
        self._engine.setOptionValue("mip_rel_gap", 0.0)
        self._engine.setOptionValue("mip_abs_gap", 1e-7)
        self._engine.run()
        solution = self._engine.getSolution()
        ended = self._engine.getModelStatus() == HighsModelStatus.kOptimal
        return (self._matrix(solution) if solution.value_valid else None), ended
