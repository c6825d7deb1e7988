"""Schedules on paper: one enterprise, a sheet for each, or the back of each badge; the network in the hall may fail."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import render_pdf

from . import selectors
from .access import ACCESS
from .grid import Slot, slots_of
from .keys import Side
from .models import Meeting, MeetingProfile

SORTS = ("a4", "badge")


def own(side: Side, at: datetime) -> bytes:
    """The agenda of one enterprise."""
    found = list(selectors.meetings_of(side.profile)) if side.known else []
    return _pdf(side.session, [(side.profile, found)], "a4", at)


def all_of(actor: Any, session: Any, sort: str, at: datetime) -> bytes:
    """Of everybody who meets somebody, by name."""
    ACCESS.require("plan.export", actor, session)
    found: dict[MeetingProfile, list[Meeting]] = defaultdict(list)
    for meeting in selectors.meetings_all(session):
        for profile in meeting.people:
            found[profile].append(meeting)
    return _pdf(session, sorted(found.items(), key=lambda pair: pair[0].name), sort, at)


def _pdf(session: Any, rows: Iterable[tuple[MeetingProfile, Iterable[Meeting]]], sort: str, at: datetime) -> bytes:
    plan = selectors.plan_of(session)
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    day = f"{formatting.day_long(plan.item.day)}, {plan.item.hall}" if plan else ""
    data = {
        "title": _("My meetings"), "kicker": session.title, "sort": sort,
        "place": f"{session.place}, {day}".strip(", "),
        "head": [_("Time"), _("Table"), _("With whom")], "note": _("For notes"), "empty": _("No meeting yet"),
        "people": [{"name": profile.name, "lines": _lines(profile, own, slots)} for profile, own in rows],
        "demo": session.is_demo, "lang": formatting.lang(),
    }  # fmt: skip
    return render_pdf("matchmaking/agendas.typ", data, at=at)


def _lines(profile: MeetingProfile, found: Iterable[Meeting], slots: Mapping[int, Slot]) -> list[list[str]]:
    rows = sorted(found, key=lambda each: (each.slot, each.table))
    return [[slots[row.slot].said, str(row.table), row.beside(profile)] for row in rows if row.slot in slots]
