"""Panels with more than fit: a role each project needs, experts of different regions, as little change as possible.

Each wish is soft and has a price, so that a panel is found where they cannot all be kept, and what is missing is said.
Prices stand so far apart that a whole sum of fits does not buy the next: a missing role, then the least-served project
where that is asked, then a change of what was assigned, then a second expert of one region, then fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from highspy import HighsModelStatus, HighsVarType, ObjSense, kHighsInf
from highspy._core import _Highs

from .feasible import first_assignment
from .problem import AssignmentProblem, Bools, Ints, Shortage
from .solve import solve

ROLE, LEAST, KEEP, REGION = 1000.0, 100.0, 10.0, 0.3
GAP = 1e-6
NODES = 2000  # branches: a count, so that the same input gives the same result


@dataclass(frozen=True, eq=False, slots=True)
class Demands:
    """`roles`: of each the experts who have it. `regions`: of each expert, -1 where unknown. `kept`: what was assigned;
    `fixed`: of it what may not be taken away."""

    roles: Mapping[str, Bools] = field(default_factory=dict)
    regions: Ints | None = None
    kept: Bools | None = None
    fixed: Bools | None = None
    fair: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`bound` is the best sum of fits that loads and conflicts allow at all, proven; what the wishes cost is the
    difference. `proven`: no other panel pays the prices better."""

    pairs: tuple[tuple[int, int], ...] = ()
    total: float = 0.0
    least: float = 0.0
    bound: float = 0.0
    missing: tuple[tuple[int, str], ...] = ()
    same_region: tuple[int, ...] = ()
    changed: int = 0
    proven: bool = False
    shortage: Shortage | None = None


def arrange(problem: AssignmentProblem, demands: Demands) -> Arrangement:
    """The panels of the least price."""
    start = first_assignment(problem)
    if isinstance(start, Shortage):
        return Arrangement(shortage=start)
    bound = solve(problem).bound_total or 0.0
    if not start.any():
        return Arrangement(bound=bound, proven=True)
    given, proven = _search(problem, demands)
    return described(problem, demands, start if given is None else given, bound, proven=proven)


def described(
    problem: AssignmentProblem, demands: Demands, given: Bools, bound: float, *, proven: bool = False
) -> Arrangement:
    """Everything said of an assignment, whoever made it: counted again from its pairs."""
    sums = np.where(given, problem.scores, 0.0).sum(axis=1)
    missing = tuple(
        (project, role)
        for role, who in demands.roles.items()
        for project in range(problem.shape[0])
        if who.any() and problem.coverage[project] and not (given[project] & who).any()
    )
    same = tuple(project for project in range(problem.shape[0]) if _repeated(demands, given[project]))
    changed = 0 if demands.kept is None else int((demands.kept & ~given).sum())
    pairs = tuple((int(project), int(expert)) for project, expert in np.argwhere(given))
    return Arrangement(
        pairs, float(sums.sum()), float(sums.min(initial=np.inf)) if len(sums) else 0.0, bound, missing, same, changed,
        proven,
    )  # fmt: skip


def _repeated(demands: Demands, row: Bools) -> bool:
    if demands.regions is None:
        return False
    own = demands.regions[row]
    own = own[own >= 0]
    return len(set(own.tolist())) < len(own)


class _Model:
    """Columns one after another, rows as they are needed."""

    def __init__(self) -> None:
        self.engine: Any = _Highs()
        self.engine.setOptionValue("output_flag", False)
        self.engine.setOptionValue("threads", 1)
        self.engine.setOptionValue("mip_max_nodes", NODES)
        self.engine.setOptionValue("mip_rel_gap", GAP)
        self.engine.changeObjectiveSense(ObjSense.kMaximize)
        self.count = 0

    def column(self, price: float, high: float, *, low: float = 0.0, whole: bool = False) -> int:
        self.engine.addCol(price, low, high, 0, np.empty(0, np.int32), np.empty(0))
        if whole:
            self.engine.changeColIntegrality(self.count, HighsVarType.kInteger)
        self.count += 1
        return self.count - 1

    def row(self, low: float, high: float, columns: list[int], values: list[float]) -> None:
        self.engine.addRow(low, high, len(columns), np.array(columns, np.int32), np.array(values))


def _search(problem: AssignmentProblem, demands: Demands) -> tuple[Bools | None, bool]:
    model = _Model()
    projects, experts = problem.shape
    none = np.zeros(problem.shape, dtype=bool)
    kept = demands.kept if demands.kept is not None else none
    fixed = demands.fixed if demands.fixed is not None else none
    price = problem.scores + KEEP * kept
    column = {
        (int(p), int(e)): model.column(float(price[p, e]), 1.0, low=float(fixed[p, e]), whole=True)
        for p, e in np.argwhere(problem.allowed | fixed)
    }
    of_project = [[e for e in range(experts) if (p, e) in column] for p in range(projects)]
    # a project has its number of experts exactly, an expert a load between two numbers
    for p, own in enumerate(of_project):
        need = float(problem.coverage[p])
        model.row(need, need, [column[p, e] for e in own], [1.0] * len(own))
    for e in range(experts):
        load = [column[p, e] for p in range(projects) if (p, e) in column]
        model.row(float(problem.min_load[e]), float(problem.max_load[e]), load, [1.0] * len(load))
    for p, own in enumerate(of_project):
        _add_roles(model, demands, [(e, column[p, e]) for e in own])
        _add_regions(model, demands, [(e, column[p, e]) for e in own])
    if demands.fair:
        # the least sum of fits of a project
        least = model.column(LEAST, kHighsInf, low=-kHighsInf)
        for p, own in enumerate(of_project):
            fits = [float(problem.scores[p, e]) for e in own]
            model.row(0.0, kHighsInf, [*(column[p, e] for e in own), least], [*fits, -1.0])
    model.engine.run()
    solution = model.engine.getSolution()
    if not solution.value_valid:
        return None, False
    given = none.copy()
    for (p, e), number in column.items():
        given[p, e] = solution.col_value[number] > 0.5
    return given, model.engine.getModelStatus() == HighsModelStatus.kOptimal


def _add_roles(model: _Model, demands: Demands, own: list[tuple[int, int]]) -> None:
    """Each role is there, or its absence is paid for."""
    for who in demands.roles.values():
        if who.any():
            columns = [number for e, number in own if who[e]]
            model.row(1.0, kHighsInf, [*columns, model.column(-ROLE, 1.0)], [1.0] * (len(columns) + 1))


def _add_regions(model: _Model, demands: Demands, own: list[tuple[int, int]]) -> None:
    """One expert of a region, or the others are paid for."""
    if demands.regions is None:
        return
    for region in sorted({int(demands.regions[e]) for e, _ in own} - {-1}):
        columns = [number for e, number in own if demands.regions[e] == region]
        if len(columns) > 1:
            excess = model.column(-REGION, kHighsInf)
            model.row(-kHighsInf, 1.0, [*columns, excess], [*([1.0] * len(columns)), -1.0])
