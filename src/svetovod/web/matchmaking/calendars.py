"""The meetings of one enterprise as a calendar file (iCalendar)."""

from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .keys import Side
from .pages import Line, agenda

PRODUCT = "-//Svetovod//svetovod//"


def meetings_ics(side: Side, *, at: datetime) -> bytes:
    """An entry a meeting; one that has moved keeps its identity, so that a calendar moves it too."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for line in agenda(side, at).lines:
        if line.slot is not None:
            calendar.add_component(_event(line, at))
    return bytes(calendar.to_ical())


def _event(line: Line, at: datetime) -> Event:
    slot, event = line.slot, Event()
    assert slot is not None
    event.add("uid", f"meeting-{line.meeting.code}@svetovod")
    event.add("dtstamp", at)
    event.add("dtstart", slot.begins_at)
    event.add("dtend", slot.ends_at)
    event.add("summary", _("Meeting: %(name)s") % {"name": line.partner})
    event.add("location", _("Table %(number)d") % {"number": line.meeting.table})
    return event
