"""Terms in working days, against the library `holidays` and against a count that shares no code."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.reference import workdays

DAY = timedelta(days=1)
YEARS = range(2021, 2028)
RUSSIA = holidays.country_holidays("RU", years=YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_as_the_library_has_it(year):
    first = date(year, 1, 1)
    days = [first + DAY * n for n in range((date(year + 1, 1, 1) - first).days)]
    assert [d for d in days if workdays.is_working(d) != RUSSIA.is_working_day(d)] == []


# what the production calendars of these years say
@pytest.mark.parametrize(
    ("year", "count"), [(2021, 247), (2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 247)]
)
def test_working_days_of_a_year(year, count):
    assert workdays.between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_between_counts_the_day_after_and_the_last_one():
    monday = date(2026, 10, 12)
    found = [workdays.between(monday, monday + DAY * n) for n in (-3, -1, 0, 1, 4, 5, 7)]
    assert found == [-1, -1, 0, 1, 4, 4, 5]


def by_hand(start, days, pauses):
    """Each day of the calendar asked by itself: does the term run on it, and is it worked?"""
    stopped = {first + DAY * n for first, last in pauses for n in range(1, (last - first).days + 1)}
    day, left = start, days
    while left:
        day += DAY
        left -= day not in stopped and RUSSIA.is_working_day(day)
    return day


starts = st.dates(date(2021, 1, 1), date(2026, 6, 1))
gaps = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=4)


@given(starts, st.integers(1, 60), gaps)
def test_the_due_day_is_the_one_counted_by_hand(start, days, found):
    pauses, day = [], start
    for wait, length in found:
        day += DAY * wait
        pauses.append((day, day + DAY * length))
        day += DAY * (length + 1)
    term = workdays.term(start, days, pauses)
    assert term.due == by_hand(start, days, pauses)
    assert sum(span.working for span in term.spans if not span.paused) == days == term.counted
    edges = [(span.first, span.last) for span in term.spans]
    assert edges[0][0] == start + DAY and edges[-1][1] == term.due
    assert all(one[1] + DAY == two[0] for one, two in pairwise(edges))


@given(starts, st.integers(1, 60), st.integers(0, 30))
def test_an_open_pause_stops_the_term_and_keeps_the_rest_of_it(start, days, wait):
    since = start + DAY * wait
    term = workdays.term(start, days, [(since, None)])
    counted = sum(RUSSIA.is_working_day(start + DAY * n) for n in range(1, wait + 1))
    if counted >= days:
        assert term.due is not None and term.due <= since
    else:
        assert (term.due, term.counted) == (None, counted)


def test_the_day_of_return_counts_and_the_day_of_coming_back_does_not():
    # filed on Monday; Tuesday counts, Wednesday the papers are returned and counts, Friday they come back
    term = workdays.term(date(2021, 3, 15), 3, [(date(2021, 3, 17), date(2021, 3, 19))])
    assert term.due == date(2021, 3, 22)
    assert [(span.paused, span.calendar) for span in term.spans] == [(False, 2), (True, 2), (False, 3)]


def test_spans_of_one_day_and_of_none():
    monday = date(2021, 3, 15)
    tuesday, wednesday, thursday = (
        workdays.Span(monday + DAY * n, monday + DAY * n, False, 1, 1, (), ()) for n in (1, 2, 3)
    )
    assert workdays.term(monday, 0) == workdays.Term(0, 0, monday, (), ())
    assert workdays.term(monday, 1) == workdays.Term(1, 1, tuesday.last, (tuesday,), ())
    # returned on Tuesday, back on Wednesday
    away = replace(wednesday, paused=True)
    found = workdays.term(monday, 2, [(tuesday.last, away.last)])
    assert found == workdays.Term(2, 2, thursday.last, (tuesday, away, thursday), ())
    # returned on the day of filing: not a day has passed; back the same day: it does not stand still at all
    assert workdays.term(monday, 2, [(monday, None)]) == workdays.Term(2, 0, None, (), ())
    assert workdays.term(monday, 1, [(monday, monday)]) == workdays.Term(1, 1, tuesday.last, (tuesday,), ())
    assert workdays.term(monday, 2, [(tuesday.last, None)]) == workdays.Term(2, 1, None, (tuesday,), ())


def test_a_free_saturday_is_no_weekday_off():
    friday, monday = date(2021, 3, 12), date(2021, 3, 15)
    span = workdays.Span(friday + DAY, monday, paused=False, calendar=3, working=1, off=(), worked=())
    assert workdays.term(friday, 1).spans == (span,)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2021, 3, 15), date(2021, 3, 15)),
        (date(2021, 3, 13), date(2021, 3, 15)),
        (date(2021, 2, 20), date(2021, 2, 20)),  # a Saturday that is worked
        (date(2021, 2, 21), date(2021, 2, 24)),
        (date(2021, 12, 31), date(2022, 1, 10)),
    ],
)
def test_the_day_itself_or_the_next_that_is_worked(day, working):
    assert workdays.working_from(day) == working


def test_a_year_says_which_decree_moves_its_days_off():
    assert workdays.calendar(2021)[2:] == ("ПП РФ от 10.10.2020 № 1648", True)
    assert workdays.calendar(2031)[1:] == (frozenset(), "", False)


def test_days_off_and_worked_saturdays_are_named():
    (span,) = workdays.term(date(2021, 2, 18), 3).spans
    assert (span.off, span.worked, span.last) == (
        (date(2021, 2, 22), date(2021, 2, 23)),
        (date(2021, 2, 20),),
        date(2021, 2, 24),
    )


@given(st.dates(date(2021, 1, 1), date(2027, 12, 31)), st.integers(-400, 400))
def test_between_is_the_same_both_ways(day, distance):
    other = min(max(day + DAY * distance, date(2021, 1, 1)), date(2027, 12, 31))
    assert workdays.between(day, other) == -workdays.between(other, day)


def test_a_year_without_its_decree_is_the_labour_code_and_says_so():
    term = workdays.term(date(2031, 4, 25), 5)
    assert term.estimated and not workdays.term(date(2021, 4, 25), 5).estimated
    assert not workdays.is_working(date(2031, 5, 1)) and not workdays.is_working(date(2032, 2, 23))
    # nobody has seen the decree of 2027: its days are an expectation
    assert workdays.term(date(2026, 12, 25), 20).unknown == (2027,)
    assert workdays.term(date(2026, 11, 25), 20).unknown == ()
    # 9 May 2032 is a Sunday: the day off moves to Monday
    assert not workdays.is_working(date(2032, 5, 10))


@pytest.mark.parametrize(
    ("year", "off"),
    [
        # 23 February is a Sunday and 8 March a Saturday: Mondays after them are off; days of January do not move
        (2031, "01-01 01-02 01-03 01-06 01-07 01-08 02-24 03-10 05-01 05-09 06-12 11-04"),
        # 1 May and 12 June are Saturdays, 9 May a Sunday
        (2032, "01-01 01-02 01-05 01-06 01-07 01-08 02-23 03-08 05-03 05-10 06-14 11-04"),
    ],
)
def test_days_off_of_a_year_without_a_decree(year, off):
    first = date(year, 1, 1)
    days = (first + DAY * n for n in range((date(year + 1, 1, 1) - first).days))
    weekdays_off = [day for day in days if day.weekday() < 5 and not workdays.is_working(day)]
    assert weekdays_off == [date.fromisoformat(f"{year}-{each}") for each in off.split()]


def test_two_returns_of_one_day_stop_the_term_whichever_is_told_first():
    back, still = (date(2021, 3, 16), date(2021, 3, 18)), (date(2021, 3, 16), None)
    for pauses in ([back, still], [still, back]):
        term = workdays.term(date(2021, 3, 15), 5, pauses)
        assert (term.due, term.counted) == (None, 1)
