"""Exact money: rubles as `Decimal`, intermediate values as `Fraction`, every rounding named."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

KOPECK = Decimal("0.01")


def round_down_to_kopeck(amount: Fraction | Decimal) -> Decimal:
    """The largest whole number of kopecks not above `amount` rubles."""
    return _to_kopecks(Fraction(amount), ROUND_FLOOR)


def round_up_to_kopeck(amount: Fraction | Decimal) -> Decimal:
    """The smallest whole number of kopecks not below `amount` rubles."""
    return _to_kopecks(Fraction(amount), ROUND_CEILING)


def rubles_without_vat(given: Decimal, *, rate: Decimal = Decimal(1), vat: int = 0) -> Decimal:
    """`given` in its currency, `vat` per cent of the tax in it, at `rate` rubles a unit: rubles without the tax.

    Rounded once, at the end, half a kopeck up: rounding each step loses kopecks that an invoice has.
    """
    return round_half_up(Fraction(given) * Fraction(rate) * Fraction(100, 100 + vat), 2)


def round_half_up(value: Fraction, places: int) -> Decimal:
    """`value` to `places` decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def to_decimal(value: Fraction, places: int = 2) -> Decimal:
    """An exact fraction as `Decimal`; raises `ValueError` when `places` decimals cannot hold it."""
    scaled = value * 10**places
    if scaled.denominator != 1:
        raise ValueError(f"{value} does not fit {places} decimal places")
    return Decimal(scaled.numerator).scaleb(-places)


def _to_kopecks(amount: Fraction, rounding: str) -> Decimal:
    kopecks = amount * 100
    whole = kopecks.numerator // kopecks.denominator
    if rounding == ROUND_CEILING and kopecks.denominator != 1:
        whole += 1
    return Decimal(whole).scaleb(-2)
