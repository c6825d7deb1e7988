"""Assignments against every assignment there is, on cases small enough to list."""

from importlib import import_module
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.assignment import AssignmentProblem, AssignmentStatus, Objective, check, solve


@st.composite
def problems(draw: st.DrawFn) -> AssignmentProblem:
    projects, experts = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    numbers = st.integers(-8, 8).map(lambda eighths: eighths / 8)
    scores = draw(st.lists(st.lists(numbers, min_size=experts, max_size=experts), min_size=projects, max_size=projects))
    allowed = draw(
        st.lists(
            st.lists(st.sampled_from([True, True, False]), min_size=experts, max_size=experts),
            min_size=projects,
            max_size=projects,
        )
    )
    most = draw(st.lists(st.integers(0, 3), min_size=experts, max_size=experts))
    least = [draw(st.integers(0, min(1, high))) for high in most]
    coverage = draw(st.lists(st.integers(0, 2), min_size=projects, max_size=projects))
    return AssignmentProblem(
        np.array(scores), np.array(coverage), np.array(most), np.array(least), np.array(allowed, dtype=bool)
    )


def everything(problem: AssignmentProblem) -> list[tuple[float, float]]:
    """Minimum and total of every assignment that keeps the limits."""
    panels = [
        list(combinations(np.flatnonzero(problem.allowed[project]), need))
        for project, need in enumerate(problem.coverage)
    ]
    found = []
    for chosen in product(*panels):
        loads = [sum(expert in panel for panel in chosen) for expert in range(problem.shape[1])]
        if all(a <= b <= c for a, b, c in zip(problem.min_load, loads, problem.max_load, strict=True)):
            sums = [sum(problem.scores[project, list(panel)]) for project, panel in enumerate(chosen)]
            found.append((float(min(sums)), float(sum(sums))))
    return found


@settings(max_examples=150, deadline=None)
@given(problems())
def test_total_is_the_best_of_all(problem: AssignmentProblem) -> None:
    result, all_there_is = solve(problem), everything(problem)
    assert check(problem, result) == []
    if not all_there_is:
        assert result.status is AssignmentStatus.INFEASIBLE
        return
    best = max(total for _, total in all_there_is)
    assert result.status is AssignmentStatus.OPTIMAL
    assert result.total == pytest.approx(best, abs=1e-6)
    assert result.bound_total == pytest.approx(best, abs=1e-6)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_fair_is_the_best_of_all_and_proven(problem: AssignmentProblem) -> None:
    result, all_there_is = solve(problem, objective=Objective.FAIR), everything(problem)
    assert check(problem, result) == []
    if not all_there_is:
        assert result.status is AssignmentStatus.INFEASIBLE
        return
    least, total = max(all_there_is)
    assert result.status is AssignmentStatus.OPTIMAL
    assert (result.minimum, result.total) == pytest.approx((least, total), abs=1e-6)
    assert result.bound_minimum == pytest.approx(least, abs=1e-6)


def test_a_floor_that_fractions_alone_keep_is_no_bound() -> None:
    """One good expert for two projects: half of him for each is 0.5, and a whole one leaves the other with nothing."""
    one = np.ones(2, dtype=np.int64)
    scores = np.array([[1.0, 0.0], [1.0, 0.0]])
    problem = AssignmentProblem(scores, one, one, 0 * one, np.ones((2, 2), dtype=bool))
    result = solve(problem, objective=Objective.FAIR)
    assert (result.status, result.minimum, result.total) == (AssignmentStatus.OPTIMAL, 0.0, 1.0)
    assert result.bound_minimum == pytest.approx(0.0, abs=1e-6)


def test_more_pairs_than_can_be_searched_leave_the_bound_of_fractions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("svetovod.engine.assignment.solve"), "_SEARCHED", 1)
    one = np.ones(2, dtype=np.int64)
    scores = np.array([[1.0, 0.0], [1.0, 0.0]])
    problem = AssignmentProblem(scores, one, one, 0 * one, np.ones((2, 2), dtype=bool))
    result = solve(problem, objective=Objective.FAIR)
    assert (result.status, result.minimum, check(problem, result)) == (AssignmentStatus.FEASIBLE, 0.0, [])
    assert result.bound_minimum == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("objective", Objective)
def test_the_same_input_gives_the_same_result(objective: Objective) -> None:
    scores = np.random.default_rng(7).random((30, 20))
    least, most = np.zeros(20, dtype=np.int64), np.full(20, 6)
    problem = AssignmentProblem(scores, np.full(30, 3), most, least, scores > 0.05)
    first = solve(problem, objective=objective)
    assert check(problem, first) == []
    assert solve(problem, objective=objective) == first


def test_a_stopped_search_still_gives_an_assignment() -> None:
    scores = np.random.default_rng(7).random((10, 8))
    problem = AssignmentProblem(
        scores, np.full(10, 2), np.full(8, 3), np.zeros(8, dtype=np.int64), np.ones((10, 8), dtype=bool)
    )
    result = solve(problem, objective=Objective.FAIR, stop=lambda: True)
    assert (result.status, check(problem, result)) == (AssignmentStatus.FEASIBLE, [])
