"""The round played many times: other points within the disagreement of experts, other weights within a band.

Points: the true figure of a project given its score is drawn from a normal law around the score drawn towards the mean
of the round, as far as the disagreement of experts over their number asks for it (empirical Bayes). Weights: each is
multiplied by an even draw from 1 - band to 1 + band, and all are brought back to their sum.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svetovod.engine.model import Distribution, SelectionRound
from svetovod.engine.ranking import Purse, Wish

from .experts import Spread
from .money import funded
from .tables import Ints, Tables

Floats32 = NDArray[np.float32]

BLOCK = 1000  # draws kept in memory at once
LITTLE = 1e-3  # the least variance between projects, as a part of that of a mean of experts
HAIR = np.float32(1e-5)  # what a place is worth between equal scores


@dataclass(frozen=True, slots=True)
class Played:
    """By project, in the order of the places: the middle `level` of its ranks, and in what part of draws it is paid."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    money: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of the draws."""

    purse: Purse
    wishes: list[Wish]
    strict: bool
    threshold: float | None
    level: float = 0.95

    @classmethod
    def of(cls, round_: SelectionRound, purse: Purse, wishes: list[Wish]) -> "Rules":
        threshold = None if round_.threshold is None else float(round_.threshold)
        strict = round_.distribution not in (Distribution.SKIP, Distribution.PROPORTIONAL)
        return cls(purse, wishes, strict, threshold)


def by_points(tables: Tables, spread: Spread, rules: Rules, *, draws: int, seed: int) -> Played:
    """Other experts of the same kind, the weights as they are."""
    chance = np.random.default_rng([seed, 1])
    size, scores, counts = len(tables.codes), tables.scores, np.maximum(tables.counts, 1)
    noise = spread.within**2 / counts * (tables.counts > 0)
    # where scores tell projects apart no better than chance does, every order is about as likely
    true = max(spread.projects**2, LITTLE * float(noise.mean() if size else 0))
    kept = np.where(noise > 0, true / np.maximum(true + noise, 1e-12), 1.0)
    middle = float(scores.mean()) if size else 0.0
    centre = middle + kept * (scores - middle)
    deviation = np.sqrt(kept * noise)

    def block(count: int) -> Floats32:
        drawn = chance.standard_normal((count, size), dtype=np.float32)
        found: Floats32 = (drawn * deviation.astype(np.float32) + centre.astype(np.float32)).astype(np.float32)
        return found

    # the threshold speaks of the score as it is given: who is near it is asked for the score, not for the true figure
    return _play(block, rules, size, draws)


def by_weights(tables: Tables, rules: Rules, *, band: float, draws: int, seed: int) -> Played:
    """Other weights, the points as they are."""
    chance = np.random.default_rng([seed, 2])
    parts = tables.parts.T.astype(np.float32)

    def block(count: int) -> Floats32:
        factors = chance.uniform(1 - band, 1 + band, (count, len(tables.weights)))
        weights = tables.weights * factors
        weights *= tables.weights.sum() / weights.sum(axis=1, keepdims=True)
        found: Floats32 = weights.astype(np.float32) @ parts
        return found

    return _play(block, rules, len(tables.codes), draws)


def _play(block: Callable[[int], Floats32], rules: Rules, size: int, draws: int) -> Played:
    if not size:
        return Played((), (), ())
    ranks = np.zeros((size, size), dtype=np.int64)  # project x rank: how many draws
    paid = np.zeros(size, dtype=np.int64)
    enough = np.array([wish.passes for wish in rules.wishes])
    lower = np.arange(size, dtype=np.float32) * HAIR
    for start in range(0, draws, BLOCK):
        scores = block(min(BLOCK, draws - start))
        order: Ints = np.argsort(lower - scores, axis=1)
        ranks += np.bincount((order * size + np.arange(size)).ravel(), minlength=size * size).reshape(size, size)
        passes = np.ones(scores.shape, dtype=bool) if rules.threshold is None else scores >= rules.threshold - 1e-4
        passes &= enough
        paid += funded(rules.purse, rules.wishes, order, passes, strict=rules.strict).sum(axis=0)
    upto = ranks.cumsum(axis=1)
    tail = (1 - rules.level) / 2 * draws
    low = (upto > tail).argmax(axis=1) + 1
    high = (upto >= draws - tail).argmax(axis=1) + 1
    return Played(tuple(map(int, low)), tuple(map(int, high)), tuple(float(n) / draws for n in paid))
