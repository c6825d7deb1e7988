"""Drift with the order of sheets: planted it is found, where there is none it is rarely shown."""

import numpy as np
import pytest
from tests.contests import contest, tables
from tests.thorough import WHOLE

from svetovod.engine.robustness import drift

CONTESTS = 200 if WHOLE else 20


def orders(chance: np.random.Generator, made: object) -> dict[tuple[str, str], int]:
    keys = [(f"P{p}", f"E{e}") for p, row in enumerate(made.who) for e in row]  # type: ignore[attr-defined]
    return dict(zip(keys, chance.permutation(len(keys)).tolist(), strict=True))


def tilted(chance: np.random.Generator, points: float) -> tuple[object, dict[tuple[str, str], int]]:
    """A contest whose experts give so many points more to their last sheet than to their first."""
    made = contest(chance, bias=4, panel=3)
    order = orders(chance, made)
    for expert in range(made.experts):
        own = sorted((order[f"P{p}", f"E{expert}"], p) for p, row in enumerate(made.who) if expert in row)
        for place, (_time, project) in enumerate(own):
            column = int(np.flatnonzero(made.who[project] == expert)[0])
            made.points[project, column] += points * place / max(len(own) - 1, 1)
    return tables(made), order


def test_planted_drift_is_found_and_its_size_is_right() -> None:
    chance = np.random.default_rng(71)
    found = [drift(*tilted(chance, 5.0), seed=n) for n in range(CONTESTS)]
    assert sum(look is not None and look.chance <= 0.05 for look in found) >= 0.6 * CONTESTS
    sizes = [look.points for look in found if look is not None]
    assert np.mean(sizes) == pytest.approx(5.0, abs=2.0)


def test_where_there_is_none_it_is_rarely_shown() -> None:
    chance = np.random.default_rng(72)
    found = [drift(*tilted(chance, 0.0), seed=n) for n in range(CONTESTS)]
    assert sum(look is not None and look.chance <= 0.05 for look in found) <= max(0.09 * CONTESTS, 2)


def test_the_seed_repeats_and_what_is_not_known_is_not_shown() -> None:
    chance = np.random.default_rng(73)
    rows, order = tilted(chance, 3.0)
    assert drift(rows, order, seed=4) == drift(rows, order, seed=4)
    order.popitem()
    assert drift(rows, order, seed=4) is None
