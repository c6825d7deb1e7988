"""The critical path method (Kelley and Walker, 1959) on planned days: one pass forward, one pass back."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from .plan import Conflict, ConflictKind, PlacedStage, Schedule, Stage, day_before


def compute(stages: Sequence[Stage], *, start: date | None, end: date | None) -> Schedule:
    """Slack of each stage, the critical path and everything that cannot hold. Linear in stages and links.

    `start` and `end` are the project's own days, None while unknown. Keys must differ: `ValueError` otherwise.
    A stage that nothing comes before begins on its planned day; no stage is moved.
    """
    by_key = {stage.key: stage for stage in stages}
    if len(by_key) < len(stages):
        raise ValueError("two stages have the same key")
    broken = tuple(_broken(stages, by_key))
    if broken or not stages:
        return Schedule(conflicts=broken)
    order = [by_key[key] for key in TopologicalSorter({s.key: s.after for s in stages}).static_order()]
    last = max(stage.end for stage in stages)
    latest = _latest(order, last)
    placed = tuple(PlacedStage(stage, latest[stage.key]) for stage in stages)
    return Schedule(
        stages=placed,
        path=_path(placed, last),
        conflicts=tuple(_conflicts(stages, by_key, start, end)),
        end=last,
        soonest=_soonest(order),
    )


def _broken(stages: Sequence[Stage], by_key: dict[str, Stage]) -> Iterator[Conflict]:
    for stage in stages:
        if stage.end < stage.start:
            yield Conflict(ConflictKind.BACKWARDS, stage.key, days=(stage.start - stage.end).days)
        if unknown := tuple(key for key in stage.after if key not in by_key):
            yield Conflict(ConflictKind.UNKNOWN, stage.key, unknown)
    circle = _circle(stages)
    if circle:
        yield Conflict(ConflictKind.CYCLE, circle[0], circle[1:])


def _circle(stages: Sequence[Stage]) -> tuple[str, ...]:
    """One circle of waiting, from the stage that comes first in the plan; empty where there is none."""
    sorter = TopologicalSorter({stage.key: stage.after for stage in stages})
    try:
        sorter.prepare()
    except CycleError as error:
        keys = error.args[1][:-1]
        place = {stage.key: index for index, stage in enumerate(stages)}
        first = min(range(len(keys)), key=lambda i: place[keys[i]])
        return (*keys[first:], *keys[:first])
    return ()


def _latest(order: Sequence[Stage], last: date) -> dict[str, date]:
    """Back from the last day: a stage ends before the latest beginning of whatever waits for it."""
    latest = {stage.key: last for stage in order}
    for stage in reversed(order):
        begins = latest[stage.key] - timedelta(days=stage.days - 1)
        for key in stage.after:
            latest[key] = min(latest[key], day_before(begins))
    return latest


def _soonest(order: Sequence[Stage]) -> date:
    """Forward: a stage begins the day after the last of those it waits for."""
    ends: dict[str, date] = {}
    for stage in order:
        begins = max((ends[key] + timedelta(days=1) for key in stage.after), default=stage.start)
        ends[stage.key] = begins + timedelta(days=stage.days - 1)
    return max(ends.values())


def _path(placed: Sequence[PlacedStage], last: date) -> tuple[str, ...]:
    """From the stage that ends last back over those that hold the next one's beginning; of two alike the earlier.

    A stage without slack that ends long before holds another one: it is critical by another chain.
    """
    by_key = {each.stage.key: each for each in placed}
    current: PlacedStage | None = next(each for each in placed if each.stage.end == last)
    path = []
    while current is not None:
        path.append(current.stage.key)
        begins = current.stage.start
        before = (by_key[key] for key in current.stage.after)
        holding = (each for each in before if each.stage.end >= day_before(begins))
        current = max(holding, key=lambda each: each.stage.end, default=None)
    return tuple(reversed(path))


def _conflicts(
    stages: Sequence[Stage], by_key: dict[str, Stage], start: date | None, end: date | None
) -> Iterator[Conflict]:
    for stage in stages:
        for key in stage.after:
            days = (by_key[key].end - stage.start).days + 1
            if days > 0:
                yield Conflict(ConflictKind.OVERLAP, stage.key, (key,), days)
        if start is not None and stage.start < start:
            yield Conflict(ConflictKind.EARLY, stage.key, days=(start - stage.start).days)
        if end is not None and stage.end > end:
            yield Conflict(ConflictKind.LATE, stage.key, days=(stage.end - end).days)
