"""Every internal rate of return of a flow, isolated exactly: polynomials over fractions, no floating point.

With x = 1 / (1 + r) the present value is a polynomial in x; its roots above zero are the rates above -100 %. Sturm's
theorem (any course of algebra) counts distinct roots between two points, so none is missed and none invented.
"""

import itertools
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

Poly = list[int]


def positive_roots(values: Sequence[Fraction], width: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Disjoint intervals (low, high], each with one distinct root above zero, not wider than `width`, increasing.

    `values` are the coefficients from the power zero up. An interval of no width is an exact root.
    """
    poly = _square_free(_whole(values))
    if len(poly) < 2:
        return []
    chain = _sturm(poly)
    bound = Fraction(1) + Fraction(max(map(abs, poly[:-1])), abs(poly[-1]))
    todo, found = [(Fraction(0), bound)], []
    while todo:
        low, high = todo.pop()
        count = _changes(chain, low) - _changes(chain, high)
        if count == 1 and high - low <= width:
            found.append((low, high))
        elif count:
            middle = (low + high) / 2
            todo += [(low, middle), (middle, high)]
    return sorted(found)


def _whole(values: Sequence[Fraction]) -> Poly:
    """The same roots with whole coefficients of no common divisor, zeros at both ends cut."""
    scale = lcm(*(value.denominator for value in values)) if values else 1
    poly = [int(value * scale) for value in values]
    while poly and not poly[-1]:
        poly.pop()
    while poly and not poly[0]:
        poly.pop(0)
    return _primitive(poly)


def _primitive(poly: Poly) -> Poly:
    common = gcd(*poly) if poly else 1
    return [each // common for each in poly] if common > 1 else poly


def _derivative(poly: Poly) -> Poly:
    return [power * each for power, each in enumerate(poly)][1:]


def _remainder(top: Poly, bottom: Poly) -> Poly:
    """A positive multiple of the remainder, in whole numbers."""
    rest, lead = top[:], bottom[-1]
    while len(rest) >= len(bottom):
        if factor := rest[-1]:
            shift = len(rest) - len(bottom)
            sign = 1 if lead > 0 else -1
            rest = [each * abs(lead) for each in rest]
            for place, each in enumerate(bottom):
                rest[shift + place] -= each * factor * sign
        rest.pop()
    while rest and not rest[-1]:
        rest.pop()
    return _primitive(rest)


def _sturm(poly: Poly) -> list[Poly]:
    chain = [poly, _primitive(_derivative(poly))]
    while len(chain[-1]) > 1 and (rest := _remainder(chain[-2], chain[-1])):
        chain.append([-each for each in rest])
    return chain


def _square_free(poly: Poly) -> Poly:
    """Without repeated roots: divided by the greatest common divisor with its derivative."""
    if len(poly) < 3:
        return poly
    divisor, other = poly, _primitive(_derivative(poly))
    while other:
        divisor, other = other, _remainder(divisor, other)
    return _quotient(poly, divisor) if len(divisor) > 1 else poly


def _quotient(top: Poly, bottom: Poly) -> Poly:
    rest, found = [Fraction(each) for each in top], [Fraction(0)] * (len(top) - len(bottom) + 1)
    for place in reversed(range(len(found))):
        found[place] = rest[place + len(bottom) - 1] / bottom[-1]
        for power, each in enumerate(bottom):
            rest[place + power] -= found[place] * each
    return _whole(found)


def _changes(chain: Sequence[Poly], at: Fraction) -> int:
    """How often the sign changes along the chain at a point."""
    signs = [sign for poly in chain if (sign := _sign(poly, at))]
    return sum(first != second for first, second in itertools.pairwise(signs))


def _sign(poly: Poly, at: Fraction) -> int:
    value, power = 0, 1
    for each in reversed(poly):  # Horner's rule in whole numbers: only the sign is wanted
        value = value * at.numerator + each * power
        power *= at.denominator
    return (value > 0) - (value < 0)
