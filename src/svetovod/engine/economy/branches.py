"""Branches and their products: the source's pairs of branches made into a table of who buys of whom."""

from dataclasses import dataclass

import numpy as np

from svetovod.engine.reference import okpd2, okved_links

from .model import Floats

_FIRST, _LAST = "01", "39"  # agriculture to waste: what is made; services are bought but have no makers here
_PRODUCTS = 12  # kinds of products of a branch, at most; more would leave each with hardly a maker
_MAKING = ("10", "34")
_EMPHASIS = 4.0  # how much likelier a firm is of a making industry than of another


@dataclass(frozen=True, slots=True)
class Branches:
    """`buys[b, s]`: of what branch b buys, the share it buys of s; rows sum to one. `weight`: of firms, by branch.

    `products`: codes of OKPD2 to six digits, by branch one after another from `first[b]` to `first[b + 1]`.
    """

    codes: tuple[str, ...]
    buys: Floats
    weight: Floats
    products: tuple[str, ...]
    first: tuple[int, ...]


def branches(rng: np.random.Generator) -> Branches:
    """The coefficients are the source's, the number of firms of a branch and its products are drawn."""
    made: dict[str, list[str]] = {}
    for code in okpd2.codes():
        branch = okved_links.branch(code)
        if len(code) == 8 and branch and _FIRST <= branch[:2] <= _LAST:
            made.setdefault(branch, []).append(code)
    codes = tuple(sorted(made))
    buys = np.array([[okved_links.share(one, other) for other in codes] for one in codes])
    kept = buys.sum(axis=1) > 0
    codes = tuple(code for code, keep in zip(codes, kept, strict=True) if keep)
    buys = buys[kept][:, kept]
    weight = zipf(len(codes), 0.7)[rng.permutation(len(codes))]
    weight *= np.array([_EMPHASIS if _MAKING[0] <= code < _MAKING[1] else 1.0 for code in codes])
    first, products = [0], []
    for code in codes:
        drawn = rng.permutation(len(made[code]))[:_PRODUCTS]
        products += [made[code][each] for each in drawn]
        first.append(len(products))
    return Branches(codes, buys / buys.sum(axis=1, keepdims=True), weight / weight.sum(), tuple(products), tuple(first))


def zipf(many: int, power: float) -> Floats:
    """Shares that fall with the rank."""
    shares = 1.0 / np.arange(1, many + 1) ** power
    return np.asarray(shares / shares.sum())
