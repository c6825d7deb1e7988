"""The slots of a session's meetings: an item of the programme cut into equal parts around a pause."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from svetovod.web.common import formatting

from .models import MeetingPlan


@dataclass(frozen=True, slots=True)
class Slot:
    """`number` from 1; `morning`: before the pause."""

    number: int
    day: date
    start: time
    end: time
    morning: bool

    @property
    def begins_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.start))

    @property
    def ends_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.end))

    @property
    def said(self) -> str:
        return f"{formatting.clock(self.start)}\u2013{formatting.clock(self.end)}"


def slots_of(plan: MeetingPlan) -> list[Slot]:
    """In their order; what does not fill a slot before the pause or the end is left over."""
    item, step = plan.item, timedelta(minutes=plan.minutes)
    found: list[Slot] = []
    for start, end, morning in _halves(plan):
        at = start
        while at + step <= end:
            found.append(Slot(len(found) + 1, item.day, at.time(), (at + step).time(), morning))
            at += step
    return found


def _halves(plan: MeetingPlan) -> list[tuple[datetime, datetime, bool]]:
    item = plan.item
    start, end = (datetime.combine(item.day, each) for each in (item.start, item.end))
    if plan.pause_from is None or not plan.pause_minutes:
        return [(start, end, True)]
    pause = datetime.combine(item.day, plan.pause_from)
    after = pause + timedelta(minutes=plan.pause_minutes)
    return [(start, min(pause, end), True), (max(after, start), end, False)]


def begun(slots: list[Slot], at: datetime) -> set[int]:
    """Numbers of the slots that have begun: nothing is planned into them any more."""
    return {slot.number for slot in slots if slot.begins_at <= at}


def tables_of(plan: MeetingPlan) -> list[int]:
    """Numbers of the tables that can be used."""
    return [number for number in range(1, plan.tables + 1) if number not in plan.lost]
