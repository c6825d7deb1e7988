"""When will a project be ready, if it goes on as it went: points left over days, no model, so that it can be argued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

LEAST_DAYS = 7
LONGEST_DAYS = 3650


class Going(StrEnum):
    """UNKNOWN: fewer than `LEAST_DAYS` days are known. STALLED: no point was closed since the first day."""

    READY = "ready"
    FORECAST = "forecast"
    STALLED = "stalled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """So many obligatory points were left on the day."""

    on: date
    left: int


@dataclass(frozen=True, slots=True)
class Pace:
    """`per_week` is how many points were closed a week from the first mark to the last, `by` the day none is left."""

    going: Going
    rests_on: tuple[Mark, ...]
    per_week: Fraction | None = None
    by: date | None = None


def ready_by(marks: Sequence[Mark]) -> Pace:
    """The forecast on the day of the last mark. Marks of one day count as the last of them.

    Raises `ValueError` where there is none.
    """
    known = tuple(Mark(on, left) for on, left in sorted({mark.on: mark.left for mark in marks}.items()))
    if not known:
        raise ValueError("a forecast needs at least one mark")
    first, last = known[0], known[-1]
    days, closed = (last.on - first.on).days, first.left - last.left
    if last.left == 0:
        return Pace(Going.READY, known, by=last.on)
    if days < LEAST_DAYS:
        return Pace(Going.UNKNOWN, known)
    if closed <= 0:
        return Pace(Going.STALLED, known)
    need = -(-last.left * days // closed)  # whole days, up
    by = last.on + timedelta(days=need) if need <= LONGEST_DAYS else None
    return Pace(Going.FORECAST, known, Fraction(closed * 7, days), by)
