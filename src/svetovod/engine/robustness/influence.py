"""Whether scores go with the region or the size of an organisation: a look, not a verdict.

The part of the variance of scores between groups (eta squared), and how often a random division into groups of the
same sizes gives as much. Few projects say nothing, and that is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .tables import Tables

SHUFFLES = 2000
LEAST_GROUP, LEAST_ALL = 5, 20


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    projects: int
    mean: float


@dataclass(frozen=True, slots=True)
class Influence:
    """`trait` is region or size. `part`: of the variance of scores; `chance`: how often shuffling gives as much."""

    trait: str
    groups: tuple[Group, ...]
    part: float
    chance: float
    small: bool


def influence(tables: Tables, trait: str, of: Mapping[str, str], *, seed: int) -> Influence | None:
    """None where fewer than two groups have a project. Projects without the trait are left out."""
    known = [(place, of[code]) for place, code in enumerate(tables.codes) if of.get(code)]
    names = sorted({name for _, name in known})
    if len(names) < 2:
        return None
    scores = tables.scores[[place for place, _ in known]]
    label = np.array([names.index(name) for _, name in known])
    sizes = np.bincount(label)
    means = np.bincount(label, scores) / sizes
    total = float(((scores - scores.mean()) ** 2).sum())
    groups = tuple(Group(name, int(size), float(mean)) for name, size, mean in zip(names, sizes, means, strict=True))
    small = len(scores) < LEAST_ALL or int(sizes.min()) < LEAST_GROUP
    if total <= 0:
        return Influence(trait, groups, 0.0, 1.0, small)
    chance = np.random.default_rng([seed, 3, len(names)])
    between = float((sizes * (means - scores.mean()) ** 2).sum())
    shuffled = chance.permuted(np.tile(scores, (SHUFFLES, 1)), axis=1)
    groups_of = np.eye(len(names))[label]
    others = (((shuffled @ groups_of) / sizes - scores.mean()) ** 2 * sizes).sum(axis=1)
    as_much = int((others >= between - 1e-9 * total).sum())
    return Influence(trait, groups, between / total, (as_much + 1) / (SHUFFLES + 1), small)
