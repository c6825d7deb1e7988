"""A month as a table: weeks of days, marked with what happens on them."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Day:
    """`kind`: ev (an event), dl (a deadline) or nothing; `off` is a day off by the production calendar."""

    number: int
    kind: str = ""
    off: bool = False
    past: bool = False
    today: bool = False

    @property
    def css(self) -> str:
        marks = (self.kind, "off" if self.off else "", "past" if self.past else "", "today" if self.today else "")
        return " ".join(mark for mark in marks if mark)


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


def month(first: date, *, today: date, events: Iterable[date], deadlines: Iterable[date]) -> Month:
    """The month of `first`, Monday first."""
    marked = dict.fromkeys(deadlines, "dl") | dict.fromkeys(events, "ev")
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first.replace(day=1), tuple(tuple(_day(d, first, today, marked) for d in week) for week in weeks))


def _day(day: date, first: date, today: date, marked: dict[date, str]) -> Day | None:
    if day.month != first.month:
        return None
    return Day(number=day.day, kind=marked.get(day, ""), off=not _working(day), past=day < today, today=day == today)


def _working(day: date) -> bool:
    """Saturdays, Sundays and public holidays of Russia are days off (library `holidays`, data of the decrees)."""
    return bool(_russian(day.year).is_working_day(day))


@lru_cache(maxsize=8)
def _russian(year: int) -> Any:
    """Making the calendar of a year takes a millisecond, and a page asks it for every day of a month."""
    import holidays

    return holidays.country_holidays("RU", years=year)
