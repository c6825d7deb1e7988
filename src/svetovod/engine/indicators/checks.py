"""Checks between indicators of one project: what is sold was made, jobs of one kind are among all jobs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What an indicator measures; `other` takes part in no check."""

    OUTPUT = "output"
    SALES_INSIDE = "sales_inside"
    SALES_OUTSIDE = "sales_outside"
    JOBS = "jobs"
    HIGH_PERFORMANCE_JOBS = "high_performance_jobs"
    OWN_SHARE = "own_share"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Given:
    """The planned values of one indicator by half-years, in its unit."""

    kind: Kind
    unit: str
    plan: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Check:
    """What does not hold in one half-year: `value` against `limit`. `code` is one of `sales`, `jobs`, `share`."""

    code: str
    period: str
    value: Decimal
    limit: Decimal


FULL = Decimal(100)


def derived(rows: Iterable[Given]) -> list[Check]:
    """What does not hold, by half-years. Indicators of different units are not compared.

    Sales may exceed the output of a half-year by what was left from earlier ones: both are added up from the start.
    """
    given = list(rows)
    return [*_sales(given), *_jobs(given), *_share(given)]


def _sales(given: list[Given]) -> Iterable[Check]:
    for output in (row for row in given if row.kind is Kind.OUTPUT):
        sold = [row for row in given if row.kind in {Kind.SALES_INSIDE, Kind.SALES_OUTSIDE} and row.unit == output.unit]
        made = gone = Decimal(0)
        for period in sorted({*output.plan, *(p for row in sold for p in row.plan)}):
            made += output.plan.get(period, Decimal(0))
            gone += sum((row.plan.get(period, Decimal(0)) for row in sold), Decimal(0))
            if sold and gone > made:
                yield Check("sales", period, gone, made)


def _jobs(given: list[Given]) -> Iterable[Check]:
    every = next((row for row in given if row.kind is Kind.JOBS), None)
    for row in given:
        if every is None or row.kind is not Kind.HIGH_PERFORMANCE_JOBS or row.unit != every.unit:
            continue
        for period, value in sorted(row.plan.items()):
            if period in every.plan and value > every.plan[period]:
                yield Check("jobs", period, value, every.plan[period])


def _share(given: list[Given]) -> Iterable[Check]:
    for row in given:
        if row.kind is Kind.OWN_SHARE:
            yield from (Check("share", p, value, FULL) for p, value in sorted(row.plan.items()) if value > FULL)
