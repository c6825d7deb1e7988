"""What each mailing of a session writes, one person after another. Every letter has a key of its own in the outbox."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import mail_queue

from . import asking, invite_paper, letters, programme_letters, tokens
from .enums import LIVE, RegistrationState
from .models import Announcement, ProgrammeVersion, Registration, SessionInvite, SessionMailing

# of these nobody whose registration has ended meanwhile hears
LIVING = frozenset({"postponed", "moved_online"})


def queue(mailing: SessionMailing, people: Sequence[int]) -> None:
    if mailing.what == "programme":
        version = ProgrammeVersion.objects.select_related("session").get(pk=mailing.values["version"])
        reach = {name: mailing.values[name] for name in ("everybody", "visitors")}
        programme_letters.tell(version, **reach, at=mailing.asked_at)
        return
    if mailing.what == "invited":
        invites = SessionInvite.objects.filter(pk__in=people)
        invite_paper.send(list(invites), mailing.session, mailing.asked_at)
        return
    rows = Registration.objects.filter(pk__in=people).select_related("person", "visit__item", "visit__host")
    if mailing.what in LIVING:
        rows = rows.filter(state__in=LIVE)
    write = WRITERS.get(mailing.what, _changed)
    for row in rows.order_by("pk"):
        row.session = mailing.session
        write(mailing, row)


def _changed(mailing: SessionMailing, row: Registration) -> None:
    """What happened to the session, and why."""
    key = f"registration:{row.pk}:{mailing.what}:{mailing.values['stamp']}"
    letters.send(row, mailing.what, at=mailing.asked_at, key=key, reason=mailing.values["reason"])


def _announced(mailing: SessionMailing, row: Registration) -> None:
    said = Announcement.objects.get(pk=mailing.values["announcement"])
    with translation.override(row.person.language or "ru"):
        subject = _("To those who take part: %(title)s") % {"title": mailing.session.title}
    parts = [said.text, tokens.link_of(row)]
    _plain(row, f"announcement:{said.pk}:{row.pk}", subject, parts, mailing.asked_at, topic=Topic.EVENTS)


def _asked(mailing: SessionMailing, row: Registration) -> None:
    with translation.override(row.person.language or "ru"):
        subject = _("What did you think of it? %(title)s") % {"title": mailing.session.title}
        asked = _("Six marks and two lines: it takes a minute. Answers are kept without names.")
    link = tokens.link_of(row, "survey")
    _plain(row, f"registration:{row.pk}:survey", subject, [asked, link], mailing.asked_at, topic=Topic.EVENTS)


def _questions(mailing: SessionMailing, row: Registration) -> None:
    """The second questions, to those who have a place still."""
    if row.state != RegistrationState.CONFIRMED:
        return
    with translation.override(row.person.language or "ru"):
        subject = _("A few questions before the session: %(title)s") % {"title": mailing.session.title}
        until = formatting.deadline(asking.terms(mailing.session).later_until)
        asked = _("You have a place. Please answer what the organiser still has to know, until %(until)s.") % {
            "until": until
        }
    link = tokens.link_of(row, "own_answers")
    _plain(row, f"registration:{row.pk}:questions:{mailing.pk}", subject, [asked, link], mailing.asked_at)


def _plain(
    row: Registration, key: str, subject: str, parts: Sequence[str], at: datetime, *, topic: str = ""
) -> None:  # fmt: skip
    text = "\n\n".join(parts)
    mail_queue(key=key, to=row.person.email, subject=subject, text=text, at=at, person=row.person, topic=topic)


WRITERS: dict[str, Callable[[SessionMailing, Registration], Any]] = {
    "announcement": _announced, "questions": _questions, "survey": _asked,
}  # fmt: skip
