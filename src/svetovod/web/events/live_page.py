"""The hall while projects are presented: the run sheet, its clock, what is written and asked. Time is the server's."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from .enums import OPEN_NOTES, QUEUED, NoteState, QuestionState
from .models import Pitch, ProgrammeItem

MINUTE = timedelta(minutes=1)


def hours(item: ProgrammeItem) -> tuple[datetime, datetime]:
    """When the entry begins and ends, in the time of the place."""
    zone = ZoneInfo(item.session.zone)
    return datetime.combine(item.day, item.start, zone), datetime.combine(item.day, item.end, zone)


def pitches_of(item: ProgrammeItem) -> Any:
    """Presentations that have their hour within the entry, in the hall of the entry."""
    begins, ends = hours(item)
    return item.session.pitches.filter(slot__gte=begins, slot__lt=ends, hall=item.hall)


@dataclass(frozen=True, slots=True)
class Line:
    """One presentation of the run sheet. `left` are seconds until its time is up, below nought past it."""

    pitch: Pitch
    minutes: int
    state: str
    left: int = 0
    late: int = 0

    @property
    def clock(self) -> str:
        """Minutes and seconds as a clock in a hall shows them, with a minus past the end."""
        minutes, seconds = divmod(abs(self.left), 60)
        return f"{'−' if self.left < 0 else ''}{minutes}:{seconds:02}"

    @property
    def over(self) -> bool:
        return self.left < 0


@dataclass(frozen=True, slots=True)
class RunSheet:
    lines: tuple[Line, ...]

    @property
    def now(self) -> Line | None:
        return next((line for line in self.lines if line.state == "now"), None)

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.state == "next"), None)

    @property
    def done(self) -> int:
        return sum(line.state == "done" for line in self.lines)

    @property
    def late(self) -> int:
        """Minutes behind the plan: of what is heard now, or of what should have begun."""
        line = self.now or self.next
        return line.late if line else 0


def run_sheet(item: ProgrammeItem, at: datetime) -> RunSheet:
    found = list(pitches_of(item).select_related("project__cluster", "project__initiator", "version"))
    each = _planned(item, found)
    return RunSheet(tuple(_line(pitch, each, at) for pitch in found))


def _planned(item: ProgrammeItem, found: list[Pitch]) -> timedelta:
    """How long one is heard: the shortest way from one hour to the next; alone, the whole entry."""
    begins, ends = hours(item)
    gaps = [later.slot - earlier.slot for earlier, later in pairwise(found) if earlier.slot and later.slot]
    return min((gap for gap in gaps if gap >= MINUTE), default=ends - begins)


def _line(pitch: Pitch, each: timedelta, at: datetime) -> Line:
    minutes = each // MINUTE
    if pitch.ended_at:
        return Line(pitch, minutes, "done")
    slot = pitch.slot or at
    if pitch.started_at is None:
        return Line(pitch, minutes, "next", late=max((at - slot) // MINUTE, 0))
    left = int((pitch.started_at + each - at).total_seconds())
    behind = max(pitch.started_at - slot, timedelta()) + max(timedelta(seconds=-left), timedelta())
    return Line(pitch, minutes, "now", left=left, late=behind // MINUTE)


def notes_of(pitch: Pitch | None, *, text: bool) -> dict[str, Any]:
    """What experts write to the presentation: how many of each state; words only of those left to the moderator."""
    if pitch is None:
        return {"counts": [], "ready": []}
    rows = list(pitch.notes.exclude(state=NoteState.DROPPED).select_related("expert"))
    counted = Counter((row.expert.name, row.state) for row in rows)
    names = sorted({row.expert.name for row in rows})
    counts = [
        {"name": name, "open": sum(counted[name, state] for state in OPEN_NOTES),
         "sent": counted[name, NoteState.RELEASED]}
        for name in names
    ]  # fmt: skip
    return {"counts": counts, "ready": [row for row in rows if text and row.state == NoteState.READY]}


def queue(item: ProgrammeItem, *states: str) -> list[Any]:
    """Questions by how many want the answer, then by time; what is on the screen first."""
    rows = item.questions.filter(state__in=states or QUEUED).select_related("asker", "pitch__project")
    found = list(rows.prefetch_related("backers"))
    return sorted(found, key=lambda row: (row.state != QuestionState.SHOWN, -len(row.backers.all()), row.asked_at))
