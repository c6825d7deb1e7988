"""The history of an item against an independent look at every single day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine import facts as law

FACTS = law.load()
FIRST, LAST = date(2015, 7, 31), date(2025, 1, 1)
KEYS = sorted(FACTS.items)


@pytest.mark.parametrize("key", KEYS)
def test_periods_follow_each_other_without_a_gap(key):
    periods = law.history(FACTS, key)
    assert periods[0].start == min(e.on for e in FACTS.act(FACTS.item(key).act).editions)
    assert [p.end + timedelta(days=1) for p in periods[:-1]] == [p.start for p in periods[1:]]
    assert periods[-1].end is None
    assert all(a.value != b.value for a, b in pairwise(periods))


@given(st.sampled_from(KEYS), st.dates(FIRST, LAST))
def test_each_day_has_the_value_of_its_period(key, day):
    inside = [p for p in law.history(FACTS, key) if p.start <= day and (p.end is None or day <= p.end)]
    assert [p.value for p in inside] in ([FACTS.value(key, day)], []), (key, day)
    assert inside or day < law.history(FACTS, key)[0].start


@given(st.sampled_from(KEYS), st.dates(FIRST, LAST))
def test_a_day_hides_what_comes_later(key, until):
    assert all(day <= until for day in law.breaks(FACTS, key, until))
    known, whole = law.history(FACTS, key, until), law.history(FACTS, key)
    assert [p.value for p in known] == [p.value for p in whole if p.start <= until]


def test_the_threshold_of_dependence_over_the_editions():
    """By hand from the rows A-26 and the editions: 20 % known from 02.08.2018, confirmed up to 16.11.2021."""
    said = [
        (p.start.isoformat(), p.value and str(p.value.value), p.value and p.value.confirmed_for_edition)
        for p in law.history(FACTS, "cluster.func_dependence_min")
    ]
    assert said == [("2015-07-31", None, None), ("2018-08-02", "0.20", True), ("2022-12-22", "0.20", False)]
