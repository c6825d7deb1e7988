"""Firms: where they are, what they make, how big they are. The first of them are members of planted clusters."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from svetovod.engine.reference import regions

from .branches import Branches, zipf
from .model import Floats, Ints, Kind

# where industry is dense, roughly; an order for an invented economy, not a statistic
_DENSE = (
    "RU-MOW", "RU-MOS", "RU-SPE", "RU-SVE", "RU-TA", "RU-CHE", "RU-NIZ", "RU-SAM", "RU-BA", "RU-PER", "RU-KDA",
    "RU-ROS", "RU-KYA", "RU-KEM", "RU-TUL", "RU-VGG", "RU-LEN", "RU-VLG", "RU-OMS", "RU-NVS", "RU-MO",
)  # fmt: skip
_SMALLEST, _LARGEST = 5e6, 5e10  # rubles of a year
_TAIL = 1.15  # of sizes: Zipf's law has 1
_FIRMS_A_CLUSTER = 250
_CLUSTERS_MOST = 400
_SIZES = {Kind.WHOLE: (12, 26), Kind.INTERREGIONAL: (14, 28), Kind.FEW: (7, 9), Kind.WEAK: (12, 24)}
_ORDER = (Kind.WHOLE, Kind.WEAK, Kind.WHOLE, Kind.INTERREGIONAL, Kind.FEW)


@dataclass(frozen=True, slots=True)
class Planted:
    """A cluster put in: its members are firms `first` to `last` (exclusive), final producers before suppliers."""

    kind: Kind
    first: int
    finals: int
    last: int


@dataclass(frozen=True, slots=True)
class Firms:
    """By firm: region (a number), branch, size in rubles of a year, its main product. `firm[i]` makes `product[i]`."""

    regions: tuple[str, ...]
    region: Ints
    branch: Ints
    size: Floats
    firm: Ints
    product: Ints
    main: Ints
    clusters: tuple[Planted, ...]


class _Drawn(NamedTuple):
    """By firm, changed in place; `dense`: of firms, by region."""

    region: Ints
    branch: Ints
    size: Floats
    dense: Floats


def firms(many: int, kinds: Branches, rng: np.random.Generator) -> Firms:
    """Drawn one after another; whatever is drawn later does not change what was drawn before."""
    names = tuple(sorted((each.iso for each in regions.all()), key=lambda iso: (_rank(iso), iso)))
    dense = zipf(len(names) + 3, 1.0)[3:]
    dense /= dense.sum()
    region = rng.choice(len(names), size=many, p=dense)
    branch = rng.choice(len(kinds.codes), size=many, p=kinds.weight)
    size = np.minimum(_SMALLEST * (1.0 + rng.pareto(_TAIL, size=many)), _LARGEST)
    clusters = _plant(_Drawn(region, branch, size, dense), kinds, rng)
    firm, product, main = _products(many, kinds, rng, branch)
    return Firms(names, region, branch, size, firm, product, main, clusters)


def _rank(iso: str) -> int:
    return _DENSE.index(iso) if iso in _DENSE else len(_DENSE)


def _plant(drawn: _Drawn, kinds: Branches, rng: np.random.Generator) -> tuple[Planted, ...]:
    """Puts members where their cluster is and into the branches that its final producers buy most of."""
    making = np.flatnonzero([code >= "10" and code < "34" for code in kinds.codes])
    region, branch, size, dense = drawn
    found, at = [], 0
    for number in range(min(max(2, size.size // _FIRMS_A_CLUSTER), _CLUSTERS_MOST)):
        kind = _ORDER[number % len(_ORDER)]
        least, most = _SIZES[kind]
        members = int(rng.integers(least, most + 1))
        finals = int(rng.integers(1, 4)) if kind is not Kind.FEW else 1
        place = rng.choice(dense.size, size=2, replace=False, p=dense)
        lead = int(rng.choice(making))
        suppliers = rng.choice(len(kinds.codes), size=members - finals, p=kinds.buys[lead])
        inside = slice(at, at + members)
        region[inside] = place[0]
        if kind is Kind.INTERREGIONAL:
            region[inside] = place[rng.integers(0, 2, size=members)]
        branch[inside] = np.concatenate([np.full(finals, lead), suppliers])
        size[at : at + finals] = rng.uniform(8e8, 6e9, size=finals)
        size[at + finals : at + members] = rng.uniform(4e7, 6e8, size=members - finals)
        found.append(Planted(kind, at, at + finals, at + members))
        at += members
    return tuple(found)


def _products(many: int, kinds: Branches, rng: np.random.Generator, branch: Ints) -> tuple[Ints, Ints, Ints]:
    """One to four kinds of products of the firm's branch, without repetition, the first kinds more often."""
    first = np.array(kinds.first)
    width = (first[1:] - first[:-1])[branch]
    asked = 1 + np.minimum(rng.poisson(0.8, size=many), 3)
    owners, made = [], []
    for turn in range(4):
        here = np.flatnonzero(asked > turn)
        drawn = (rng.power(0.6, size=here.size) * width[here]).astype(np.int64)
        owners.append(here)
        made.append(first[branch[here]] + np.minimum(drawn, width[here] - 1))
    firm, product = np.concatenate(owners), np.concatenate(made)
    main = made[0]
    pairs = np.unique(np.stack([firm, product], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1], main
