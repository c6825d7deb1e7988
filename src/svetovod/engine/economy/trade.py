"""Purchases: everyone buys by the coefficients of its branch, at home sooner than far away; clusters buy inside too."""

from dataclasses import dataclass

import numpy as np

from .branches import Branches
from .firms import Firms, Planted
from .model import Floats, Ints, Kind

_BOUGHT = 0.55  # of a firm's turnover
_HOME = 0.55  # of purchases that look in the own region first
_UNKNOWN = 0.07  # of domestic purchases whose seller is not known
_INSIDE = {Kind.WHOLE: 0.34, Kind.INTERREGIONAL: 0.34, Kind.FEW: 0.36, Kind.WEAK: 0.14}  # of final producers' buying
_AMONG = 0.25  # of suppliers' buying that is of each other
_ABROAD = 0.85  # of what final producers of a weak cluster buy in the country
_ROWS_MOST = 25


@dataclass(frozen=True, slots=True)
class Trade:
    """Rows of purchases; `seller` is -1 where nobody is named, amounts are kopecks."""

    buyer: Ints
    seller: Ints
    product: Ints
    kopecks: Ints
    imported: Ints


def trade(made: Firms, kinds: Branches, rng: np.random.Generator) -> Trade:
    """What clusters buy inside is taken from what their members would have bought in the country."""
    budget = made.size * _BOUGHT
    inside = [_inside(each, made, budget, rng) for each in made.clusters]
    buyer, seller, rubles = (np.concatenate(column) for column in zip(*inside, strict=True))
    spent = np.bincount(buyer, weights=rubles, minlength=made.size.size)
    country = _country(made, kinds, budget - spent, rng)
    own = Trade(buyer, seller, made.main[seller], _kopecks(rubles), np.zeros(buyer.size, np.int64))
    return Trade(*(
        np.concatenate([getattr(own, name), getattr(country, name)]) for name in Trade.__slots__
    ))  # fmt: skip


def _inside(cluster: Planted, made: Firms, budget: Floats, rng: np.random.Generator) -> tuple[Ints, Ints, Floats]:
    """Each final producer buys of most suppliers, each supplier of two others."""
    share = _INSIDE[cluster.kind]
    buyers, sellers, sums = [], [], []
    suppliers = np.arange(cluster.finals, cluster.last)
    for final in range(cluster.first, cluster.finals):
        chosen = suppliers[rng.random(suppliers.size) < 0.8]
        chosen = chosen if chosen.size else suppliers
        parts = rng.dirichlet(np.full(chosen.size, 1.5)) * budget[final] * share * rng.uniform(0.9, 1.1)
        buyers.append(np.full(chosen.size, final))
        sellers.append(chosen)
        sums.append(parts)
    for step in (1, 2):
        buyers.append(suppliers)
        sellers.append(np.roll(suppliers, -step))
        sums.append(budget[suppliers] * _AMONG / 2)
    return np.concatenate(buyers), np.concatenate(sellers), np.concatenate(sums)


def _country(made: Firms, kinds: Branches, budget: Floats, rng: np.random.Generator) -> Trade:
    many = made.size.size
    scale = np.log10(np.maximum(made.size / made.size.min(), 1.0))
    rows = np.clip(np.round(3 + 2.5 * scale + rng.poisson(2, size=many)), 3, _ROWS_MOST).astype(np.int64)
    buyer = np.repeat(np.arange(many), rows)
    parts = rng.gamma(0.8, size=buyer.size) + 0.02
    rubles = parts / np.repeat(np.bincount(buyer, weights=parts), rows) * np.repeat(budget, rows)
    product = _bought(buyer, made, kinds, rng)
    abroad = rng.beta(1.2, 4.0, size=len(kinds.products))  # of each kind of product, the share that is imported
    imported = rng.random(buyer.size) < abroad[product]
    seller = _sellers(buyer, product, made, rng)
    imported |= (seller == -1) | ((rng.random(buyer.size) < _ABROAD) & np.isin(buyer, _looking_abroad(made)))
    unknown = rng.random(buyer.size) < _UNKNOWN
    seller = np.where(imported | unknown | (seller == buyer), -1, seller)
    return Trade(buyer, seller, product, _kopecks(rubles), imported.astype(np.int64))


def _looking_abroad(made: Firms) -> Ints:
    weak = [each for each in made.clusters if each.kind is Kind.WEAK]
    return np.array([firm for each in weak for firm in range(each.first, each.finals)], dtype=np.int64)


def _bought(buyer: Ints, made: Firms, kinds: Branches, rng: np.random.Generator) -> Ints:
    """A supplying branch by the coefficients of the buyer's, one of its first products rather than of its last."""
    reach = np.cumsum(kinds.buys, axis=1)
    reach[:, -1] = 1.0
    keyed = reach + np.arange(len(kinds.codes))[:, None]  # one rising row of numbers for all branches
    drawn = made.branch[buyer] + rng.random(buyer.size)
    place = np.searchsorted(keyed.ravel(), drawn, side="right")
    supplier = np.minimum(place - made.branch[buyer] * len(kinds.codes), len(kinds.codes) - 1)
    first = np.array(kinds.first)
    width = (first[1:] - first[:-1])[supplier]
    return np.asarray(first[supplier] + np.minimum((rng.power(0.6, buyer.size) * width).astype(np.int64), width - 1))


def _sellers(buyer: Ints, product: Ints, made: Firms, rng: np.random.Generator) -> Ints:
    """Somebody who makes it, the bigger the likelier, at home where there is one; -1 where nobody does."""
    home = _drawn(product * len(made.regions) + made.region[buyer],
                  made.product * len(made.regions) + made.region[made.firm], made, rng)  # fmt: skip
    away = _drawn(product, made.product, made, rng)
    near = rng.random(buyer.size) < _HOME
    return np.where(near & (home >= 0), home, away)


def _drawn(asked: Ints, offered: Ints, made: Firms, rng: np.random.Generator) -> Ints:
    """For each key asked for, a firm among those who offer it, with the chance of its size."""
    order = np.argsort(offered, kind="stable")
    keys, firms = offered[order], made.firm[order]
    sums = np.concatenate([[0.0], np.cumsum(made.size[firms])])
    low, high = np.searchsorted(keys, asked, side="left"), np.searchsorted(keys, asked, side="right")
    point = sums[low] + rng.random(asked.size) * (sums[high] - sums[low])
    place = np.clip(np.searchsorted(sums, point, side="right") - 1, 0, firms.size - 1)
    return np.where(high > low, firms[np.minimum(place, np.maximum(high - 1, 0))], -1)


def _kopecks(rubles: Floats) -> Ints:
    """Never nothing."""
    return np.maximum(np.round(rubles * 100), 100).astype(np.int64)
