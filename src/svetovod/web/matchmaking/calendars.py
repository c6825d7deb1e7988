"""The meetings of one enterprise as a calendar file (iCalendar)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from svetovod.web.events.enums import SessionState

from . import selectors
from .enums import WishState
from .grid import Slot, slots_of
from .keys import Side
from .models import CooperationSeat, Meeting, MeetingProfile
from .pages import Line, agenda

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Svetovod//svetovod//"


def meetings_ics(side: Side, *, at: datetime) -> bytes:
    """An entry a meeting: one that has moved keeps its identity and has a higher SEQUENCE, so that a calendar moves it
    too; what is off, a meeting or the whole session, stands as cancelled."""
    from icalendar import Calendar  # heavy: only where a calendar is made

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    changes, last = _history(side.profile) if side.known else (Counter[str](), {})
    session_off = side.session.state == SessionState.CANCELLED
    for line in agenda(side, at).lines:
        code = str(line.meeting.code)
        last.pop(code, None)
        if line.slot is not None:
            calendar.add_component(_of_meeting(line, changes[code], at, off=session_off))
    for event in _off(side, changes, last, at):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _history(profile: MeetingProfile) -> tuple[Counter[str], dict[str, Any]]:
    """How often each meeting was placed and changed, and how it stood last: a meeting that is off has no row."""
    sat = (WishState.ACCEPTED, WishState.WITHDRAWN)
    tables = CooperationSeat.objects.filter(profile=profile, state__in=sat).values("table")
    ours = Q(wish__sender=profile) | Q(wish__receiver=profile) | Q(cooperation__in=tables)
    kept = Meeting.pgh_event_model.objects.filter(ours)  # type: ignore[attr-defined]
    changes = Counter[str]()
    last: dict[str, Any] = {}
    for row in kept.order_by("pgh_id").values("wish", "cooperation", "slot", "table"):
        code = str(row["wish"] or f"T{row['cooperation']}")
        changes[code] += 1
        last[code] = row
    return changes, last


def _of_meeting(line: Line, changes: int, at: datetime, *, off: bool) -> "Event":
    assert line.slot is not None
    event = _event(str(line.meeting.code), line.slot, line.meeting.table, changes, at, off=off)
    event.add("summary", _("Meeting: %(name)s") % {"name": line.partner})
    return event


def _off(side: Side, changes: Counter[str], last: dict[str, Any], at: datetime) -> "Iterator[Event]":
    plan = selectors.plan_of(side.session) if last else None
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    for code, row in last.items():
        if row["slot"] in slots:
            event = _event(code, slots[row["slot"]], row["table"], changes[code], at, off=True)
            event.add("summary", _("Meeting called off"))
            yield event


def _event(code: str, slot: Slot, table: int, changes: int, at: datetime, *, off: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"meeting-{code}@svetovod")
    # being off is no change of the row: the odd numbers between two changes are for it
    event.add("sequence", 2 * changes + off)
    event.add("dtstamp", at)
    event.add("dtstart", slot.begins_at)
    event.add("dtend", slot.ends_at)
    event.add("location", _("Table %(number)d") % {"number": table})
    if off:
        event.add("status", "CANCELLED")
    return event
