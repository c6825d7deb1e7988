"""Holds an assignment to visits against its problem, the proof of the optimum included."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .problem import VisitProblem, VisitResult, Worth, bound_of


@dataclass(frozen=True, slots=True)
class Violation:
    code: str
    person: int | None = None
    group: int | None = None


def check(problem: VisitProblem, result: VisitResult) -> list[Violation]:
    if len(result.groups) != len(problem.wishes) or len(result.prices) != len(problem.places):
        return [Violation("shape.wrong")]
    return [*_places(problem, result), *_proof(problem, result)]


def _places(problem: VisitProblem, result: VisitResult) -> Iterator[Violation]:
    for person, group in enumerate(result.groups):
        if group is not None and group not in problem.wishes[person]:
            yield Violation("group.not_wished", person, group)
    for group, many in Counter(each for each in result.groups if each is not None).items():
        if many > problem.places[group]:
            yield Violation("group.full", group=group)


def _proof(problem: VisitProblem, result: VisitResult) -> Iterator[Violation]:
    """The prices bound every assignment from above; the worth that is claimed meets them or says that it does not."""
    worth = Worth(problem)
    wished = [(p, g) for p, g in enumerate(result.groups) if g is not None and g in problem.wishes[p]]
    if sum(worth(person, group) for person, group in wished) != result.worth:
        yield Violation("worth.wrong")
    if any(price < 0 for price in result.prices):
        yield Violation("price.negative")
    if bound_of(problem, result.prices) != result.bound:
        yield Violation("bound.wrong")
