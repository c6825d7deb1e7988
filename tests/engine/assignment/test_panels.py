"""Panels with roles and regions, little change, drawn assignments: against brute force and statistics."""

import random
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.assignment import (
    AssignmentProblem,
    AssignmentResult,
    AssignmentStatus,
    Demands,
    arrange,
    check,
    draw,
    probabilities,
    solve,
)
from svetovod.engine.assignment.chance import rounded
from svetovod.engine.assignment.panels import KEEP, LEAST, REGION, ROLE


def a_problem(
    scores: list[list[float]], need: int, most: int, *, barred: tuple[tuple[int, int], ...] = ()
) -> AssignmentProblem:
    table = np.array(scores, dtype=float)
    allowed = np.ones(table.shape, dtype=bool)
    for pair in barred:
        allowed[pair] = False
    projects, experts = table.shape
    zeros = np.zeros(experts, dtype=np.int64)
    return AssignmentProblem(table, np.full(projects, need, dtype=np.int64), zeros + most, zeros, allowed)


def worth(problem: AssignmentProblem, demands: Demands, given_: np.ndarray) -> float:
    """The prices of `panels`, counted apart."""
    total = float(problem.scores[given_].sum())
    for who in demands.roles.values():
        total -= ROLE * sum(who.any() and not (row & who).any() for row in given_)
    if demands.kept is not None:
        total += KEEP * int((given_ & demands.kept).sum())
    if demands.regions is not None:
        for row in given_:
            own = [r for r in demands.regions[row].tolist() if r >= 0]
            total -= REGION * (len(own) - len(set(own)))
    if demands.fair:
        total += LEAST * float(np.where(given_, problem.scores, 0).sum(axis=1).min())
    return total


def every(problem: AssignmentProblem) -> list[np.ndarray]:
    """All assignments that keep numbers, loads and conflicts."""
    projects, experts = problem.shape
    panels = [
        [set(c) for c in combinations(np.flatnonzero(problem.allowed[p]).tolist(), int(problem.coverage[p]))]
        for p in range(projects)
    ]
    found = []
    for chosen in product(*panels):
        table = np.array([[e in panel for e in range(experts)] for panel in chosen], dtype=bool)
        if (table.sum(axis=0) <= problem.max_load).all():
            found.append(table)
    return found


@st.composite
def wished(draw_: st.DrawFn) -> tuple[AssignmentProblem, Demands]:
    projects, experts = draw_(st.integers(1, 3)), draw_(st.integers(2, 4))
    fits = st.integers(0, 20).map(lambda n: n / 20)
    table = [[draw_(fits) for _ in range(experts)] for _ in range(projects)]
    flags = st.lists(st.booleans(), min_size=experts, max_size=experts).map(lambda row: np.array(row, dtype=bool))
    barred = tuple((p, e) for p in range(projects) for e in range(experts) if draw_(st.integers(0, 6)) == 0)
    problem = a_problem(table, draw_(st.integers(1, 2)), draw_(st.integers(1, 3)), barred=barred)
    kept = np.array([[draw_(st.booleans()) for _ in range(experts)] for _ in range(projects)]) & problem.allowed
    regions = np.array([draw_(st.integers(-1, 1)) for _ in range(experts)])
    return problem, Demands(
        {"economist": draw_(flags), "technologist": draw_(flags)}, regions, kept if draw_(st.booleans()) else None,
        fair=draw_(st.booleans()),
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(wished())
def test_no_other_panel_pays_the_prices_better(case: tuple[AssignmentProblem, Demands]) -> None:
    problem, demands = case
    found, all_ = arrange(problem, demands), every(problem)
    if not all_:
        assert found.shortage is not None
        assert not check(problem, AssignmentResult(AssignmentStatus.INFEASIBLE, shortage=found.shortage))
        return
    given_ = np.zeros(problem.shape, dtype=bool)
    for pair in found.pairs:
        given_[pair] = True
    assert any((given_ == other).all() for other in all_)
    assert worth(problem, demands, given_) >= max(worth(problem, demands, other) for other in all_) - 1e-4
    assert found.bound >= max(float(problem.scores[other].sum()) for other in all_) - 1e-6
    assert len(found.missing) == sum(
        bool(who.any()) and not (row & who).any() for who in demands.roles.values() for row in given_
    )


def test_what_is_begun_stays_and_the_rest_changes_little() -> None:
    problem = a_problem([[1, 0, 0], [1, 0.9, 0], [0, 0, 1]], 1, 1)
    kept = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=bool)
    assert arrange(problem, Demands(kept=kept)).changed == 0
    gone = kept.copy()
    gone[1, 2] = False  # whoever stepped back is kept nowhere
    barred = a_problem([[1, 0, 0], [1, 0.9, 0], [0, 0, 1]], 1, 1, barred=((1, 2),))
    assert arrange(barred, Demands(kept=gone)).changed == 1
    fixed = np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]], dtype=bool)
    assert (0, 1) in arrange(problem, Demands(fixed=fixed)).pairs


def test_a_draw_keeps_numbers_loads_conflicts_and_repeats_by_its_seed() -> None:
    chance = np.random.default_rng(5)
    problem = a_problem(chance.random((40, 40)).tolist(), 3, 5, barred=((0, 0), (3, 4)))
    best = solve(problem).total
    first = draw(problem, most_likely=0.5, seed=3)
    assert first is not None and best is not None
    assert first.likely.max() <= 0.5 + 1e-9
    assert first.expected >= 0.9 * best
    pairs = tuple((int(p), int(e)) for p, e in np.argwhere(first.given))
    sums = np.where(first.given, problem.scores, 0).sum(axis=1)
    result = AssignmentResult(AssignmentStatus.FEASIBLE, pairs, float(sums.sum()), float(sums.min()))
    assert check(problem, result) == []
    again = draw(problem, most_likely=0.5, seed=3)
    assert again is not None and (again.given == first.given).all()


def test_pairs_come_as_often_as_they_should() -> None:
    problem = a_problem([[1, 0.8, 0.1], [0.9, 0.7, 0.2]], 1, 1)
    likely = probabilities(problem, most_likely=0.6)
    assert likely is not None
    chance, seen = random.Random(1), np.zeros((2, 3))
    for _ in range(6000):
        seen += rounded(likely, chance)
    assert np.abs(seen / 6000 - likely).max() < 0.025


def test_a_bound_too_low_is_said() -> None:
    assert draw(a_problem([[1, 1]], 1, 1), most_likely=0.4, seed=1) is None
    with pytest.raises(ValueError, match="bound"):
        probabilities(a_problem([[1, 1]], 1, 1), most_likely=0)
