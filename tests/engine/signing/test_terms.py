"""Days without anybody who signs, found independently day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.signing import Gap, Standing, Term, gap, standing

START = date(2021, 6, 1)


def day(n):
    return START + timedelta(days=n)


def term(first, last=None):
    return Term(day(first), None if last is None else day(last))


spans = st.tuples(st.integers(-20, 40), st.none() | st.integers(0, 30)).map(
    lambda each: term(each[0], None if each[1] is None else each[0] + each[1])
)


@given(st.lists(spans, max_size=5), st.integers(0, 20))
def test_a_gap_is_the_first_run_of_days_that_no_term_covers(terms, since):
    horizon = [day(n) for n in range(since, 120)]
    bare = [each for each in horizon if not any(one.covers(each) for one in terms)]
    found = gap(terms, day(since))
    if not bare:
        assert found is None
        return
    assert found.first == bare[0]
    last = found.last or horizon[-1]
    run = [each for each in horizon if found.first <= each <= last]
    assert run == bare[: len(run)]
    assert found.last is None or any(one.covers(found.last + timedelta(days=1)) for one in terms)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], Gap(day(0), None)),
        ([term(0)], None),
        ([term(0, 10)], Gap(day(11), None)),
        ([term(0, 10), term(11)], None),
        ([term(0, 10), term(15)], Gap(day(11), day(14))),
        ([term(3)], Gap(day(0), day(2))),
        ([term(-9, -1)], Gap(day(0), None)),
    ],
)
def test_who_signs_after_whom(terms, expected):
    assert gap(terms, day(0)) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, Standing.HOLDS), (-1, Standing.OVER), (0, Standing.ENDING), (30, Standing.ENDING), (31, Standing.HOLDS),
    ],
)  # fmt: skip
def test_where_a_term_stands(last, expected):
    assert standing(term(-40, last), day(0)) == expected
    assert standing(term(1, 50), day(0)) == Standing.AHEAD
