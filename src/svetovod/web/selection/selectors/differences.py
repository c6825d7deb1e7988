"""Applications whose experts differ by more than the announcement allows; only after the opening."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import Blindness
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
    """Weighted points of the criteria experts score, where the highest score of all criteria is 100."""
    rows = [
        (c.code, c.weight, c.maximum) for c in round_.criteria.all() if c.weight is not None and c.maximum is not None
    ]
    total = sum((Decimal(scores[code]) * weight / most for code, weight, most in rows if code in scores), Decimal(0))
    return total * 100 / sum((weight for _code, weight, _most in rows), Decimal(0))


def differences_of(actor: Any, round_: SelectionRound) -> list[Difference]:
    """Nothing before the opening, and nothing where the announcement provides for no second opinions."""
    if round_.spread is None:
        return []
    sheets = opened_sheets(actor, round_).select_related(
        "assignment__member", "assignment__application__round", "second",
        "assignment__application__project__cluster", "assignment__application__project__initiator",
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


@dataclass(frozen=True, slots=True)
class Said:
    who: str
    text: str
    at: datetime


def discussion_of(actor: Any, application: Application) -> list[Said] | None:
    """What its experts say; None for whoever may not read it. Codes stand for names where they are hidden."""
    if not ACCESS.allows("discussion.view", actor, application):
        return None
    named = application.round.blindness == Blindness.NONE
    return [
        Said(f"{row.member.code} {row.member.person.name}" if named else row.member.code, row.text, row.said_at)
        for row in application.discussion.select_related("member__person")
    ]


def _spread(opinions: list[Opinion]) -> Decimal:
    totals = [each.total for each in opinions]
    return max(totals) - min(totals)
