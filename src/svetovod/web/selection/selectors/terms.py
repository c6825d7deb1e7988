"""Ends of terms. Days are counted from the one after the event and the last one lasts until midnight; a term whose last
day is a day off ends with the next working day: articles 191, 193 and 194 of the Civil Code.

A moment an officer names is moved likewise, and keeps its hour. Announced dates of the round stay as announced.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from svetovod.web.selection import bridge
from svetovod.web.selection.reckoning import bridge as reckoning

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class End:
    """`until` is the first moment too late, `counted` the last day as it was counted or named, `last` the one it is.

    `estimated`: no decree has fixed the days off of that year yet, the day may shift.
    """

    until: datetime
    counted: date
    last: date
    estimated: bool

    @property
    def moved(self) -> bool:
        return self.counted != self.last


def after(start: datetime, days: int) -> End:
    """So many calendar days after an event."""
    return named(_midnight(timezone.localtime(start).date() + DAY * (days + 1)))


def after_working(start: datetime, days: int) -> End:
    """So many working days after an event, by the production calendar."""
    last, known = reckoning.working_after(timezone.localtime(start).date(), days)
    return End(_midnight(last + DAY), last, last, estimated=not known)


def before_working(until: datetime, days: int) -> datetime:
    """The beginning of the day that so many working days, itself the first, part from the day of the end."""
    return _midnight(reckoning.working_before(timezone.localtime(until).date(), days))


def named(until: datetime) -> End:
    """Midnight is the end of the day before."""
    local = timezone.localtime(until)
    counted = local.date() - DAY if local.time() == time() else local.date()
    last, known = bridge.working_from(counted)
    return End(_put_off(local, last - counted), counted, last, estimated=not known)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _put_off(local: datetime, by: timedelta) -> datetime:
    """By the clock on the wall."""
    return timezone.make_aware(timezone.make_naive(local) + by)
