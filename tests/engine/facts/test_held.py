"""An act held at one edition: whatever came later is as if it had never been written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine import facts as law

from .test_amend import FACTS, editions, law_of

ACT = "pp779"
GOVERNING = [edition.on for edition in FACTS.act(ACT).editions if edition.governs]


@given(editions, st.dates(date(2015, 8, 1), date(2035, 1, 1)))
def test_a_later_edition_leaves_the_held_law_as_it_was(amendment, day):
    last = max(e.on for e in FACTS.act(amendment.act).editions if e.governs)
    kept = law.held(law.amend(FACTS, amendment), amendment.act, last)
    assert kept.version == FACTS.version
    assert all(law_of(kept.value(key, day)) == law_of(FACTS.value(key, day)) for key in FACTS.items)


@given(st.sampled_from(GOVERNING), st.integers(0, 6000))
def test_on_any_later_day_it_says_what_it_said_on_its_first(edition, days):
    kept, day = law.held(FACTS, ACT, edition), edition + timedelta(days=days)
    assert kept.edition_on(ACT, day).on == edition
    for item in FACTS.items_of(ACT):
        assert law_of(kept.value(item.key, day)) == law_of(FACTS.value(item.key, edition)), item.key


@given(st.sampled_from(GOVERNING), st.dates(date(2015, 8, 1), date(2035, 1, 1)))
def test_days_before_the_next_edition_and_other_acts_are_untouched(edition, day):
    kept = law.held(FACTS, ACT, edition)
    following = [on for on in GOVERNING if on > edition]
    for item in FACTS.items.values():
        if item.act != ACT or not following or day < following[0]:
            assert law_of(kept.value(item.key, day)) == law_of(FACTS.value(item.key, day)), item.key


def test_by_hand():
    """Two objects of technological infrastructure were asked until 15.11.2021; held at 2018 they are asked for ever."""
    kept = law.held(FACTS, ACT, date(2018, 8, 2))
    day = date(2024, 1, 1)
    assert FACTS.value("cluster.min_tech_infra_objects", day) is None
    assert kept.value("cluster.min_tech_infra_objects", day).value == 2
    assert kept.value("cluster.min_participants", day).confirmed_for_edition


def test_a_day_that_is_no_edition_is_refused():
    with pytest.raises(ValueError, match="no governing edition"):
        law.held(FACTS, ACT, date(2018, 8, 3))
