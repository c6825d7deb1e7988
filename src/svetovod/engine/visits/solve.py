"""A flow of the greatest worth through the groups, by the simplex method (HiGHS): its corners are whole numbers."""

from typing import Any

from .problem import VisitProblem, VisitResult, Worth, bound_of


def solve(problem: VisitProblem) -> VisitResult:
    """The best there is, with prices that prove it. Of equal wishes, whoever registered earlier gets the nearer one."""
    arcs = [(person, group) for person, wishes in enumerate(problem.wishes) for group in wishes]
    groups: list[int | None] = [None] * len(problem.wishes)
    prices = [0] * len(problem.places)
    if arcs:
        taken, prices = _flow(problem, arcs)
        for (person, group), value in zip(arcs, taken, strict=True):
            if value > 0.5:
                groups[person] = group
    _earlier_first(problem, groups)
    worth = Worth(problem)
    total = sum(worth(person, group) for person, group in enumerate(groups) if group is not None)
    return VisitResult(tuple(groups), tuple(prices), total, bound_of(problem, prices))


def _flow(problem: VisitProblem, arcs: list[tuple[int, int]]) -> tuple[Any, list[int]]:
    """Values of the arcs, and the price of a place in each group."""
    import numpy as np  # heavy, as HiGHS is: a check of what is stored needs neither
    from highspy import HighsModelStatus, ObjSense
    from highspy._core import _Highs  # the public wrapper writes its name on standard output

    engine = _Highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("threads", 1)
    engine.changeObjectiveSense(ObjSense.kMaximize)
    people, none, empty = len(problem.wishes), np.empty(0, np.int32), np.empty(0)
    # A person goes to one group at most, a group has so many places.
    for high in [*(1 for _person in problem.wishes), *problem.places]:
        engine.addRow(0.0, float(high), 0, none, empty)
    many = len(arcs)
    worth = Worth(problem)
    costs = np.array([worth(person, group) for person, group in arcs], dtype=float)
    rows = np.array([[person, people + group] for person, group in arcs], dtype=np.int32).ravel()
    starts = np.arange(many, dtype=np.int32) * 2
    engine.addCols(many, costs, np.zeros(many), np.ones(many), 2 * many, starts, rows, np.ones(2 * many))
    engine.run()
    if engine.getModelStatus() != HighsModelStatus.kOptimal:
        raise RuntimeError("a flow that always exists was not found")
    solution = engine.getSolution()
    duals = [max(round(each), 0) for each in list(solution.row_dual)[people:]]
    return solution.col_value, duals


def _earlier_first(problem: VisitProblem, groups: list[int | None]) -> None:
    """Among people with the same wishes nothing is lost by giving the nearest to whoever registered first."""
    alike: dict[tuple[int, ...], list[int]] = {}
    for person, wishes in enumerate(problem.wishes):
        alike.setdefault(wishes, []).append(person)
    for wishes, people in alike.items():
        ranks: dict[int | None, int] = {None: len(wishes)} | {group: rank for rank, group in enumerate(wishes)}
        given = sorted((groups[person] for person in people), key=ranks.__getitem__)
        for person, group in zip(people, given, strict=True):
            groups[person] = group
