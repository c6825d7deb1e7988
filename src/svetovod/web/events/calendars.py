"""Calendar files (iCalendar): the session, and the visit one chose.

An entry keeps its identity and its SEQUENCE grows, so that a calendar takes the newer of two; what is off stays in the
file as cancelled, so that a calendar takes it out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from .enums import ItemKind, Precision, SessionState
from .leading import Selection, Stage
from .models import PracticalSession, Registration, Visit

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODUCT = "-//Svetovod//svetovod//"
History = tuple[Mapping[int, int], Iterable[Any]]


def session_ics(
    session: PracticalSession, *, at: datetime, registration: Registration | None = None, history: History = ({}, ())
) -> bytes:  # fmt: skip
    """All days of the session as one entry; of a registration its visit with hours and meeting point as another."""
    own = _visits(session, registration, at, history[0]) if registration is not None else ()
    return _calendar([_days(session, at), *own])


def _calendar(events: "Iterable[Event]", name: str = "") -> bytes:
    """With the rules of every time zone that is named in it: a reader need not know them."""
    from icalendar import Calendar  # heavy: only where a calendar is made

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.subcomponents[:0] = [_zone(name) for name in sorted(calendar.get_missing_tzids())]
    return bytes(calendar.to_ical())


@cache
def _zone(name: str) -> "Timezone":
    """Sixty years of changes, looked for day by day: dearer than the whole rest of a calendar, and always the same."""
    from icalendar import Timezone

    return Timezone.from_tzid(name)


def _event() -> "Event":
    from icalendar import Event

    return Event()


def series_ics(sessions: Iterable[PracticalSession], ahead: Iterable[Selection], *, at: datetime) -> bytes:
    """All sessions of a series in one calendar, with what each demands: papers and registration until their moments.

    The dates of the selections it leads to stand in it as they are announced."""
    events = []
    for session in sessions:
        days = _days(session, at)
        if session.precision == Precision.DAY:
            events.append(days)
        elif any(change.precision == Precision.DAY for change in session.date_changes.all()):
            days["status"] = "CANCELLED"  # a month or a quarter is no day to be there: the earlier one is off
            events.append(days)
        for what, words in (
            ("papers_until", _("Papers of projects until")),
            ("registration_until", _("Registration until")),
        ):
            events.append(_deadline(session, what, words, at))
    events += [_stage(selection, stage, at) for selection in ahead for stage in selection.stages]
    return _calendar(events)


def _deadline(session: PracticalSession, what: str, words: str, at: datetime) -> "Event":
    event = _event()
    event.add("uid", f"{what}-{session.slug}@svetovod")
    event.add("sequence", _postponed(session))
    event.add("dtstamp", at)
    event.add("dtstart", getattr(session, what).astimezone(UTC))
    event.add("summary", f"{words}: {session.place}")
    event.add("description", session.title)
    if session.state == SessionState.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _stage(selection: Selection, stage: Stage, at: datetime) -> "Event":
    event = _event()
    event.add("uid", f"{stage.key}@svetovod")
    event.add("sequence", stage.revision)
    event.add("dtstamp", at)
    event.add("dtstart", stage.at.astimezone(UTC))
    event.add("summary", stage.words)
    event.add("description", selection.title)
    if stage.off:
        event.add("status", "CANCELLED")
    return event


def _days(session: PracticalSession, at: datetime) -> "Event":
    event = _event()
    event.add("uid", f"session-{session.slug}@svetovod")
    event.add("sequence", _postponed(session))
    event.add("dtstamp", at)
    event.add("dtstart", session.starts_on)
    event.add("dtend", session.ends_on + timedelta(days=1))
    event.add("summary", session.title)
    event.add("location", session.place)
    if session.state == SessionState.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _postponed(session: PracticalSession) -> int:
    """How often; to be called off is one change more."""
    prefetch_related_objects([session], "date_changes")
    return len(session.date_changes.all()) + (session.state == SessionState.CANCELLED)


def programme_ics(
    session: PracticalSession, days: Iterable[tuple[date, Iterable[Any]]], *, at: datetime, history: History,
    registration: Registration | None = None,
) -> bytes:  # fmt: skip
    """Every entry in the time of the place; for a registration the visit it has, and no other.

    `history`: how often each entry was changed, by which a calendar knows the newer, and entries taken out, which stand
    as cancelled so that a calendar takes them out too.
    """
    revisions, gone = history
    own = registration is not None
    entries = [item for _day, items in days for item in items]
    there = {item.pk for item in entries}
    events = [_entry(session, item, at, revisions) for item in entries if not own or item.kind != ItemKind.VISIT]
    for item in (each for each in gone if each.pk not in there):
        event = _entry(session, item, at, revisions)
        event["status"] = "CANCELLED"
        events.append(event)
    if registration is not None:
        events += _visits(session, registration, at, revisions)
    return _calendar(events, session.title)


def _entry(session: PracticalSession, item: Any, at: datetime, revisions: Mapping[int, int]) -> "Event":
    event = _event()
    event.add("uid", f"entry-{item.pk}@svetovod")
    event.add("sequence", revisions.get(item.pk, 0))
    _times(event, session, item, at)
    event.add("summary", item.title)
    event.add("location", ", ".join(filter(None, (item.hall, session.place))))
    if item.speaker:
        event.add("description", item.speaker)
    return event


def _times(event: "Event", session: PracticalSession, item: Any, at: datetime) -> None:
    event.add("dtstamp", at)
    zone = ZoneInfo(session.zone)
    for name, time in (("dtstart", item.start), ("dtend", item.end)):
        event.add(name, datetime.combine(item.day, time, zone))
    if session.state == SessionState.CANCELLED:
        event.add("status", "CANCELLED")


def _visits(
    session: PracticalSession, registration: Registration, at: datetime, revisions: Mapping[int, int]
) -> "Iterator[Event]":  # fmt: skip
    """The visit it has, and as cancelled those it had before, by the history of its row."""
    mine = registration.visit
    had = registration.events.exclude(visit=None).values("visit")  # type: ignore[attr-defined]
    if mine is not None:
        yield _visit(session, mine, at, revisions.get(mine.item_id, 0) + registration.revision)
    for visit in Visit.objects.filter(pk__in=had).exclude(pk=mine.pk if mine else 0).select_related("item", "host"):
        event = _visit(session, visit, at, revisions.get(visit.item_id, 0) + registration.revision)
        event["status"] = "CANCELLED"
        yield event


def _visit(session: PracticalSession, visit: Visit, at: datetime, sequence: int) -> "Event":
    item, event = visit.item, _event()
    event.add("uid", f"visit-{visit.pk}@svetovod")
    event.add("sequence", sequence)
    _times(event, session, item, at)
    event.add("summary", f"{item.title}: {visit.host.name}")
    event.add("location", visit.meeting_point or session.place)
    return event
