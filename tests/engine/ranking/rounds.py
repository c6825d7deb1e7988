"""Small rounds, and what is read of their rankings."""

from dataclasses import replace
from decimal import Decimal

from tests.engine.ranking.test_ranking import project

from svetovod.engine.model import (
    Candidate,
    Criterion,
    CriterionKind,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import Ranking

COMPUTED = CriterionKind.COMPUTED
TWO = (Criterion("А", "А", Decimal(60), Decimal(10)), Criterion("Б", "Б", Decimal(40), Decimal(5)))


def sheets(**experts: str) -> tuple[Score, ...]:
    """`P1="5/3 7/4"`: scores of А and Б by the experts E1, E2 for project P1."""
    return tuple(
        Score(code, f"E{number}", criterion, Decimal(mark))
        for code, marks in experts.items()
        for number, pair in enumerate(marks.split(), 1)
        for criterion, mark in zip("АБ", pair.split("/"), strict=True)
    )


def two(scores: tuple[Score, ...], *candidates: Candidate, limit: int = 1000, **more: object) -> SelectionRound:
    return SelectionRound(Decimal(limit), TWO, candidates or (project("P1"), project("P2")), scores, **more)  # type: ignore[arg-type]


def order(ranking: Ranking) -> list[str]:
    return [place.project for place in ranking.places]


def own(code: str, funds: int | None = None, **more: object) -> Candidate:
    return replace(project(code), own_funds=None if funds is None else Decimal(funds), **more)  # type: ignore[arg-type]


def reasons(ranking: Ranking, code: str, part: str) -> list[tuple[str, dict[str, object]]]:
    return [(reason.code, dict(reason.params)) for reason in getattr(ranking.why(code), part)]
