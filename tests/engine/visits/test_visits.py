"""Assignments to visits: against all assignments there are on small instances, the proof, and what a check finds."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.visits import VisitProblem, check, solve
from svetovod.engine.visits.problem import Worth


@st.composite
def problems(draw: st.DrawFn) -> VisitProblem:
    groups = draw(st.integers(1, 3))
    wishes = st.lists(st.integers(0, groups - 1), unique=True, max_size=3).map(tuple)
    people = draw(st.lists(wishes, max_size=5))
    return VisitProblem(tuple(people), tuple(draw(st.lists(st.integers(0, 2), min_size=groups, max_size=groups))))


def best(problem: VisitProblem) -> int:
    """By looking at every assignment."""
    worth, found = Worth(problem), 0
    for chosen in product(*([None, *wishes] for wishes in problem.wishes)):
        if all(chosen.count(group) <= free for group, free in enumerate(problem.places)):
            found = max(found, sum(worth(p, g) for p, g in enumerate(chosen) if g is not None))
    return found


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_assignment_is_better_and_the_prices_prove_it(problem: VisitProblem) -> None:
    result = solve(problem)
    assert check(problem, result) == []
    assert result.worth == best(problem) == result.bound
    assert result.proven


def test_one_more_who_goes_is_worth_more_than_all_first_wishes() -> None:
    """Alone, 0 takes group 0 from everybody; together three go, two of them to their second wish."""
    problem = VisitProblem(((0, 1), (0, 2), (0,)), (1, 1, 1))
    assert solve(problem).groups == (1, 2, 0)


def test_of_equal_wishes_the_earlier_gets_the_nearer() -> None:
    problem = VisitProblem(((0, 1),) * 4, (2, 1))
    assert solve(problem).groups == (0, 0, 1, None)


def test_nobody_and_nothing() -> None:
    assert solve(VisitProblem((), ())).groups == ()
    assert solve(VisitProblem(((), ()), (3,))).groups == (None, None)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda r: replace(r, groups=(0, 0)), "group.full"),
        (lambda r: replace(r, groups=(1, 0)), "group.not_wished"),
        (lambda r: replace(r, worth=r.worth + 1), "worth.wrong"),
        (lambda r: replace(r, bound=r.bound - 1), "bound.wrong"),
        (lambda r: replace(r, prices=(-1, 0)), "price.negative"),
        (lambda r: replace(r, groups=()), "shape.wrong"),
    ],
)
def test_the_check_does_not_trust(spoil, code: str) -> None:  # type: ignore[no-untyped-def]
    problem = VisitProblem(((0,), (0, 1)), (1, 1))
    result = solve(problem)
    assert check(problem, result) == []
    assert code in [each.code for each in check(problem, spoil(result))]
