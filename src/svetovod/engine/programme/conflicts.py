"""What in a programme cannot be held: a hall or a speaker asked for twice, too few seats, no time to get to a visit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

VISIT, BREAK = "visit", "break"


@dataclass(frozen=True, slots=True)
class Entry:
    """`speakers` are keys of `Plan.speakers`; `travel` are the minutes of the ride there, for a visit."""

    key: int
    kind: str
    start: datetime
    end: datetime
    hall: str = ""
    speakers: tuple[int, ...] = ()
    expected: int | None = None
    travel: int = 0

    def meets(self, other: "Entry") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Speaker:
    """`away`: from when till when the speaker cannot be had."""

    key: int
    away: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`seats` of the halls whose number of seats is known."""

    entries: tuple[Entry, ...]
    speakers: tuple[Speaker, ...] = ()
    seats: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """`code` says what is wrong, `entries` with what; `speaker`, `hall`, `need` and `have` belong to the code."""

    code: str
    entries: tuple[int, ...]
    speaker: int | None = None
    hall: str = ""
    need: int = 0
    have: int = 0


def clashes(plan: Plan) -> list[Clash]:
    """All of them, in the order of the programme."""
    ordered = sorted(plan.entries, key=lambda each: (each.start, each.end, each.key))
    places = {entry.key: place for place, entry in enumerate(ordered)}
    found = [*_twice(ordered), *_away(plan, ordered), *_seats(plan, ordered), *_rides(ordered)]
    return sorted(found, key=lambda each: (places[each.entries[0]], each.code, each.entries, each.speaker or 0))


def _twice(ordered: list[Entry]) -> Iterator[Clash]:
    """Two entries at one time in one hall, or with one speaker."""
    for one, other in combinations(ordered, 2):
        if not one.meets(other):
            continue
        if one.hall and one.hall == other.hall:
            yield Clash("hall.twice", (one.key, other.key), hall=one.hall)
        for speaker in sorted(set(one.speakers) & set(other.speakers)):
            yield Clash("speaker.twice", (one.key, other.key), speaker=speaker)


def _away(plan: Plan, ordered: list[Entry]) -> Iterator[Clash]:
    away = {speaker.key: speaker.away for speaker in plan.speakers}
    for entry in ordered:
        for speaker in entry.speakers:
            if any(start < entry.end and entry.start < end for start, end in away.get(speaker, ())):
                yield Clash("speaker.away", (entry.key,), speaker=speaker)


def _seats(plan: Plan, ordered: list[Entry]) -> Iterator[Clash]:
    for entry in ordered:
        have = plan.seats.get(entry.hall)
        if have is not None and entry.expected is not None and entry.expected > have:
            yield Clash("hall.seats", (entry.key,), hall=entry.hall, need=entry.expected, have=have)


def _rides(ordered: list[Entry]) -> Iterator[Clash]:
    """Whoever goes on a visit must get there from what is before it, and back to what is after it.

    What is held at the same time as the visit is for those who stay; a break may be cut short.
    """
    for visit in ordered:
        if visit.kind != VISIT or not visit.travel:
            continue
        ride = timedelta(minutes=visit.travel)
        for entry in ordered:
            if entry.kind in {VISIT, BREAK} or entry.meets(visit) or entry.start.date() != visit.start.date():
                continue
            gap = visit.start - entry.end if entry.end <= visit.start else entry.start - visit.end
            if gap < ride:
                minutes = int(gap / timedelta(minutes=1))
                yield Clash("visit.ride", (visit.key, entry.key), need=visit.travel, have=minutes)
