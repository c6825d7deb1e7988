"""Wishes and places of groups, and who goes where. Numbered from 0; people in the order in which they registered."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitProblem:
    """`wishes` of a person are groups, the dearest first, each at most once; `places` are free places of each group."""

    wishes: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VisitResult:
    """`groups` says where each person goes, None for nowhere.

    `prices` of the groups prove the optimum: no assignment is worth more than the prices of all places and what is
    left to each person at these prices.
    """

    groups: tuple[int | None, ...]
    prices: tuple[int, ...]
    worth: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.worth == self.bound


class Worth:
    """What it is worth that a person goes to a group: nothing but a wish has worth.

    One more person who goes is worth more than all ranks together; a rank nearer is worth one.
    """

    def __init__(self, problem: VisitProblem) -> None:
        self._longest = max((len(each) for each in problem.wishes), default=0)
        self._goes = len(problem.wishes) * max(self._longest - 1, 0) + 1
        self._wishes = problem.wishes

    def __call__(self, person: int, group: int) -> int:
        return self._goes + self._longest - 1 - self._wishes[person].index(group)


def bound_of(problem: VisitProblem, prices: Sequence[int]) -> int:
    """Weak duality in whole numbers: whatever the prices (none below 0), they bound every assignment from above."""
    worth = Worth(problem)
    bound = sum(price * free for price, free in zip(prices, problem.places, strict=True))
    for person, wishes in enumerate(problem.wishes):
        bound += max([0, *(worth(person, group) - prices[group] for group in wishes)])
    return bound
