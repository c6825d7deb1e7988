"""Calendar files (iCalendar): the session, and the visit one chose."""

from datetime import datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from .models import PracticalSession, Visit

PRODUCT = "-//Svetovod//svetovod//"


def session_ics(session: PracticalSession, *, at: datetime, visit: Visit | None = None) -> bytes:
    """All days of the session as one entry; the visit with its hours and meeting point as another."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(_days(session, at))
    if visit is not None:
        calendar.add_component(_visit(session, visit, at))
    return bytes(calendar.to_ical())


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


def _visit(session: PracticalSession, visit: Visit, at: datetime) -> Event:
    item, event = visit.item, Event()
    event.add("uid", f"visit-{visit.pk}@svetovod")
    event.add("dtstamp", at)
    for name, time in (("dtstart", item.start), ("dtend", item.end)):
        event.add(name, timezone.make_aware(datetime.combine(item.day, time)))
    event.add("summary", f"{item.title}: {visit.host.name}")
    event.add("location", visit.meeting_point or session.place)
    return event
