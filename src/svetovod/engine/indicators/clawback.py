"""What is returned when indicators are missed: R = V x k x m / n.

V is the subsidy received, n the number of indicators, m of them were missed, k is the mean shortfall of the missed
ones. The formula is an item of the facts, known from memory: a calculation by it is a warning, never a demand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.facts import DatedValue, Facts
from svetovod.engine.model.money import KOPECK, round_half_up

FORMULA = "subsidy.clawback_formula"
SHARE_OF_MISSED = "share_of_missed"
PLACES = -KOPECK.as_tuple().exponent  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Reached:
    """An indicator's plan and fact in its own unit. Plan 0 cannot be missed; `fact` below zero counts as zero."""

    key: str
    plan: Decimal
    fact: Decimal

    @property
    def shortfall(self) -> Fraction:
        """The share of the plan that was not reached, 0 to 1."""
        if self.plan <= 0 or self.fact >= self.plan:
            return Fraction(0)
        return 1 - Fraction(max(self.fact, Decimal(0))) / Fraction(self.plan)


@dataclass(frozen=True, slots=True)
class Step:
    """One missed indicator and its shortfall, a share."""

    key: str
    shortfall: Fraction


@dataclass(frozen=True, slots=True)
class Clawback:
    """`amount` rubles to the kopeck, halves up. `mean` is k, `missed` are the m steps, `count` is n.

    `source` is the dated value of the formula: how sure it is goes with every answer.
    """

    subsidy: Decimal
    missed: tuple[Step, ...]
    count: int
    mean: Fraction
    amount: Decimal
    source: DatedValue


def clawback(subsidy: Decimal, reached: Sequence[Reached], *, on: date, facts: Facts) -> Clawback:
    """The return by the formula listed on the day.

    `subsidy` is rubles, not below zero. Raises `LookupError` where the facts list no formula on the day or one that
    is not known here.
    """
    source = facts.value(FORMULA, on)
    if source is None or source.value != SHARE_OF_MISSED:
        raise LookupError(f"{FORMULA}: no formula known here on {on}")
    if subsidy < 0:
        raise ValueError("a subsidy is not below zero")
    missed = tuple(Step(each.key, each.shortfall) for each in reached if each.shortfall > 0)
    mean = sum((step.shortfall for step in missed), Fraction(0)) / len(missed) if missed else Fraction(0)
    exact = Fraction(subsidy) * mean * len(missed) / len(reached) if reached else Fraction(0)
    return Clawback(subsidy, missed, len(reached), mean, round_half_up(exact, PLACES), source)


def risk(
    subsidy: Decimal, keys: Sequence[str], falls: Sequence[Decimal], *, on: date, facts: Facts
) -> tuple[tuple[Decimal, ...], ...]:
    """What one indicator alone costs if it falls by each share of `falls` (0 to 1) and the others are reached.

    A row for each key, a column for each fall; the last row is all of them falling together. Raises as `clawback`.
    """

    def cost(fallen: set[str], fall: Decimal) -> Decimal:
        rows = [Reached(key, Decimal(1), 1 - fall if key in fallen else Decimal(1)) for key in keys]
        return clawback(subsidy, rows, on=on, facts=facts).amount

    alone = [tuple(cost({key}, fall) for fall in falls) for key in keys]
    return (*alone, tuple(cost(set(keys), fall) for fall in falls))
