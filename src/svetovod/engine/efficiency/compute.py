"""Is a joint project worth its money: to those who carry it out, and to the budget that supports it.

Formulas are those of the Methodical recommendations on the efficiency of investment projects, VK 477 of 21.06.1999
(net present value, internal rate of return, payback periods; section 2.8) and known from memory, not verified against
their text. The first year is not discounted: the factor of the year t (0, 1, ...) is 1 / (1 + rate) ** t.
Intermediate values are exact fractions; sums are rounded to the kopeck, halves away from zero, once.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.model import round_half_up

from .flows import NOTHING, Efficiency, YearFlow, YearLine
from .roots import positive_roots

LONGEST = 30
RATE_PLACES = 4
_WIDTH = Fraction(1, 10**9)
# by what each is changed in the table of sensitivity
STEPS = (Decimal("-0.2"), Decimal("-0.1"), Decimal(0), Decimal("0.1"), Decimal("0.2"))
Factor = str
CHANGES: dict[Factor, Callable[[YearFlow, Decimal], YearFlow]] = {
    "revenue": lambda flow, by: replace(flow, revenue=flow.revenue * (1 + by)),
    "costs": lambda flow, by: replace(flow, costs=flow.costs * (1 + by)),
    "investment": lambda flow, by: replace(flow, investment=flow.investment * (1 + by)),
    "subsidy": lambda flow, by: replace(flow, subsidy=flow.subsidy * (1 + by)),
}


def compute(flows: Sequence[YearFlow], *, rate: Decimal) -> Efficiency:
    """Efficiency of yearly flows discounted at `rate` (0.12 is 12 % a year).

    Years between that are not given are years without money. `ValueError` for no years, for a year given twice, for
    more than `LONGEST` years, for a rate of -100 % or below.
    """
    years = _years(flows)
    if rate <= -1:
        raise ValueError("a rate of -100 % or below discounts nothing")
    factors = [1 / (1 + Fraction(rate)) ** place for place in range(len(years))]
    nets = [Fraction(flow.net) for flow in years]
    subsidy, taxes = sum((f.subsidy for f in years), NOTHING), sum((f.taxes for f in years), NOTHING)
    discounted_subsidy = _present([f.subsidy for f in years], factors)
    discounted_taxes = _present([f.taxes for f in years], factors)
    return Efficiency(
        rate=rate,
        lines=_lines(years, factors),
        npv=_kopecks(_present(nets, factors)),
        npv_without_subsidy=_kopecks(_present([f.without_subsidy().net for f in years], factors)),
        irr=internal_rates(nets),
        payback=_payback(nets),
        discounted_payback=_payback([net * factor for net, factor in zip(nets, factors, strict=True)]),
        subsidy=subsidy,
        taxes=taxes,
        taxes_per_ruble=_ratio(Fraction(taxes), Fraction(subsidy)),
        discounted_taxes_per_ruble=_ratio(discounted_taxes, discounted_subsidy),
        budget_npv=_kopecks(_present([f.budget for f in years], factors)),
    )


def internal_rates(nets: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Every rate above -100 % at which the flow is worth nothing, the lowest first, to hundredths of a per cent."""
    if not any(nets):
        return ()
    rates = (2 / (low + high) - 1 for low, high in positive_roots(nets, _WIDTH))
    return tuple(sorted(round_half_up(rate, RATE_PLACES) for rate in rates))


def sensitivity(flows: Sequence[YearFlow], *, rate: Decimal) -> dict[Factor, tuple[Decimal, ...]]:
    """Net present value with one factor changed by each of `STEPS`; taxes stay as they were planned."""
    years = _years(flows)
    factors = [1 / (1 + Fraction(rate)) ** place for place in range(len(years))]
    return {
        name: tuple(_kopecks(_present([change(flow, by).net for flow in years], factors)) for by in STEPS)
        for name, change in CHANGES.items()
    }


def _years(flows: Sequence[YearFlow]) -> list[YearFlow]:
    known = {flow.year: flow for flow in flows}
    if not known or len(known) != len(flows):
        raise ValueError("years are given once each, at least one")
    first, last = min(known), max(known)
    if last - first >= LONGEST:
        raise ValueError(f"a plan has at most {LONGEST} years")
    return [known.get(year) or YearFlow(year) for year in range(first, last + 1)]


def _lines(years: Sequence[YearFlow], factors: Sequence[Fraction]) -> tuple[YearLine, ...]:
    lines, total, present = [], NOTHING, Fraction(0)
    for flow, factor in zip(years, factors, strict=True):
        total += flow.net
        value = Fraction(flow.net) * factor
        present += value
        lines.append(YearLine(flow, round_half_up(factor, 6), _kopecks(value), total, _kopecks(present)))
    return tuple(lines)


def _present(values: Sequence[Decimal | Fraction], factors: Sequence[Fraction]) -> Fraction:
    return sum((Fraction(value) * factor for value, factor in zip(values, factors, strict=True)), Fraction(0))


def _kopecks(value: Fraction) -> Decimal:
    return round_half_up(value, 2)


def _ratio(value: Fraction, to: Fraction) -> Decimal | None:
    return round_half_up(value / to, 2) if to else None


def _payback(nets: Sequence[Fraction]) -> Decimal | None:
    """Years until the running total is no longer below zero and stays so; within a year money comes evenly.

    To a tenth upwards. Zero where nothing is ever spent beyond what comes in.
    """
    total, since = Fraction(0), Fraction(0)
    back: Fraction | None = Fraction(0)
    for place, net in enumerate(nets):
        before, total = total, total + net
        if total < 0:
            back = None
        elif before < 0 or back is None:
            since = place + (-before / net if net else Fraction(0))
            back = since
    if back is None:
        return None
    tenths = back * 10
    return Decimal(-(-tenths.numerator // tenths.denominator)) / 10
