"""Exercises are repeatable, answered by the rules, and stand on both sides of the threshold."""

from collections import Counter
from datetime import date

import pytest

from svetovod.engine import facts as law
from svetovod.engine.rules import Outcome, askable, evaluate_sketch, exercises

SESSION, LATER = date(2021, 6, 24), date(2021, 11, 18)


def made(seed=1, count=40, on=SESSION, keys=None):
    facts = law.load()
    return exercises(keys=keys or askable(on=on, facts=facts), count=count, seed=seed, on=on, facts=facts)


def test_the_same_seed_gives_the_same_exercises():
    assert made() == made()
    assert made() != made(seed=2)


def test_rules_of_the_edition_alone_are_asked_about():
    facts = law.load()
    assert "cluster.max_newcomers_no_coop" not in askable(on=SESSION, facts=facts)
    assert "cluster.max_newcomers_no_coop" in askable(on=LATER, facts=facts)
    with pytest.raises(ValueError, match="newcomers"):
        made(keys=["cluster.max_newcomers_no_coop"])


@pytest.mark.parametrize("on", [SESSION, LATER, date(2023, 3, 1)])
def test_the_answer_is_the_judgement_of_the_figures(on):
    facts = law.load()
    for each in made(on=on):
        assert each.verdict == evaluate_sketch(each.sketch, on=on, facts=facts)
        assert each.result.key == each.key


def test_every_outcome_occurs_and_no_exercise_twice():
    found = made(count=60)
    counted = Counter(each.result.outcome for each in found)
    assert set(counted) == set(Outcome)
    assert min(counted[Outcome.MET], counted[Outcome.NOT_MET]) >= 12
    assert len({(each.key, each.sketch) for each in found}) == 60


def test_parts_are_no_more_than_the_whole():
    for each in made(count=60, on=LATER):
        sketch = each.sketch
        if sketch.participants is not None:
            assert sketch.special_territory <= sketch.participants
            assert (sketch.final_producers or 0) <= sketch.participants


def test_the_reduced_threshold_is_met_among_the_exercises():
    found = made(count=30, on=LATER, keys=["cluster.func_dependence_min"])
    assert {each.result.threshold_from for each in found} == {None, "cluster.func_dependence_min_reduced"}
