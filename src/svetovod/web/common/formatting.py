"""The web face of `svetovod.wording.numbers`: the same values in the language of the page, and words for time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext

from svetovod.wording import numbers

DASH = "—"
NBSP = numbers.NBSP
HYPHEN = "\u2011"  # one at which no line breaks
MILLION = Decimal(10**6)


def lang() -> str:
    """`ru` or `en`: the languages `wording` speaks."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def _or_dash(say: Callable[[Any], str], value: Any) -> str:
    return DASH if value is None or value == "" else say(value)


def _decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def whole(text: str) -> str:
    """A number of a paper for a headline: not broken at its hyphens. For the eye only."""
    return text.replace("-", HYPHEN)


def number(value: Any) -> str:
    return _or_dash(lambda v: numbers.number(v if isinstance(v, int) else _decimal(v), lang()), value)


def numbered(value: Any) -> str:
    """The number of a paper or of a row: `№ 7` / `No. 7`; the sign alone does not end a line."""
    return f"{'No.' if lang() == 'en' else '№'}{NBSP}{_or_dash(str, value)}"


def money(value: Any) -> str:
    return _or_dash(lambda v: numbers.money(_decimal(v), lang()), value)


def rubles(value: Any) -> str:
    """Money without kopecks, for the eye only."""
    return _or_dash(lambda v: numbers.money(_decimal(v), lang(), kopecks=False), value)


def money_short(value: Any) -> str:
    return _or_dash(lambda v: numbers.money_short(_decimal(v), lang()), value)


def millions(value: Any, places: int = 1) -> str:
    """A cell of a column whose head says "RUB mn"."""
    step = Decimal(1).scaleb(-places)
    return _or_dash(lambda v: numbers.number((_decimal(v) / MILLION).quantize(step), lang()), value)


def share(value: Any, places: int = 2) -> str:
    """A ratio as per cent: 0.1423 is 14.23 %."""
    return _or_dash(
        lambda v: numbers.share(v if isinstance(v, Fraction) else _decimal(v), lang(), places=int(places)), value
    )


def percent(value: Any) -> str:
    """A number that is per cent already: 38 is 38 %."""
    return _or_dash(lambda v: number(v) + ("%" if lang() == "en" else f"{NBSP}%"), value)


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: Any) -> str:
    return _or_dash(lambda v: numbers.day(_local(v), lang()), value)


def day_long(value: Any) -> str:
    return _or_dash(lambda v: numbers.day_long(_local(v), lang()), value)


def day_short(value: Any) -> str:
    """Day and month, where the year is said nearby."""

    def say(v: Any) -> str:
        local = _local(v)
        return f"{local:%d.%m}" if lang() == "ru" else numbers.day(local, "en").rsplit(" ", 1)[0]

    return _or_dash(say, value)


def zone(value: datetime) -> str:
    """Moscow by its name, any other zone as its distance from Moscow: `МСК+1`."""
    offset = value.utcoffset() or timedelta()
    hours = (offset - timedelta(hours=3)) / timedelta(hours=1)
    name = "МСК" if lang() == "ru" else "MSK"
    return f"{name}{hours:+g}" if hours else name


def clock(value: Any) -> str:
    return _or_dash(lambda v: f"{_local(v):%H:%M}", value)


def moment(value: Any) -> str:
    """Day, time and zone: `22.11.2021, 18:00 МСК`."""

    def say(v: datetime) -> str:
        local = timezone.localtime(v) if timezone.is_aware(v) else timezone.make_aware(v)
        return f"{numbers.day(local, lang())}, {local:%H:%M}{NBSP}{zone(local)}"

    return _or_dash(say, value)


def deadline(value: Any) -> str:
    """A moment up to which something is accepted: midnight is said as the end of the day that it closes."""

    def say(v: datetime) -> str:
        local = timezone.localtime(v) if timezone.is_aware(v) else timezone.make_aware(v)
        if (local.hour, local.minute, local.second) != (0, 0, 0):
            return moment(v)
        return f"{numbers.day(local.date() - timedelta(days=1), lang())}, 24:00{NBSP}{zone(local)}"

    return _or_dash(say, value)


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(count: int) -> str:
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def time_left(until: datetime | None, now: datetime) -> str:
    """`2 days left`; hours are added in the last two days, minutes in the last hours; never rounded up."""
    if until is None:
        return DASH
    seconds = int((until - now).total_seconds())
    if seconds <= 0:
        return gettext("the time is over")
    days, rest = divmod(seconds, 86400)
    hours, minutes = rest // 3600, rest % 3600 // 60
    if not (days or hours):
        span = _minutes(max(minutes, 1)).replace(" ", NBSP)
        # Translators: Russian agrees the verb with the number and the gender: "осталась 1 минута".
        return npgettext("minutes", "%(span)s left", "%(span)s left", max(minutes, 1)) % {"span": span}
    if days >= 2:
        parts = [_days(days)]
    elif days:
        parts = [_days(days), *([_hours(hours)] if hours else [])]
    else:
        parts = [_hours(hours), *([_minutes(minutes)] if minutes and hours < 6 else [])]
    span = " ".join(part.replace(" ", NBSP) for part in parts)
    # Translators: Russian agrees the verb with the first number: "остался 1 день", "осталось 2 дня".
    return ngettext("%(span)s left", "%(span)s left", days or hours) % {"span": span}
