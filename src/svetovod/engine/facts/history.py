"""What an item was, day by day: its value over all editions of the act, and the periods in which nothing changes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from .shapes import DatedValue
from .store import Facts

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, `value` is what `Facts.value` says on each; `end` None = to this day.

    `value` None means that no requirement is listed.
    """

    start: date
    end: date | None
    value: DatedValue | None


def breaks(facts: Facts, key: str, until: date | None) -> tuple[date, ...]:
    """The days up to `until` on which the answer may change: governing editions, begins and ends of values."""
    item = facts.item(key)
    editions = [edition.on for edition in facts.act(item.act).editions if edition.governs]
    days = {*editions, *(value.start for value in item.values)}
    days |= {value.end + _DAY for value in item.values if value.end is not None}
    return tuple(sorted(day for day in days if day >= min(editions) and (until is None or day <= until)))


def history(facts: Facts, key: str, until: date | None = None) -> tuple[Period, ...]:
    """The periods in order, the last one open; neighbours that say the same are one."""
    days = breaks(facts, key, until)
    ends = [day - _DAY for day in days[1:]]
    periods: list[Period] = []
    for start, end in zip_longest(days, ends):
        value = facts.value(key, start)
        if periods and periods[-1].value == value:
            periods[-1] = replace(periods[-1], end=end)
        else:
            periods.append(Period(start, end, value))
    return tuple(periods)
