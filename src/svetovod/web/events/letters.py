"""Letters to those who register, in their own language, each queued once."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.services import mail_queue

from . import calendars, tokens
from .enums import RegistrationState
from .models import Registration


def send(registration: Registration, what: str, *, at: datetime, key: str = "") -> None:
    """`what`: confirmed, waiting, promoted, cancelled, link."""
    person, session = registration.person, registration.session
    token = tokens.token_for(session.pk, person.pk, registration.registered_at)
    with translation.override(person.language or "ru"):
        subject, opening = _opening(registration, what)
        text = "\n\n".join([opening, *_facts(registration), _closing(session.slug, token, what)])
    files = []
    if registration.state == RegistrationState.CONFIRMED:
        ics = calendars.session_ics(session, at=at, visit=registration.visit)
        files = [(f"{session.slug}.ics", "text/calendar", ics)]
    mail_queue(
        key=key or f"registration:{registration.pk}:{what}", to=person.email, subject=subject, text=text, at=at,
        attachments=files, person=person,
    )  # fmt: skip


def _opening(registration: Registration, what: str) -> tuple[str, str]:
    names = {"title": registration.session.title}
    texts: dict[str, tuple[Any, Any]] = {
        "confirmed": (_("You are registered: %(title)s"), _("Your registration is confirmed.")),
        "waiting": (
            _("You are on the waiting list: %(title)s"),
            _("All places are taken. You are on the waiting list; a letter comes as soon as a place is free."),
        ),
        "promoted": (
            _("A place is free, you are registered: %(title)s"),
            _("A place has become free: your registration is confirmed. If you cannot come, please cancel."),
        ),
        "cancelled": (_("Registration cancelled: %(title)s"), _("Your registration is cancelled.")),
        "link": (_("Your registration: %(title)s"), _("You are registered already. Here is the link once more.")),
    }
    subject, opening = texts[what]
    return subject % names, opening


def _facts(registration: Registration) -> list[str]:
    session, visit = registration.session, registration.visit
    days = f"{formatting.day(session.starts_on)} - {formatting.day(session.ends_on)}"
    lines = [session.title, f"{days}, {session.place}"]
    if visit is not None:
        when = f"{formatting.day(visit.item.day)}, {formatting.clock(visit.item.start)}"
        lines.append(_("Visit: %(host)s, %(when)s. Meeting point: %(point)s") % {
            "host": visit.host.name, "when": when, "point": visit.meeting_point or formatting.DASH,
        })  # fmt: skip
    return lines


def _closing(slug: str, token: str, what: str) -> str:
    if what == "cancelled":
        return _("If this was a mistake, register anew on the page of the session.")
    return _("See, change the visit, cancel or hand over: %(link)s") % {"link": tokens.link(slug, token)}
