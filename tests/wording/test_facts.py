"""Items of the law in words."""

from svetovod.engine.facts import load
from svetovod.wording.facts import say_named


def test_a_requirement_is_named_in_the_nominative():
    facts = load()
    counted, other = facts.item("cluster.min_final_producers"), facts.item("cluster.func_dependence_min")
    assert say_named(counted, "ru") == "число производителей конечной продукции"
    assert say_named(counted, "en") == counted.label.en
    assert say_named(other, "ru") == other.label.ru
