"""Half-years of a project: the periods in which indicators are planned and reported (row B-50 of the regulation)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """`half` is 1 (January to June) or 2 (July to December)."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def first(self) -> date:
        return date(self.year, 6 * self.half - 5, 1)

    @property
    def last(self) -> date:
        return date(self.year, 6 * self.half, 30 if self.half == 1 else 31)

    def next(self) -> "HalfYear":
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)

    def __str__(self) -> str:
        return f"{self.year}-H{self.half}"


def half_years(start: date, end: date) -> tuple[HalfYear, ...]:
    """Every half-year that has a day of the project, both ends included; none when the end is before the start."""
    return tuple(_walk(HalfYear.of(start), HalfYear.of(end))) if start <= end else ()


def _walk(current: HalfYear, last: HalfYear) -> Iterator[HalfYear]:
    while current <= last:
        yield current
        current = current.next()


@dataclass(frozen=True, slots=True)
class Indicator:
    """Planned values of one indicator by half-year, in `unit`."""

    code: str
    unit: str
    plan: Mapping[HalfYear, Decimal]

    def missing(self, start: date, end: date) -> tuple[HalfYear, ...]:
        """Half-years of the project without a planned value."""
        return tuple(period for period in half_years(start, end) if period not in self.plan)

    def shortfalls(self, actual: Mapping[HalfYear, Decimal]) -> dict[HalfYear, Decimal]:
        """By how much reported values stay below the plan, in the indicator's unit; unreported periods are left out."""
        return {
            period: planned - actual[period]
            for period, planned in sorted(self.plan.items())
            if period in actual and actual[period] < planned
        }
