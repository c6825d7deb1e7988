"""Programmes, visits and presentations to the engine and its answers back; the only file that knows the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from svetovod.engine import programme

Plain = dict[str, Any]


def clashes(
    entries: Iterable[Plain], speakers: Mapping[int, Sequence[tuple[datetime, datetime]]], seats: Mapping[str, int]
) -> list[Plain]:
    """Of entries with `key, kind, start, end, hall, speakers, expected, travel`: what cannot be held."""
    plan = programme.Plan(
        tuple(programme.Entry(**row) for row in entries),
        tuple(programme.Speaker(key, tuple(away)) for key, away in speakers.items()),
        dict(seats),
    )
    return [asdict(each) for each in programme.clashes(plan)]


def difference(before: Sequence[Plain], after: Sequence[Plain]) -> list[Plain]:
    return [
        {"what": each.what, "key": each.key, "before": each.before, "after": each.after}
        for each in programme.difference(before, after)
    ]
