"""Leaks of every kind are planted and looked for; clean texts raise few alarms."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.disclosure.leaks import CLEAN, KINDS, NAMES, planted
from tests.thorough import WHOLE

from svetovod.engine.disclosure import Kind, find, told_by

COUNT = 500 if WHOLE else 30


def test_planted_leaks_are_found() -> None:
    """Of each kind; what is hit must overlap what was planted."""
    hit: Counter[str] = Counter()
    for each in planted(random.Random(61), COUNT):
        leaks = find(each.text, [told_by([each.organisation])])
        hit[each.kind] += any(leak.words in each.words or each.words in leak.words for leak in leaks)
    assert set(hit) == set(KINDS)
    for kind in ("initials", "number", "person", "phone", "site"):
        assert hit[kind] == COUNT, kind
    assert sum(hit.values()) >= 0.9 * COUNT * len(KINDS), hit


def test_clean_texts_raise_few_alarms() -> None:
    alarms = [(name, leak.words) for name in NAMES for text in CLEAN for leak in find(text, [told_by([name])])]
    assert len(alarms) <= 0.03 * len(NAMES) * len(CLEAN), alarms


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ИНН 7707083893", [Kind.NUMBER]), ("номер 7707083894", []), ("ОГРН 1027700132195", [Kind.NUMBER]),
        ("пишите на mail@лазерика.рф", [Kind.SITE]), ("версия 2.1.0, файл x.dwg", []),
        ("генеральный директор Иванов", [Kind.PERSON]), ("директор по развитию", []),
        ("Разработка НПФЛ завершена", [Kind.INITIALS]), ("Лазерика начинает предложение.", []),
        ("мы и Лазерика", [Kind.RARE]), ("у Лазерики, с Лазерикой", [Kind.RARE, Kind.RARE]), ("LAZERIKA", [Kind.LATIN]),
    ],
)  # fmt: skip
def test_by_hand(text: str, kinds: list[Kind]) -> None:
    told = told_by(["ООО «Научно-производственная фирма Лазерика»"])
    assert [leak.kind for leak in find(text, [told])] == kinds


@settings(max_examples=1000 if WHOLE else 50, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_and_any_name_are_taken(text: str, names: list[str]) -> None:
    for leak in find(text, [told_by(names)]):
        assert leak.words and leak.before + leak.words + leak.after in text
