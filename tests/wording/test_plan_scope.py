"""What a plan leaves alone is read from the facts: a rule that measures agreements would end the sentence."""

from dataclasses import replace
from datetime import date

import pytest

from svetovod.engine import facts as law
from svetovod.engine.rules.pp779 import RULES
from svetovod.wording.plan_scope import AGREEMENTS, NO_STEP, left_alone, say_left, say_scope

FACTS, SUMMER = law.load(), date(2021, 6, 24)


def test_no_rule_judges_agreements():
    assert not {rule.KEY for rule in RULES} & set(AGREEMENTS), "then the plan needs a step: docs/explanation/conformity"


@pytest.mark.parametrize("lang", [0, 1])
def test_said_while_nothing_measures_them(lang):
    name = ("ru", "en")[lang]
    assert NO_STEP[lang] in say_scope(FACTS, "pp779", SUMMER, name)
    measured = {key: replace(FACTS.item(key), measure="agreements") for key in AGREEMENTS}
    facts = law.Facts(FACTS.acts, {**FACTS.items, **measured})
    assert NO_STEP[lang] not in say_scope(facts, "pp779", SUMMER, name)


def test_each_is_named_with_how_it_is_known():
    keys = [item.key for item, _value in left_alone(FACTS, "pp779", SUMMER)]
    assert set(AGREEMENTS) < set(keys) and "cluster.productivity_above_region" not in keys
    assert "по памяти" in say_left(FACTS, "pp779", SUMMER, "ru")[keys.index(AGREEMENTS[0])]
    assert len(keys) == len(say_left(FACTS, "pp779", SUMMER, "en")), "not one is left out"


def test_after_the_reload_agreements_are_not_listed():
    assert AGREEMENTS[0] not in [item.key for item, _value in left_alone(FACTS, "pp779", date(2024, 5, 1))]
