"""A series as a path: its sessions, what each step demands, and the selections at the end, in one calendar."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting, ui

from . import phrases, selectors
from .enums import Precision
from .leading import Selection
from .models import PracticalSession

OVER = ("over", "cancelled")


def of(
    sessions: list[PracticalSession], ahead: Sequence[Selection], at: datetime, *, show_future: bool
) -> dict[str, Any]:
    steps = [*(_session_step(each, at) for each in sessions), *(_selection_step(*each) for each in enumerate(ahead))]
    now = next((place for place, step in enumerate(steps) if not step["over"]), len(steps))
    path = [
        ui.Step(
            step["short"], step["when"], "done" if step["over"] else "now" if place == now else "next",
            url=f"#{step['id']}",
        )
        for place, step in enumerate(steps)
    ]  # fmt: skip
    if sessions and not ahead:
        last = sessions[-1]
        known = selectors.selection_day_known(last, at, show_future=show_future)
        state = "now" if now == len(steps) else "next"
        path.append(ui.Step(_("Selection"), phrases.selection(last, day_known=known), state))
    calendar = sorted((*_session_dates(sessions), *_selection_dates(ahead)), key=lambda row: row["at"])
    return {"rows": steps, "steps": path, "calendar": calendar, "moved": _moved(sessions, ahead)}


def _session_step(session: PracticalSession, at: datetime) -> dict[str, Any]:
    phase = phrases.phase(session, at)
    return {
        "id": session.slug, "short": session.place, "when": phrases.days(session), "over": phase in OVER,
        "title": f"{formatting.numbered(session.ordinal)}, {session.place}", "demo": session.is_demo,
        "url": reverse("events:session_detail", args=[session.slug]),
        "demands": [] if phase in OVER else _demands(session, at),
    }  # fmt: skip


def _selection_step(place: int, selection: Selection) -> dict[str, Any]:
    return {
        "id": f"selection-{place}", "short": _("Selection"), "when": selection.when, "over": selection.over,
        "title": selection.title, "demo": selection.demo, "url": selection.url, "demands": selection.demands,
    }  # fmt: skip


def _demands(session: PracticalSession, at: datetime) -> list[str]:
    """What is still to be done for that step, each with its deadline and the time left."""
    wanted = (
        (_("Hand in the papers of projects"), session.papers_until),
        (_("Register"), session.registration_until),
    )
    return [
        f"{words}: {formatting.deadline(until)} ({formatting.time_left(until, at)})"
        for words, until in wanted
        if at < until
    ]


def _session_dates(sessions: Sequence[PracticalSession]) -> Iterator[dict[str, Any]]:
    for session in sessions:
        begins = datetime.combine(session.starts_on, time.min, ZoneInfo(session.zone))
        exact = session.precision == Precision.DAY
        where = {"where": session.place, "url": reverse("events:session_detail", args=[session.slug])}
        yield {"at": begins, "day": phrases.days(session), "words": _("Session"), "counted": exact} | where
        for words, until in (
            (_("Papers of projects until"), session.papers_until),
            (_("Registration until"), session.registration_until),
        ):
            yield {"at": until, "day": formatting.deadline(until), "words": words, "counted": True} | where


def _selection_dates(ahead: Sequence[Selection]) -> Iterator[dict[str, Any]]:
    for selection in ahead:
        for stage in (each for each in selection.stages if not each.off):
            told = formatting.deadline if stage.until else formatting.moment
            yield {
                "at": stage.at, "day": told(stage.at), "words": stage.words, "counted": True,
                "where": selection.title, "url": selection.url,
            }  # fmt: skip


def _moved(sessions: Sequence[PracticalSession], ahead: Sequence[Selection]) -> list[dict[str, Any]]:
    """What was announced before, the newest change first."""
    found = [
        {
            "at": change.at, "where": session.place, "reason": change.reason,
            "said": phrases.span(change.starts_on, change.ends_on, change.precision),
        }
        for session in sessions
        for change in session.date_changes.all()
    ]  # fmt: skip
    found += [
        {"at": when, "where": selection.title, "reason": words, "said": ""}
        for selection in ahead
        for when, words in selection.was
    ]
    return sorted(found, key=lambda row: row["at"], reverse=True)
