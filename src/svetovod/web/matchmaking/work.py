"""The job of a calculation: the engine in processes of its own, progress and the wish to stop through the database."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.utils import timezone

from . import bridge
from .enums import RunKind, RunState
from .models import ScheduleRun
from .services.computing import run_begin, run_compare, run_fail, run_finish, run_progress, run_seen

EVERY = 1.0  # seconds between two looks into the database
LOST = timedelta(seconds=30)  # a calculation is seen every second: whoever began this one was killed
UNHEARD = timedelta(minutes=2)  # a job that nobody has begun by then was lost, or the worker is busy: it is asked again
log = logging.getLogger(__name__)


def never() -> bool:
    return False


def run(run_id: int, *, at: datetime, leave: Callable[[], bool] = never) -> None:
    """Carries out what was asked for; asked twice, it does it once. `leave`: the worker is being stopped."""
    row = run_begin(run_id=run_id)
    if row is None:
        return
    try:
        run_compare(run_id=run_id, greedy=bridge.greedy(row.problem))
        result = _compute(row, leave)
    except Exception:  # whatever it was, the organiser must see that nothing is to be waited for
        log.exception("schedule of meetings, calculation %s", run_id)
        run_fail(run_id=run_id, at=at)
        return
    run_finish(run_id=run_id, result=result, at=at)


def _compute(row: ScheduleRun, leave: Callable[[], bool]) -> dict[str, Any]:
    stop = NowAndThen(lambda: run_seen(row.pk) or leave())
    if row.kind == RunKind.REPAIR:
        return bridge.repair(row.problem, seconds=row.seconds, stop=stop)
    note = NowAndThen(lambda progress: run_progress(run_id=row.pk, progress=progress))

    def tell(progress: dict[str, Any]) -> None:
        note(progress)

    return bridge.solve(row.problem, seconds=row.seconds, stop=stop, tell=tell)


class NowAndThen:
    """Asks at most once a second; in between it says what it was told last."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask, self._next, self._said = ask, 0.0, False

    def __call__(self, *what: Any) -> bool:
        if monotonic() >= self._next:
            self._next = monotonic() + EVERY
            self._said = bool(self._ask(*what))
        return self._said


def lost(real_now: datetime | None = None) -> list[int]:
    """Calculations whose worker was killed in the middle."""
    before = (real_now or timezone.now()) - LOST
    rows = ScheduleRun.objects.filter(state=RunState.RUNNING, begun_at__lt=before)
    return list(rows.exclude(seen_at__gte=before).values_list("pk", flat=True))


def waiting(real_now: datetime | None = None) -> list[int]:
    before = (real_now or timezone.now()) - UNHEARD
    rows = ScheduleRun.objects.filter(state=RunState.QUEUED, asked_at__lt=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))
