"""Domain time: what day it is for deadlines and law. Sign-in, tokens, mail and `recorded_at` use real time.

Production has real time only. The demonstration's clock stands on a chosen day; the hours of that day go on, so that
events of one sitting keep their order, and never run into the next day.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from svetovod.web.common.prepared import Prepared

from .models import DomainClock

_CLOCK = Prepared(lambda: DomainClock.objects.filter(pk=1))


@dataclass(frozen=True, slots=True)
class Clock:
    """What pages show in the banner: the domain moment, whether it was moved, whether the future is shown."""

    moment: datetime
    moved: bool = False
    show_future: bool = False

    @property
    def day(self) -> str:
        return timezone.localtime(self.moment).date().isoformat()


def read(real: datetime | None = None) -> Clock:
    """The clock now (one query in the demonstration, none in production)."""
    real = real or timezone.now()
    if not settings.DEMO:
        return Clock(moment=real)
    row = next(iter(DomainClock.objects.raw(*_CLOCK.statement())), None)
    if row is None or row.moment is None or row.set_at is None:
        return Clock(moment=real)
    set_ = Clock(moment=row.moment, moved=True, show_future=row.show_future)
    return later(set_, real - row.set_at)


def later(clock: Clock, by: timedelta) -> Clock:
    """The same clock after so much real time."""
    moment = clock.moment + by
    if clock.moved:
        day = timezone.localtime(clock.moment).date()
        moment = min(moment, timezone.make_aware(datetime.combine(day, time.max)))
    return replace(clock, moment=moment)


def now() -> datetime:
    """The domain moment, for jobs and commands; requests carry theirs as `request.moment`."""
    return read().moment
