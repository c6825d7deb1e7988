"""What rules of an order ask of the engine: own funds of a filed application, terms in working days."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.engine import criteria
from svetovod.engine.reference import workdays


def own_funds(content: Mapping[str, Any]) -> Decimal | None:
    """What the filed application puts in beside the subsidy, as computed criteria read it; None where it is silent."""
    formula, scale = criteria.parse("own_funds", criteria.NAMES), criteria.read_scale("0: 0")
    found = criteria.computed(content, formula, scale, []).sources[0].value
    return None if found is None else Decimal(found.numerator) / Decimal(found.denominator)


def working_after(day: date, days: int) -> tuple[date, bool]:
    """The last day of a term of working days; whether the days off of its years are fixed by decree."""
    found = workdays.term(day, days)
    return found.due or day, not found.estimated


def working_before(day: date, days: int) -> date:
    """The working day from which it is so many working days to `day`, itself not counted."""
    found = day
    while workdays.between(found, day) < days or not workdays.is_working(found):
        found -= workdays.DAY
    return found
