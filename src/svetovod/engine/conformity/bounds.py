"""What floating point suggests, and what is proven of it in whole numbers.

Whatever the multipliers of the rows, as long as none is negative, the cheapest corner of the box for the cost less the
rows so weighted is a true lower bound (weak duality). HiGHS only suggests good multipliers; they are cut to whole
numbers, and the bound is computed without any rounding. The same weights on an empty cost prove that nothing fits.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
from highspy import HighsModelStatus, HighsVarType, kHighsInf
from highspy._core import _Highs  # the public wrapper writes its name on standard output

from .rows import Expr, Rows

_DIGITS = 2**40  # multipliers are kept to this part of one
_TIGHT = 1e-10  # the least that the solver lets pass


@dataclass(frozen=True, slots=True)
class Relaxation:
    """`bound` is exact and None where nothing fits; `values` are the solver's, one a column."""

    bound: Fraction | None
    values: list[float]


class Relaxations:
    """One program and goal, many boxes: the solver keeps its basis from one box to the next."""

    def __init__(self, rows: Rows, goal: Expr) -> None:
        self._rows = rows
        self._cost = [goal.terms.get(column, 0) for column in range(len(rows.lower))]
        self._constant = goal.constant
        self._units = [max(1, high) if money else 1 for money, high in zip(rows.money, rows.upper, strict=True)]
        self._row_units = [
            max((abs(factor) * self._units[column] for column, factor in terms.items()), default=1)
            for terms in rows.rows
        ]
        self._goal_unit = max((abs(c) * s for c, s in zip(self._cost, self._units, strict=True)), default=1) or 1
        self._columns = np.arange(len(rows.lower), dtype=np.int32)
        self._scale = np.array(self._units, dtype=float)
        self._program = self._load()
        self._elastic: Any = None
        self._program.setOptionValue("presolve", "off")

    def _load(self, *, goal: bool = True) -> Any:
        program = _Highs()
        program.setOptionValue("output_flag", False)
        program.setOptionValue("threads", 1)
        program.setOptionValue("primal_feasibility_tolerance", _TIGHT)
        program.setOptionValue("dual_feasibility_tolerance", _TIGHT)
        program.setOptionValue("mip_feasibility_tolerance", _TIGHT)
        rows = self._rows
        for column, unit in enumerate(self._units):
            program.addVar(rows.lower[column] / unit, rows.upper[column] / unit)
            if goal:
                program.changeColCost(column, self._cost[column] * unit / self._goal_unit)
        for terms, least, unit in zip(rows.rows, rows.least, self._row_units, strict=True):
            factors = np.array([factor * self._units[c] / unit for c, factor in terms.items()], dtype=float)
            program.addRow(least / unit, kHighsInf, len(terms), np.array(list(terms), dtype=np.int32), factors)
        return program

    def whole(self, most_nodes: int) -> list[float] | None:
        """What the solver thinks the best whole numbers are."""
        program = self._load()
        for column, money in enumerate(self._rows.money):
            if not money:
                program.changeColIntegrality(column, HighsVarType.kInteger)
        program.setOptionValue("mip_max_nodes", most_nodes)
        program.setOptionValue("mip_rel_gap", 0.0)
        program.run()
        solution = program.getSolution()
        return self._values(solution) if solution.value_valid else None

    def over(self, lower: list[int], upper: list[int]) -> Relaxation:
        """The relaxation with other bounds."""
        program = self._program
        low, high = np.array(lower, dtype=float) / self._scale, np.array(upper, dtype=float) / self._scale
        program.changeColsBounds(len(lower), self._columns, low, high)
        program.run()
        solution = program.getSolution()
        fits = program.getModelStatus() == HighsModelStatus.kOptimal
        if not fits and self._contradict(self._shortfall(low, high), lower, upper):
            return Relaxation(None, [])
        duals = np.array(solution.row_dual) if fits else np.array(())
        return Relaxation(self._proven(duals, lower, upper), self._values(solution))

    def _shortfall(self, low: Any, high: Any) -> Any:
        """Multipliers of the rows from the program that asks for the least shortfall: their sum is what contradicts."""
        if self._elastic is None:
            self._elastic = self._load(goal=False)
            for row in range(len(self._rows.rows)):
                slack = np.array([row], dtype=np.int32)
                self._elastic.addCol(1.0, 0.0, kHighsInf, 1, slack, np.array([1.0]))
        self._elastic.changeColsBounds(len(low), self._columns, low, high)
        self._elastic.run()
        return np.array(self._elastic.getSolution().row_dual)

    def _values(self, solution: Any) -> list[float]:
        return [float(value) * unit for value, unit in zip(solution.col_value, self._units, strict=True)]

    def _multipliers(self, duals: Any, unit: int) -> list[int]:
        """Whole multipliers of the rows, over `_DIGITS`; a wrong sign is rounding and counts as zero."""
        return [
            _whole(dual, _DIGITS * unit, row) if dual > 0 and isfinite(dual) else 0
            for dual, row in zip(duals.tolist(), self._row_units, strict=True)
        ]

    def _proven(self, duals: Any, lower: list[int], upper: list[int]) -> Fraction:
        weights = self._multipliers(duals, self._goal_unit) if len(duals) else []
        return Fraction(self._box(weights, [c * _DIGITS for c in self._cost], lower, upper), _DIGITS) + self._constant

    def _contradict(self, duals: Any, lower: list[int], upper: list[int]) -> bool:
        """Whether the rows so weighted ask for more than any corner of the box gives."""
        unit = max(self._row_units)
        return self._box(self._multipliers(duals, unit), [0] * len(self._cost), lower, upper) > 0

    def _box(self, weights: list[int], reduced: list[int], lower: list[int], upper: list[int]) -> int:
        bound = 0
        for row, weight in enumerate(weights):
            if weight:
                bound += weight * self._rows.least[row]
                for column, factor in self._rows.rows[row].items():
                    reduced[column] -= weight * factor
        for column, factor in enumerate(reduced):
            if factor:
                bound += factor * (lower[column] if factor > 0 else upper[column])
        return bound


def _whole(dual: float, over: int, under: int) -> int:
    numerator, denominator = dual.as_integer_ratio()
    return numerator * over // (denominator * under)
