"""What a joint project promises, row by row as its blanks have it: stages of the plan, values of indicators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage with both its days; `after` are the numbers of the stages it waits for, `responsible` an INN."""

    number: int
    name: str
    start: date
    end: date
    after: tuple[int, ...]
    responsible: str
    result: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """One indicator in one half-year (1 or 2), in `unit`."""

    indicator: str
    unit: str
    year: int
    half: int
    plan: Decimal
    fact: Decimal | None = None
