"""Will an indicator be reached? The shares of the plan reached so far, carried on: no model, so that it can be argued.

Of the half-years told, the share fact / plan is taken. A half-year to come is expected at its plan times the median
share, and between the least and the greatest share seen. With fewer than `LEAST` half-years nothing is forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

LEAST = 2


class Course(StrEnum):
    """`safe`: every half-year told reached its plan. `likely_miss`: none did. `at_risk`: the usual one did not."""

    UNKNOWN = "unknown"
    SAFE = "safe"
    UNCERTAIN = "uncertain"
    AT_RISK = "at_risk"
    LIKELY_MISS = "likely_miss"


@dataclass(frozen=True, slots=True)
class Told:
    """A half-year (`2022H1`) with its plan and fact, in the indicator's unit."""

    period: str
    plan: Decimal
    fact: Decimal

    @property
    def share(self) -> Fraction:
        return Fraction(self.fact) / Fraction(self.plan)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`least`, `usual` and `most` are shares of the plan; None while too little is known. `rests_on` is the data."""

    course: Course
    rests_on: tuple[Told, ...]
    least: Fraction | None = None
    usual: Fraction | None = None
    most: Fraction | None = None

    def expected(self, plan: Decimal) -> tuple[Fraction, Fraction, Fraction] | None:
        """Least, usual and most of a half-year to come, in the indicator's unit."""
        if self.least is None or self.usual is None or self.most is None:
            return None
        least, usual, most = (Fraction(plan) * share for share in (self.least, self.usual, self.most))
        return least, usual, most


def forecast(told: Sequence[Told]) -> Forecast:
    """The course of one indicator. Half-years without a plan (0) say nothing and are left out."""
    known = tuple(each for each in told if each.plan > 0)
    if len(known) < LEAST:
        return Forecast(Course.UNKNOWN, known)
    shares = sorted(each.share for each in known)
    least, usual, most = shares[0], Fraction(median(shares)), shares[-1]
    return Forecast(_course(least, usual, most), known, least, usual, most)


def _course(least: Fraction, usual: Fraction, most: Fraction) -> Course:
    if least >= 1:
        return Course.SAFE
    if most < 1:
        return Course.LIKELY_MISS
    return Course.AT_RISK if usual < 1 else Course.UNCERTAIN
