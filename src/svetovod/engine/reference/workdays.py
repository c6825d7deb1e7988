"""Terms in working days by the Russian production calendar, with the pause for papers that were returned.

A term begins on the day after what starts it. While papers are returned it stands still: the day of the return still
counts, the day they come back does not.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

DAY = timedelta(days=1)
SATURDAY = 5
# article 112 of the Labour Code: for years whose decree is not in the data
_JANUARY = range(1, 9)
_HOLIDAYS = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
# (day of the return, day the papers came back or None)
Pause = tuple[date, date | None]


class Year(NamedTuple):
    """The days of one year that are not what their weekday says.

    `decree` is the one that moves days off, by a number nobody has compared with its text; empty, and `known` False,
    where there is none yet.
    """

    off: frozenset[date]
    working: frozenset[date]
    decree: str
    known: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Days of a term that count, or that stand still; `off` are weekdays off and `worked` weekends worked in it."""

    first: date
    last: date
    paused: bool
    calendar: int
    working: int
    off: tuple[date, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """`due` is None while the term stands still; `counted` says how many of `days` are behind then.

    `unknown` are the years of the term whose transfers of days off no decree has fixed yet: the day may shift.
    """

    days: int
    counted: int
    due: date | None
    spans: tuple[Span, ...]
    unknown: tuple[int, ...]

    @property
    def estimated(self) -> bool:
        return bool(self.unknown)


def is_working(day: date) -> bool:
    year = calendar(day.year)
    return day in year.working or (day.weekday() < SATURDAY and day not in year.off)


def working_from(day: date) -> date:
    """The day itself where it is a working one, else the next that is."""
    while not is_working(day):
        day += DAY
    return day


def between(after: date, last: date) -> int:
    """Working days after `after` up to `last`; negative when `last` is the earlier one."""
    if last < after:
        return -between(last, after)
    return sum(is_working(after + DAY * n) for n in range(1, (last - after).days + 1))


def term(start: date, days: int, pauses: Sequence[Pause] = ()) -> Term:
    """The term of `days` working days that begins after `start`."""
    spans: list[Span] = []
    counted, day, first = 0, start, start + DAY
    ordered = sorted(pauses, key=lambda pause: pause[0])
    while counted < days:
        stopped = _stop(ordered, day)
        if stopped is not None:
            if day >= first:
                spans.append(_span(first, day, paused=False))
            if stopped[1] is None:
                return Term(days, counted, None, tuple(spans), _unknown(start, day))
            if stopped[1] > day:
                spans.append(_span(day + DAY, stopped[1], paused=True))
            ordered = ordered[ordered.index(stopped) + 1 :]
            day = max(day, stopped[1])
            first = day + DAY
            continue
        day += DAY
        counted += is_working(day)
    if day >= first:
        spans.append(_span(first, day, paused=False))
    return Term(days, counted, day, tuple(spans), _unknown(start, day))


def _stop(pauses: Sequence[Pause], day: date) -> Pause | None:
    """The first pause that has begun by the evening of `day`."""
    return next((pause for pause in pauses if pause[0] <= day), None)


def _span(first: date, last: date, *, paused: bool) -> Span:
    inside = [first + DAY * n for n in range((last - first).days + 1)]
    return Span(
        first, last, paused, len(inside), sum(map(is_working, inside)),
        tuple(d for d in inside if d.weekday() < SATURDAY and not is_working(d)),
        tuple(d for d in inside if d.weekday() >= SATURDAY and is_working(d)),
    )  # fmt: skip


def _unknown(first: date, last: date) -> tuple[int, ...]:
    return tuple(year for year in range(first.year, last.year + 1) if not calendar(year).known)


@cache
def calendar(year: int) -> Year:
    """The year by its decree; by the Labour Code alone where no decree is in the data."""
    return _years().get(year) or Year(frozenset(_statutory(year)), frozenset(), "", known=False)


@cache
def _years() -> dict[int, Year]:
    text = (files(__package__) / "data" / "workdays.toml").read_text(encoding="utf-8")
    return {
        row["year"]: Year(
            _days(row["year"], row["off"]), _days(row["year"], row["working"]), row["decree"], known=bool(row["decree"])
        )
        for row in tomllib.loads(text)["years"]
    }  # fmt: skip


def _days(year: int, texts: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{text}") for text in texts)


def _statutory(year: int) -> list[date]:
    """Holidays of the Labour Code; one on a weekend moves to the next day after it, those of January do not."""
    found = [date(year, 1, day) for day in _JANUARY]
    for month, day in _HOLIDAYS:
        holiday = date(year, month, day)
        while holiday.weekday() >= SATURDAY or holiday in found:
            holiday += DAY
        found.append(holiday)
    return found
