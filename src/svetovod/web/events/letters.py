"""Letters to those who register, in their own language, each queued once."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import mail_queue

from . import asking, calendars, phrases, selectors, tokens
from .enums import SEATED, RegistrationState
from .models import PracticalSession, Registration

# signs of a subject that lists of letters show, and the least that is left of a name
SUBJECT, LEAST = 78, 24


def send(registration: Registration, what: str, *, at: datetime, key: str = "", reason: str = "") -> None:
    """`what`: confirmed, waiting, promoted, asked, passed, cancelled, struck, link, joined, assigned; of the session
    postponed, moved_online, called_off."""
    person, session = registration.person, registration.session
    token = tokens.token_for(session.pk, person.pk, registration.registered_at)
    with translation.override(person.language or "ru"):
        named, opening = _opening(registration, what)
        parts = [opening, _held(registration), _because(reason), *_facts(registration), _online(registration, what)]
        parts += [_lacking(registration, what, token, at), _closing(session.slug, token, what), signature(session)]
        text = "\n\n".join(filter(None, parts))
    files = []
    if registration.state == RegistrationState.CONFIRMED and not registration.asked:
        history = selectors.programme_history(session)
        ics = calendars.session_ics(session, at=at, registration=registration, history=history)
        files = [(f"{session.slug}.ics", "text/calendar", ics)]
    mail_queue(
        key=key or f"registration:{registration.pk}:{what}", to=person.email, subject=subject(named, session),
        text=text, at=at, attachments=files, person=person,
    )  # fmt: skip


def subject(words: str, session: PracticalSession, **named: Any) -> str:
    """The words with the name of the session, which is cut where a list of letters would cut it anyway."""
    whole = words % {"title": session.title, **named}
    if len(whole) <= SUBJECT:
        return whole
    room = max(SUBJECT - len(whole) + len(session.title) - 1, LEAST)
    return words % {"title": session.title[:room].rsplit(" ", 1)[0].rstrip(" ,.-–") + "…", **named}


def signature(session: PracticalSession) -> str:
    """Whose letter it is and whom to ask, in the active language."""
    organisers = people_holding(Scope.SESSION, [session.slug], Role.ORGANISER)
    body = session.bodies.first() if session.pk else None
    lines = [_("Organiser: %(body)s") % {"body": body.name} if body else ""]
    if organisers:
        lines.append(_("Questions: %(email)s") % {"email": ", ".join(one.email for one in organisers[:2])})
    return "\n".join(filter(None, lines))


def _opening(registration: Registration, what: str) -> tuple[str, str]:
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
        "asked": (
            _("A place is free, will you come? %(title)s"),
            _("A place has become free and is held for you. Please say by the link below whether you come."),
        ),
        "passed": (
            _("You are on the waiting list again: %(title)s"),
            _(
                "No answer came in time, and the place went to whoever was next. You are at the end of the waiting "
                "list; a letter comes as soon as a place is free for you."
            ),
        ),
        "cancelled": (_("Registration cancelled: %(title)s"), _("Your registration is cancelled.")),
        "struck": (_("Registration cancelled: %(title)s"), _("The organiser has called your registration off.")),
        "postponed": (
            _("Postponed: %(title)s"),
            _(
                "The session is postponed. Your registration stays in force for the new dates; if you cannot come "
                "then, please cancel."
            ),
        ),
        "moved_online": (
            _("Moved online: %(title)s"),
            _(
                "The session is held online: nobody travels, visits to enterprises are taken off. Your registration "
                "stays in force."
            ),
        ),
        "called_off": (
            _("Cancelled: %(title)s"),
            _("The session does not take place. Your registration has ended."),
        ),
        "assigned": (
            _("Your visit: %(title)s"),
            _(
                "Groups of visitors are filled: below is where you go. Without a visit below, no place was left in the "
                "groups you asked for."
            ),
        ),
        "joined": (
            _("Your registrations are one now: %(title)s"),
            _("You were registered twice. The organiser has made one registration of the two; this is its link."),
        ),
        "link": (_("Your registration: %(title)s"), _("You are registered already. Here is the link once more.")),
    }
    named, opening = texts[what]
    return named, opening


def _held(registration: Registration) -> str:
    if not registration.asked:
        return ""
    return _("The place is held until %(until)s; without an answer it goes to whoever waits next.") % {
        "until": formatting.deadline(registration.asked_until)
    }


def _because(reason: str) -> str:
    return _("Why: %(reason)s") % {"reason": reason} if reason else ""


def _online(registration: Registration, what: str) -> str:
    """The link to take part online: for those who have a place, while the session is to come."""
    session = registration.session
    if not session.online_url or what in {"cancelled", "struck", "called_off"} or not _seated(registration):
        return ""
    return _("Take part online: %(link)s") % {"link": session.online_url}


def _seated(registration: Registration) -> bool:
    return registration.state in SEATED and not registration.asked


def _lacking(registration: Registration, what: str, token: str, at: datetime) -> str:
    """Questions that were not answered with the form: of a delegation, of a place handed over or become free."""
    if what not in {"confirmed", "promoted", "waiting"} or not asking.lacking(registration, at):
        return ""
    link = tokens.link(registration.session.slug, token, "own_answers")
    return _("The organiser has questions to you: %(link)s") % {"link": link}


def _facts(registration: Registration) -> list[str]:
    session, visit = registration.session, registration.visit
    lines = [session.title, f"{phrases.days(session)}, {session.place}"]
    if visit is not None:
        when = f"{formatting.day(visit.item.day)}, {formatting.clock(visit.item.start)}"
        lines.append(_("Visit: %(host)s, %(when)s. Meeting point: %(point)s") % {
            "host": visit.host.name, "when": when, "point": visit.meeting_point or formatting.DASH,
        })  # fmt: skip
    return lines


def _closing(slug: str, token: str, what: str) -> str:
    if what == "called_off":
        return ""
    if what == "cancelled":
        return _("If this was a mistake, register anew on the page of the session.")
    if what == "struck":
        return _("If you think that this is a mistake, write to the organiser.")
    if what == "asked":
        return _("I will come, or I give the place up: %(link)s") % {"link": tokens.link(slug, token)}
    return _("See, change the visit, cancel or hand over: %(link)s") % {"link": tokens.link(slug, token)}
