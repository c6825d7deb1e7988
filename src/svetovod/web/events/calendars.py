"""Calendar files (iCalendar): the session, and the visit one chose."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .enums import ItemKind, Precision, SessionState
from .leading import Selection, Stage
from .models import PracticalSession, Registration, Visit

PRODUCT = "-//Svetovod//svetovod//"
History = tuple[Mapping[int, int], Iterable[Any]]


def session_ics(session: PracticalSession, *, at: datetime, visit: Visit | None = None) -> bytes:
    """All days of the session as one entry; the visit with its hours and meeting point as another."""
    events = [_days(session, at)]
    if visit is not None:
        events.append(_visit(session, visit, at))
    return _calendar(events)


def _calendar(events: Iterable[Event], name: str = "") -> bytes:
    """With the rules of every time zone that is named in it: a reader need not know them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def series_ics(sessions: Iterable[PracticalSession], ahead: Iterable[Selection], *, at: datetime) -> bytes:
    """All sessions of a series in one calendar, with what each demands: papers and registration until their moments.

    The dates of the selections it leads to stand in it as they are announced."""
    events = []
    for session in sessions:
        if session.precision == Precision.DAY:  # a month or a quarter is no day to be there
            events.append(_days(session, at))
        for what, words in (
            ("papers_until", _("Papers of projects until")),
            ("registration_until", _("Registration until")),
        ):
            events.append(_deadline(session, what, words, at))
    events += [_stage(selection, stage, at) for selection in ahead for stage in selection.stages]
    return _calendar(events)


def _deadline(session: PracticalSession, what: str, words: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{what}-{session.slug}@svetovod")
    event.add("dtstamp", at)
    event.add("dtstart", getattr(session, what).astimezone(UTC))
    event.add("summary", f"{words}: {session.place}")
    event.add("description", session.title)
    if session.state == SessionState.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _stage(selection: Selection, stage: Stage, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{stage.key}@svetovod")
    event.add("dtstamp", at)
    event.add("dtstart", stage.at.astimezone(UTC))
    event.add("summary", stage.words)
    event.add("description", selection.title)
    return event


def _days(session: PracticalSession, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"session-{session.slug}@svetovod")
    event.add("dtstamp", at)
    event.add("dtstart", session.starts_on)
    event.add("dtend", session.ends_on + timedelta(days=1))
    event.add("summary", session.title)
    event.add("location", session.place)
    if session.state == "cancelled":
        event.add("status", "CANCELLED")
    return event


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
    if registration is not None and registration.visit is not None:
        events.append(_visit(session, registration.visit, at, revisions))
    return _calendar(events, session.title)


def _entry(session: PracticalSession, item: Any, at: datetime, revisions: Mapping[int, int]) -> Event:
    event = Event()
    event.add("uid", f"entry-{item.pk}@svetovod")
    event.add("sequence", revisions.get(item.pk, 0))
    _times(event, session, item, at)
    event.add("summary", item.title)
    event.add("location", ", ".join(filter(None, (item.hall, session.place))))
    if item.speaker:
        event.add("description", item.speaker)
    return event


def _times(event: Event, session: PracticalSession, item: Any, at: datetime) -> None:
    event.add("dtstamp", at)
    zone = ZoneInfo(session.zone)
    for name, time in (("dtstart", item.start), ("dtend", item.end)):
        event.add(name, datetime.combine(item.day, time, zone))
    if session.state == SessionState.CANCELLED:
        event.add("status", "CANCELLED")


def _visit(
    session: PracticalSession, visit: Visit, at: datetime, revisions: Mapping[int, int] = MappingProxyType({})
) -> Event:  # fmt: skip
    item, event = visit.item, Event()
    event.add("uid", f"visit-{visit.pk}@svetovod")
    event.add("sequence", revisions.get(item.pk, 0))
    _times(event, session, item, at)
    event.add("summary", f"{item.title}: {visit.host.name}")
    event.add("location", visit.meeting_point or session.place)
    return event
