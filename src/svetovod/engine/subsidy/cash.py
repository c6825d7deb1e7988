"""How much money of its own a project needs before the subsidy comes back, and when the need is greatest."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from .calculation import Calculation
from .half_years import HalfYear, half_years
from .schedule import payment_schedule

LONGEST_YEARS = 30


@dataclass(frozen=True, slots=True)
class CashPeriod:
    """`spent`: all costs of the half-year, whether they count or not. `balance`: paid less spent so far."""

    period: HalfYear
    spent: Decimal
    paid: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Rubles. `need` is the deepest the project goes on its own money, `at` the first half-year with that need.

    `left` is what stays on the project in the end: all costs less all subsidy.
    """

    periods: tuple[CashPeriod, ...]
    need: Decimal
    at: HalfYear | None
    left: Decimal

    def lacking(self, funds: Decimal) -> Decimal:
        """By how much own and borrowed funds fall short of the need; zero where they are enough."""
        return max(self.need - funds, Decimal(0))


def cash_flow(calculation: Calculation, *, delay: int) -> CashFlow:
    """Costs when they are made, the subsidy `delay` half-years after the costs it pays back.

    The delay is an assumption of whoever asks: the law's terms of payment are not known. `ValueError` below zero.
    """
    if delay < 0:
        raise ValueError("the subsidy is not paid before the costs")
    spent: dict[HalfYear, Decimal] = defaultdict(Decimal)
    paid: dict[HalfYear, Decimal] = defaultdict(Decimal)
    for row in calculation.rows:
        spent[HalfYear.of(row.cost.on)] += row.cost.amount
    for payment in payment_schedule(calculation):
        paid[later(payment.period, delay)] = payment.amount
    known = [*spent, *(period for period, amount in paid.items() if amount)]
    if not known:
        return CashFlow((), Decimal(0), None, Decimal(0))
    balance, periods = Decimal(0), []
    for period in _between(known):
        balance += paid[period] - spent[period]
        periods.append(CashPeriod(period, spent[period], paid[period], balance))
    deepest = min(periods, key=lambda each: each.balance)
    need = max(-deepest.balance, Decimal(0))
    return CashFlow(tuple(periods), need, deepest.period if need else None, -balance)


def _between(known: list[HalfYear]) -> tuple[HalfYear, ...]:
    """Every half-year from first to last; of a span that only a mistyped year gives, those with money in them."""
    first, last = min(known), max(known)
    if last.year - first.year > LONGEST_YEARS:
        return tuple(sorted(set(known)))
    return half_years(first.first, last.last)


def later(period: HalfYear, count: int) -> HalfYear:
    for _ in range(count):
        period = period.next()
    return period
