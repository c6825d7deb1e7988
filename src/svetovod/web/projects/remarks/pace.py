"""How the team keeps the days of remarks: which were answered in time, how long an answer took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.utils import timezone

from svetovod.web.projects.enums import RemarkAction, RemarkState

from .terms import terms

ANSWERS = {RemarkAction.ACCEPT, RemarkAction.FIX, RemarkAction.DECLINE}


@dataclass(frozen=True, slots=True)
class Pace:
    """`answered` remarks of which `in_time` by their day (or with none), `days` the median wait, `late` now."""

    answered: int
    in_time: int
    days: int
    late: int


def is_late(remark: Any, on: date) -> bool:
    """Not answered by its day, or not mended by the day that was promised."""
    day = {RemarkState.NEW: remark.answer_by, RemarkState.ACCEPTED: remark.due}.get(remark.state)
    return day is not None and day < on


def pace(remarks: Iterable[Any], on: date) -> Pace | None:
    """None while nothing was answered and nothing is late. Remarks come with their replies."""
    rows = list(remarks)
    waits = [found for row in rows if (found := _first_answer(row, list(row.replies.all()))) is not None]
    late = sum(is_late(row, on) for row in rows)
    if not waits and not late:
        return None
    middle = int(median(days for days, _kept in waits)) if waits else 0
    return Pace(len(waits), sum(kept for _days, kept in waits), middle, late)


def _first_answer(remark: Any, replies: Sequence[Any]) -> tuple[int, bool] | None:
    """Days from the remark to its first answer, and whether that was by the day it was to be answered first."""
    first = next((reply for reply in replies if reply.action in ANSWERS), None)
    if first is None:
        return None
    made, told = timezone.localdate(remark.created_at), timezone.localdate(first.at)
    by = terms().answer_by(remark.severity, made)
    return (told - made).days, by is None or told <= by
