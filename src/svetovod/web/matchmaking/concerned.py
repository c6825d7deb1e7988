"""What publishing a calculation would change in the schedule in force, and who would be told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from . import selectors
from .grid import Slot
from .models import Meeting, MeetingProfile, ScheduleRun


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting before and after; a side is None where it has no place there."""

    said: str
    before: tuple[Slot, int] | None
    after: tuple[Slot, int] | None


@dataclass(frozen=True, slots=True)
class Changes:
    meetings: Sequence[Change]
    concerned: Sequence[MeetingProfile]


def changes(
    run: ScheduleRun,
    agreed: Mapping[int | str, selectors.Agreement],
    found: Collection[Meeting],
    slots: Collection[Slot],
) -> Changes:
    """Of a calculation with a schedule; what holds already is left out."""
    hours, result = {slot.number: slot for slot in slots}, run.result or {}
    there = {each.code: (each.slot, each.table) for each in found}
    rows: list[Change] = []
    concerned: dict[int, MeetingProfile] = {}
    for asked, slot, table in zip(run.problem["meetings"], result["slots"], result["tables"], strict=True):
        agreement, old = agreed.get(asked["wish"]), there.get(asked["wish"])
        new = (slot, table) if slot is not None else None
        if agreement is None or old == new:
            continue
        rows.append(Change(agreement.said, _place(hours, old), _place(hours, new)))
        concerned |= {each.pk: each for each in agreement.people}
    return Changes(rows, sorted(concerned.values(), key=lambda each: each.name))


def _place(hours: Mapping[int, Slot], place: tuple[int, int] | None) -> tuple[Slot, int] | None:
    return (hours[place[0]], place[1]) if place and place[0] in hours else None
