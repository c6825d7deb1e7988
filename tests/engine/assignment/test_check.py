"""The checker finds each way of being wrong."""

from dataclasses import replace

import numpy as np
import pytest

from svetovod.engine.assignment import AssignmentProblem, AssignmentResult, AssignmentStatus, Shortage, check, solve

PROBLEM = AssignmentProblem(
    scores=np.array([[0.5, 0.25, 1.0], [0.75, 0.5, 0.0]]),
    coverage=np.array([2, 1]),
    max_load=np.array([2, 1, 1]),
    min_load=np.array([1, 0, 0]),
    allowed=np.array([[True, True, True], [True, True, False]]),
)
GOOD = solve(PROBLEM)


def test_the_good_one() -> None:
    assert GOOD.pairs == ((0, 0), (0, 2), (1, 0))
    assert check(PROBLEM, GOOD) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pairs": ((0, 0), (0, 2))}, "project.coverage"),
        ({"pairs": ((0, 0), (0, 0), (1, 0))}, "pair.twice"),
        ({"pairs": ((0, 0), (0, 1), (1, 2))}, "pair.forbidden"),
        ({"pairs": ((0, 1), (0, 2), (1, 1))}, "expert.load"),
        ({"pairs": ((0, 0), (0, 3), (1, 0))}, "pair.unknown"),
        ({"total": 3.0}, "total.wrong"),
        ({"minimum": 1.5}, "minimum.wrong"),
        ({"bound_total": 2.0}, "bound.beaten"),
    ],
)
def test_a_bad_one(change: dict[str, object], code: str) -> None:
    assert code in {violation.code for violation in check(PROBLEM, replace(GOOD, **change))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "shortage", [None, Shortage("projects", (0, 1), (0, 1, 2), 3, 2), Shortage("experts", (), (0,), 1, 0)]
)
def test_a_shortage_that_is_not_there(shortage: Shortage | None) -> None:
    assert check(PROBLEM, AssignmentResult(AssignmentStatus.INFEASIBLE, shortage=shortage)) != []
