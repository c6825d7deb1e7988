"""Ties of eight kinds planted among invented organisations: all whole ones are found, nearly all spoiled ones."""

import pytest
from tests.engine.interests.planted import judge, world

from svetovod.engine.interests import Kind


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_ties_are_found_and_nobody_is_barred_by_mistake(seed):
    made = world(240, 80, seed)
    score = judge(made, made.links())
    assert {kind for kind, _whole in score.found} == set(Kind)
    assert score.recall(whole=True) == 1
    assert score.recall(whole=False) >= 0.95
    assert score.missed_bars == 0
    assert score.false_bars <= 0.03 * score.barred
