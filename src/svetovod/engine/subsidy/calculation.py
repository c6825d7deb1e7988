"""What a calculation of a subsidy says. Money in rubles; nothing is rounded but `subsidy_max`, down to a kopeck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from svetovod.engine.model import CostItem, Problem

from .conditions import ACT, Conditions, Source


class Reason(StrEnum):
    """Why a cost does not count, in the order in which they are looked for."""

    ITEM_NOT_IN_EDITION = "item_not_in_edition"
    BEFORE_FIRST_DATE = "before_first_date"
    AFTER_PROJECT_END = "after_project_end"
    PAYER_NOT_PARTICIPANT = "payer_not_participant"
    PAYER_NOT_APPLICANT = "payer_not_applicant"
    OTHER_SUPPORT = "other_support"


@dataclass(frozen=True, slots=True)
class CostVerdict:
    """One row of the estimate; `reason` is None where the cost counts."""

    cost: CostItem
    reason: Reason | None

    @property
    def eligible(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calculation; `source` is where the law says so, None for plain arithmetic."""

    code: str
    params: Mapping[str, Any]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """The result, comparable and complete: `steps` retell it from the estimate to the last figure."""

    on: date
    conditions: Conditions
    rows: tuple[CostVerdict, ...]
    eligible_amount: Decimal
    subsidy_max: Decimal
    requested: Decimal
    granted_at_most: Decimal
    steps: tuple[Step, ...]
    notes: tuple[Problem, ...]
    facts_version: str

    def to_json(self) -> dict[str, Any]:
        """The result of `formats.md` without `notes` and `errors`, which the caller words."""
        cap = self.conditions.cap
        return {
            "act": ACT,
            "on": self.on.isoformat(),
            "edition": self.conditions.edition.on.isoformat(),
            "edition_date_is": self.conditions.edition.date_is,
            "eligible_amount": _money(self.eligible_amount),
            "rate": format(self.conditions.rate, "f"),
            "cap": None if cap is None else _money(cap),
            "subsidy_max": _money(self.subsidy_max),
            "requested": _money(self.requested),
            "granted_at_most": _money(self.granted_at_most),
            "rows": [
                {"row": v.cost.row, "eligible": v.eligible, "reason": v.reason and v.reason.value} for v in self.rows
            ],
            "facts_version": self.facts_version,
        }


def _money(amount: Decimal) -> str:
    return format(amount, ".2f")
