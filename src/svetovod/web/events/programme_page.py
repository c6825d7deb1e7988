"""The programme as a grid of halls and hours, what in it cannot be held, and how its versions differ, in words."""

from collections.abc import Container, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.escaping import joined
from svetovod.web.common.templatetags import ui

from . import bridge
from .enums import ItemKind
from .models import PracticalSession, ProgrammeItem

NOWHERE = ""
ASKED_AT = (ItemKind.PLENARY, ItemKind.SEMINAR, ItemKind.PITCHES)  # entries with questions from the floor


def session_days(session: PracticalSession) -> list[date]:
    many = (session.ends_on - session.starts_on).days + 1
    return [session.starts_on + timedelta(days=each) for each in range(many)]


def items_of(session: PracticalSession) -> list[ProgrammeItem]:
    return list(session.items.prefetch_related("speakers", "visits"))


def lines(session: PracticalSession, items: Iterable[Any], taught: Container[int], *, may_ask: bool) -> SafeString:
    """Entries of a day as everybody reads them: hundreds of them are too many for a loop of a template.

    `taught`: entries that have a page of their own.
    """
    what, where, questions = _("What"), _("Where"), _("Questions")
    chips: dict[str, SafeString | str] = {ItemKind.BREAK: ""}

    def line(item: Any) -> tuple[Any, ...]:
        if item.kind not in chips:
            chips[item.kind] = format_html(" {}", ui.chip(ItemKind(item.kind).label, line=True))
        title, asking = item.title, ""
        if item.pk in taught:
            page = reverse("events:seminar", args=[session.slug, item.pk])
            title = format_html('<a href="{}">{}</a>', page, title)
        if may_ask and item.kind in ASKED_AT:
            floor = reverse("events:floor", args=[session.slug, item.pk])
            asking = format_html(' <a href="{}">{}<span class="vh">: {}</span></a>', floor, questions, item.title)
        speaker = format_html('<span class="sub">{}</span>', item.speaker) if item.speaker else ""
        hours = f"{item.start:%H:%M}–{item.end:%H:%M}"
        return hours, what, title, speaker, chips[item.kind], asking, where, item.hall or formatting.DASH

    return joined(
        '<tr><th scope="row" class="nb num">{}</th><td data-l="{}"><div>{}{}{}{}</div></td>'
        '<td data-l="{}">{}</td></tr>',
        map(line, items),
    )


def found_clashes(session: PracticalSession, items: list[ProgrammeItem]) -> list[dict[str, Any]]:
    """Each with `said`, and the keys of its entries. Halls and speakers are asked for once, if they were before."""
    prefetch_related_objects([session], "halls", "speakers__absences")
    speakers = list(session.speakers.all())
    away = {
        each.pk: [(datetime.combine(a.day, a.start), datetime.combine(a.day, a.end)) for a in each.absences.all()]
        for each in speakers
    }
    seats = {hall.name: hall.seats for hall in session.halls.all() if hall.seats is not None}
    found = bridge.clashes([_entry(item) for item in items], away, seats)
    titles, names = {item.pk: item.title for item in items}, {each.pk: each.name for each in speakers}
    return [row | {"said": _said(row, titles, names)} for row in found]


def _entry(item: ProgrammeItem) -> dict[str, Any]:
    return {
        "key": item.pk, "kind": item.kind, "start": datetime.combine(item.day, item.start),
        "end": datetime.combine(item.day, item.end), "hall": item.hall, "expected": item.expected,
        "speakers": tuple(each.pk for each in item.speakers.all()),
        "travel": max((each.travel for each in item.visits.all()), default=0),
    }  # fmt: skip


def _said(row: dict[str, Any], titles: dict[int, str], names: dict[int, str]) -> str:
    first, second = titles[row["entries"][0]], titles[row["entries"][-1]]
    texts: dict[str, Any] = {
        "hall.twice": _("%(hall)s is taken twice at one time: “%(first)s” and “%(second)s”."),
        "speaker.twice": _("%(speaker)s would be in two places: “%(first)s” and “%(second)s”."),
        "speaker.away": _("%(speaker)s cannot come at that time: “%(first)s”."),
        "hall.seats": _("%(hall)s has %(have)s seats, %(need)s people are expected: “%(first)s”."),
        "visit.ride": _("%(have)s minutes between “%(second)s” and the visit, the ride takes %(need)s."),
    }
    return texts[row["code"]] % {
        "first": first, "second": second, "hall": row["hall"], "speaker": names.get(row["speaker"], ""),
        "need": row["need"], "have": row["have"],
    }  # fmt: skip


def grid(session: PracticalSession, items: list[ProgrammeItem], clashing: set[int]) -> list[dict[str, Any]]:
    """Day by day: halls across, beginnings of entries down, in each cell what begins there."""
    halls = [hall.name for hall in session.halls.all()]
    known = [*halls, *sorted({item.hall for item in items if item.hall} - set(halls))]
    return [
        _day(day, [*known, NOWHERE], [item for item in items if item.day == day], clashing)
        for day in sorted({*session_days(session), *(item.day for item in items)})
    ]


def _day(day: date, halls: list[str], items: list[ProgrammeItem], clashing: set[int]) -> dict[str, Any]:
    """Moments are words already: a large programme has a thousand cells, and each would word them anew."""
    placed: dict[time, dict[str, list[dict[str, Any]]]] = {}
    for item in items:
        entry = {
            "item": item, "kind": ItemKind(item.kind).label, "clash": item.pk in clashing,
            "hours": f"{item.start:%H:%M}–{item.end:%H:%M}",
        }  # fmt: skip
        placed.setdefault(item.start, {}).setdefault(item.hall or NOWHERE, []).append(entry)
    rows = [
        {"at": f"{start:%H:%M}", "cells": [(hall, cells.get(hall, ())) for hall in halls]}
        for start, cells in sorted(placed.items())
    ]
    return {"day": day, "iso": day.isoformat(), "halls": halls, "rows": rows}


def content_of(items: list[ProgrammeItem]) -> list[dict[str, Any]]:
    """What a version keeps."""
    return [
        {
            "key": item.pk, "day": item.day.isoformat(), "start": f"{item.start:%H:%M}", "end": f"{item.end:%H:%M}",
            "hall": item.hall, "kind": item.kind, "title": item.title, "speaker": item.speaker,
            "speakers": [each.pk for each in item.speakers.all()],
        }
        for item in items
    ]  # fmt: skip


def changes_said(changes: list[dict[str, Any]]) -> list[str]:
    return [change_said(each) for each in changes]


def change_said(change: dict[str, Any]) -> str:
    before, after = change["before"] or {}, change["after"] or {}
    texts = {
        "added": _("New: %(now)s “%(title)s”"),
        "removed": _("Taken out: %(was)s “%(title)s”"),
        "moved": _("Moved: “%(title)s”, %(was)s → %(now)s"),
        "changed": _("Changed: %(now)s “%(before)s” → “%(title)s”"),
    }
    return texts[change["what"]] % {
        "title": _titled(after or before), "before": _titled(before), "was": _when(before), "now": _when(after),
    }  # fmt: skip


def _titled(row: dict[str, Any]) -> str:
    return ", ".join(filter(None, (row.get("title", ""), row.get("speaker", ""))))


def _when(row: dict[str, Any]) -> str:
    if not row:
        return ""
    hours = f"{formatting.day_short(date.fromisoformat(row['day']))}, {row['start']}\u2013{row['end']}"
    return f"{hours}, {row['hall']}" if row["hall"] else hours


def parsed(row: dict[str, Any]) -> dict[str, Any]:
    """An entry of a version with its days and hours as such."""
    return row | {
        "day": date.fromisoformat(row["day"]), "start": time.fromisoformat(row["start"]),
        "end": time.fromisoformat(row["end"]),
    }  # fmt: skip
