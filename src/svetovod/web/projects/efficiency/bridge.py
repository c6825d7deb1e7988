"""Yearly flows of a content to the engine and back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.engine.efficiency import CHANGES, LONGEST, STEPS, YearFlow, compute, sensitivity
from svetovod.engine.subsidy import cash_flow

FLOWS = ("revenue", "costs", "taxes")
FACTORS = tuple(CHANGES)
__all__ = ["FACTORS", "FLOWS", "LONGEST", "STEPS", "Found", "first_and_last", "found"]
NOTHING = Decimal(0)
AFTER = 5  # years after the last cost that a plan offers


@dataclass(frozen=True, slots=True)
class Found:
    """`result` is the engine's `Efficiency`, `table` the present value by factor and step."""

    result: Any
    table: Mapping[str, tuple[Decimal, ...]]


def first_and_last(content: Mapping[str, Any], year: int) -> tuple[int, int]:
    """Years a plan is asked for: from the first cost (or the project's beginning) to five years after the last one.

    A year mistyped in the estimate does not stretch the plan beyond the engine's limit.
    """
    days = [row["on"] for row in content["costs"]] + [day for day in (content["start"], content["end"]) if day]
    own = sorted(int(day[:4]) for day in days) or [year]
    first = own[0]
    return first, min(own[-1] + AFTER, first + LONGEST - 1)


def found(content: Mapping[str, Any], calculation: Any, delay: int) -> Found | None:
    """Efficiency as planned; None while there is no plan. Costs are paid when the estimate has them, the subsidy
    `delay` half-years later; what lies outside the longest plan is left out of it.
    """
    plan = content.get("efficiency")
    if not plan or not plan["years"]:
        return None
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in plan["years"]:
        for name in FLOWS:
            sums[row["year"]][name] += Decimal(row[name])
    for period in cash_flow(calculation, delay=delay).periods if calculation else ():
        sums[period.period.year]["investment"] += period.spent
        sums[period.period.year]["subsidy"] += period.paid
    first = min(sums)
    flows = [YearFlow(year, **each) for year, each in sorted(sums.items()) if year - first < LONGEST]
    rate = Decimal(plan["rate"])
    return Found(compute(flows, rate=rate), sensitivity(flows, rate=rate))
