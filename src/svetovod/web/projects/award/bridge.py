"""Indicators to the engine: what a miss may cost, how an indicator goes, which plans disagree."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.engine.indicators import (
    FORMULA,
    Clawback,
    Given,
    Kind,
    Reached,
    Told,
    clawback,
    derived,
    forecast,
    risk,
)
from svetovod.web.rulebook.selectors import facts

__all__ = ["FORMULA", "cost", "course", "disagreements", "risks"]


def cost(subsidy: Decimal, rows: Sequence[tuple[str, Decimal, Decimal]], on: date) -> Clawback | None:
    """Rows of key, plan and fact; None on a day for which no formula is known."""
    try:
        return clawback(subsidy, [Reached(*row) for row in rows], on=on, facts=facts())
    except LookupError:
        return None


def risks(subsidy: Decimal, keys: Sequence[str], falls: Sequence[Decimal], on: date) -> tuple[Any, ...] | None:
    try:
        return risk(subsidy, keys, falls, on=on, facts=facts())
    except LookupError:
        return None


def course(rows: Sequence[tuple[str, Decimal, Decimal]]) -> Any:
    """The forecast from half-years told: period, plan in force, fact."""
    return forecast([Told(*row) for row in rows])


def disagreements(indicators: Sequence[Mapping[str, Any]]) -> list[Any]:
    """What of the plans of a content does not hold together."""
    return derived(
        Given(
            Kind(row.get("kind", "other")), row["unit"],
            {period: Decimal(value) for period, value in row["plan"].items()},
        )
        for row in indicators
    )  # fmt: skip
