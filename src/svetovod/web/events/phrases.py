"""Where a session stands, in words and as the light path."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from svetovod.web.common import formatting, ui

from .enums import Precision, SessionState
from .models import PracticalSession, Registration
from .states import SESSION

STILL = (SessionState.DRAFT, SessionState.POSTPONED, SessionState.CANCELLED)
ENDED = ("over", "cancelled")  # phases of a session that is not ahead
ROMAN = ("", "I", "II", "III", "IV")


def days(session: PracticalSession) -> str:
    """`24-25 June 2021` in the habit of the language; a month or a quarter where no day is announced."""
    return span(session.starts_on, session.ends_on, session.precision)


def span(first: date, last: date, precision: str) -> str:
    if precision == Precision.QUARTER:
        return _("quarter %(quarter)s of %(year)s") % {
            "quarter": ROMAN[(first.month + 2) // 3], "year": first.year,
        }  # fmt: skip
    if precision == Precision.MONTH:
        named = date_format(first, "F Y")
        return named.lower() if formatting.lang() == "ru" else named
    if first == last:
        return formatting.day_long(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{formatting.day_long(last)}"
    return f"{formatting.day_long(first)} \u2013 {formatting.day_long(last)}"


def standing(registration: Registration) -> str:
    """The state of a registration; of a place that is held, until when an answer is waited for."""
    if registration.asked:
        return _("asked until %(until)s") % {"until": formatting.deadline(registration.asked_until)}
    return str(registration.get_state_display())


def phase(session: PracticalSession, at: datetime) -> str:
    """draft, cancelled, postponed, over, running, closed or open: by the state and by the clock.

    A draft whose days are gone is over as well: it is not ahead, and nothing is left to prepare.
    """
    today = timezone.localtime(at).date()
    if session.state in STILL and not (session.state == SessionState.DRAFT and today > session.ends_on):
        return str(session.state)
    if session.state in {SessionState.FINISHED, SessionState.ARCHIVED} or today > session.ends_on:
        return "over"
    if today >= session.starts_on:
        return "running"
    is_open = session.state == SessionState.PUBLISHED and at < session.registration_until
    return "open" if is_open else "closed"


def answer(session: PracticalSession, at: datetime, free: int) -> str:
    """The headline: what a visitor wants to know first."""
    now = phase(session, at)
    if now == "open" and free:
        said = ngettext(
            "registration is open, %(count)d place is left", "registration is open, %(count)d places are left", free
        )
        return said % {"count": free}
    return {
        "draft": _("a draft, seen by its organisers"),
        "open": _("all places are taken, there is a waiting list"),
        "closed": _("registration is closed, the session is ahead"),
        "running": _("the session is on"),
        "over": _("the session is over"),
        "postponed": _("the session is postponed"),
        "cancelled": _("the session is cancelled"),
    }[now]


def selection(session: PracticalSession, *, day_known: bool) -> str:
    """When the selection comes: a day once it is ordered, a quarter before."""
    if day_known and session.selection_opens_on:
        return formatting.day(session.selection_opens_on)
    if session.selection_quarter and session.selection_year:
        return _("quarter %(quarter)s of %(year)s") % {
            "quarter": ROMAN[session.selection_quarter],
            "year": session.selection_year,
        }
    return _("not announced yet")


def path(session: PracticalSession, at: datetime, *, day_known: bool) -> list[ui.Step]:
    """From the registration to the agreement; what has passed is done."""
    today = timezone.localtime(at).date()
    opens = session.selection_opens_on if day_known else None
    ends: list[tuple[Any, str, bool]] = [
        (_("Papers of projects"), formatting.day(session.papers_until), at >= session.papers_until),
        (_("Registration"), formatting.day(session.registration_until), at >= session.registration_until),
        (_("Session, remarks of experts"), days(session), today > session.ends_on),
        (_("Answers to remarks"), _("until filing"), bool(opens and today >= opens)),
        (_("Selection"), selection(session, day_known=day_known), False),
        (_("Agreement and reports"), "", False),
    ]
    current = next(i for i, (_title, _sub, done) in enumerate(ends) if not done)
    return [
        ui.Step(title, sub, "done" if done else "now" if i == current else "next")
        for i, (title, sub, done) in enumerate(ends)
    ]


MOVES: dict[str, tuple[Any, Any]] = {
    "publish": (gettext_lazy("Publish"), ""),
    "close_registration": (gettext_lazy("Close registration"), ""),
    "open_registration": (gettext_lazy("Open registration again"), ""),
    "start": (gettext_lazy("Begin the session"), ""),
    "finish": (gettext_lazy("End the session"), ""),
    "archive": (
        gettext_lazy("Put into the archive"),
        gettext_lazy("Put the session into the archive? It can be read, not changed."),
    ),
    "postpone": (gettext_lazy("Postpone"), ""),
    "move_online": (gettext_lazy("Move online"), ""),
    "cancel": (gettext_lazy("Cancel the session"), ""),
}


REDATED = (SessionState.DRAFT, SessionState.POSTPONED)
CHANGES = ("postpone", "move_online", "cancel")  # each has a page that says what it means for everybody


def moves(session: PracticalSession, at: datetime) -> list[tuple[str, Any, Any]]:
    """What an organiser may do with the session now: (action, words of the button, question before it)."""
    names = (row.action for row in SESSION.actions_from(session.state) if row.action not in CHANGES)
    return [(name, *MOVES[name]) for name in names if name != "publish" or not days_past(session, at)]


def days_past(session: PracticalSession, at: datetime) -> bool:
    """Whether it cannot be published, for nobody can come any more."""
    return session.state in REDATED and timezone.localtime(at).date() > session.ends_on


def changes(session: PracticalSession) -> list[tuple[str, Any]]:
    found = [row.action for row in SESSION.actions_from(session.state) if row.action in CHANGES]
    if session.state in REDATED:
        found.insert(0, "postpone")
    return [
        (action, _("Move the dates") if session.state == SessionState.DRAFT else MOVES[action][0]) for action in found
    ]
