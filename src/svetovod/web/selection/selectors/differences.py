"""Applications whose experts differ by more than the announcement allows; only after the opening."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.web.selection.models import Application, ScoreSheet, SelectionRound

from .sheets import opened_sheets


@dataclass(frozen=True, slots=True)
class Opinion:
    sheet: ScoreSheet
    total: Decimal
    second: Any
    second_total: Decimal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`spread` is that of the first sheets: it asks for second opinions and never changes."""

    application: Application
    spread: Decimal
    opinions: list[Opinion]


def total_of(round_: SelectionRound, scores: dict[str, str]) -> Decimal:
    """Weighted points of 100, of the criteria experts score."""
    return sum(
        (
            Decimal(scores[c.code]) * c.weight / c.maximum
            for c in round_.criteria.all()
            if c.code in scores and c.weight is not None and c.maximum is not None
        ),
        Decimal(0),
    )


def differences_of(actor: Any, round_: SelectionRound) -> list[Difference]:
    """Nothing before the opening, and nothing where the announcement provides for no second opinions."""
    if round_.spread is None:
        return []
    sheets = opened_sheets(actor, round_).select_related(
        "assignment__member", "assignment__application__project", "second"
    )  # fmt: skip
    by_application: dict[int, list[Opinion]] = {}
    for sheet in sheets:
        second = getattr(sheet, "second", None)
        first, later = total_of(round_, (sheet.body or {})["scores"]), None
        if second is not None:
            later = total_of(round_, second.body["scores"])
        by_application.setdefault(sheet.assignment.application_id, []).append(Opinion(sheet, first, second, later))
    found = [
        Difference(opinions[0].sheet.assignment.application, _spread(opinions), opinions)
        for opinions in by_application.values()
    ]
    apart = [each for each in found if each.spread > round_.spread]
    return sorted(apart, key=lambda each: each.application.serial or 0)


def _spread(opinions: list[Opinion]) -> Decimal:
    totals = [each.total for each in opinions]
    return max(totals) - min(totals)
