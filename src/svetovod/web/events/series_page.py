"""A series as a path: its sessions, what each step demands, and the selection at the end."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting, ui

from . import phrases, selectors
from .models import PracticalSession

OVER = ("over", "cancelled")


def of(sessions: list[PracticalSession], at: datetime, *, show_future: bool) -> dict[str, Any]:
    rows = [_row(each, at) for each in sessions]
    now = next((place for place, row in enumerate(rows) if not row["over"]), len(rows))
    steps = [
        ui.Step(
            row["session"].place, row["days"], "done" if row["over"] else "now" if place == now else "next",
            url=f"#{row['session'].slug}",
        )
        for place, row in enumerate(rows)
    ]  # fmt: skip
    if rows:
        last = sessions[-1]
        known = selectors.selection_day_known(last, at, show_future=show_future)
        state = "now" if now == len(rows) else "next"
        steps.append(ui.Step(_("Selection"), phrases.selection(last, day_known=known), state))
    return {"rows": rows, "steps": steps}


def _row(session: PracticalSession, at: datetime) -> dict[str, Any]:
    phase = phrases.phase(session, at)
    return {
        "session": session, "days": phrases.days(session), "over": phase in OVER, "phase": phase,
        "demands": [] if phase in OVER else _demands(session, at),
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
