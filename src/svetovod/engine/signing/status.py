"""The applicant's status on the fixed date: from when to when a paper may be ordered that proves it when filed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .windows import Step


class Proof(StrEnum):
    """A paper proves the status, was made before the fixed date, is too old, or is dated after the filing."""

    GOOD = "good"
    BEFORE_FIXED = "before_fixed"
    TOO_OLD = "too_old"
    AFTER_FILING = "after_filing"


@dataclass(frozen=True, slots=True)
class Order:
    """To be ordered from `first` to `last`, both days included; `possible` is False where no day of ordering fits."""

    first: date
    last: date

    @property
    def possible(self) -> bool:
        return self.first <= self.last


def fixed_date(filing: date) -> date:
    """The first day of the month of filing (row B-47, from memory)."""
    return filing.replace(day=1)


def order_window(step: Step, filing: date) -> Order:
    """A paper made before the fixed date does not speak of it; one made too early is too old on the day of filing."""
    first = fixed_date(filing)
    if step.holds is not None:
        first = max(first, filing - timedelta(days=step.holds))
    return Order(first, filing - timedelta(days=step.makes))


def proof(step: Step, made: date, filing: date) -> Proof:
    if made > filing:
        return Proof.AFTER_FILING
    if made < fixed_date(filing):
        return Proof.BEFORE_FIXED
    if step.holds is not None and made < filing - timedelta(days=step.holds):
        return Proof.TOO_OLD
    return Proof.GOOD
