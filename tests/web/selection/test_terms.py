"""Where terms end: days count from the next one, the last lasts until midnight, a day off gives way to a working."""

from datetime import date

import pytest

from svetovod.demo.build_selection import moment
from svetovod.web.selection.selectors import terms


@pytest.mark.parametrize(
    ("start", "days", "last", "until"),
    [
        ("2021-12-09 12:00", 10, date(2021, 12, 20), "2021-12-21 00:00"),  # counted to Sunday 19.12
        ("2021-12-09 12:00", 5, date(2021, 12, 14), "2021-12-15 00:00"),
        ("2021-12-09 00:00", 5, date(2021, 12, 14), "2021-12-15 00:00"),
        ("2021-12-21 23:59", 10, date(2022, 1, 10), "2022-01-11 00:00"),  # 31.12.2021 was a day off by decree
        ("2021-02-15 10:00", 5, date(2021, 2, 20), "2021-02-21 00:00"),  # a Saturday that was worked
    ],
)
def test_days_are_counted_to_a_working_day(start, days, last, until):
    end = terms.after(moment(start), days)
    assert (end.last, end.until) == (last, moment(until))


@pytest.mark.parametrize(
    ("named", "until"),
    [
        ("2021-12-17 18:00", "2021-12-17 18:00"),
        ("2021-12-18 18:00", "2021-12-20 18:00"),
        ("2021-12-20 00:00", "2021-12-21 00:00"),  # the end of Sunday
        ("2021-12-18 00:00", "2021-12-18 00:00"),  # the end of Friday
    ],
)
def test_a_named_moment_keeps_its_hour(named, until):
    assert terms.named(moment(named)).until == moment(until)


def test_a_year_without_its_decree_is_said_to_be_an_estimate():
    assert terms.after(moment("2099-03-02 10:00"), 3).estimated
    assert not terms.after(moment("2021-12-09 12:00"), 10).estimated
