"""What each mailing of a session writes, one person after another. Every letter has a key of its own in the outbox."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import mail_queue

from . import asking, invite_paper, letters, phrases, programme_letters, tokens
from .enums import LIVE, RegistrationState
from .models import Announcement, ProgrammeVersion, Registration, SessionInvite, SessionMailing

# subject with a place for the name of the session, and paragraphs
Words = tuple[str, list[str]]
# of these nobody whose registration has ended meanwhile hears
LIVING = frozenset({"postponed", "moved_online"})
INVITING = frozenset({"invited", "reminded"})


def queue(mailing: SessionMailing, people: Sequence[int]) -> None:
    if mailing.what == "programme":
        version = ProgrammeVersion.objects.select_related("session").get(pk=mailing.values["version"])
        reach = {name: mailing.values[name] for name in ("everybody", "visitors")}
        programme_letters.tell(version, **reach, at=mailing.asked_at)
        return
    if mailing.what in INVITING:
        invites, again = SessionInvite.objects.filter(pk__in=people), ""
        if mailing.what == "reminded":  # and has not answered since it was asked for
            invites, again = invites.filter(answer=""), mailing.key
        invite_paper.send(list(invites), mailing.session, mailing.asked_at, again=again)
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
    said = mailing.values.get("text") or Announcement.objects.get(pk=mailing.values["announcement"]).text
    key = f"announcement:{mailing.values.get('announcement')}:{row.pk}"
    _plain(
        mailing, row, key, lambda: (_("To those who take part: %(title)s"), [said, tokens.link_of(row)]),
        topic=Topic.EVENTS,
    )  # fmt: skip


def _asked(mailing: SessionMailing, row: Registration) -> None:
    def words() -> Words:
        asked = _("Six marks and two lines: it takes a minute. Answers are kept without names.")
        return _("What did you think of it? %(title)s"), [asked, tokens.link_of(row, "survey")]

    _plain(mailing, row, f"registration:{row.pk}:survey", words, topic=Topic.SURVEYS)


def _questions(mailing: SessionMailing, row: Registration) -> None:
    """The second questions, to those who have a place still."""
    if row.state != RegistrationState.CONFIRMED:
        return

    def words() -> Words:
        until = formatting.deadline(asking.terms(mailing.session).later_until)
        asked = _("You have a place. Please answer what the organiser still has to know by %(until)s.")
        return (
            _("A few questions before the session: %(title)s"),
            [asked % {"until": until}, tokens.link_of(row, "own_answers")],
        )

    _plain(mailing, row, f"registration:{row.pk}:questions:{mailing.pk}", words)


def _plain(
    mailing: SessionMailing, row: Registration, key: str, words: Callable[[], Words], *, topic: str = ""
) -> None:  # fmt: skip
    """What it says, which session it is of, and whom to ask; in the reader's language."""
    session = mailing.session
    with translation.override(row.person.language or "ru"):
        named, parts = words()
        subject = letters.subject(named, session)
        where = f"{session.title}\n{phrases.days(session)}, {session.place}"
        text = "\n\n".join(filter(None, [*parts, where, letters.signature(session)]))
    mail_queue(
        key=key, to=row.person.email, subject=subject, text=text, at=mailing.asked_at, person=row.person, topic=topic
    )


WRITERS: dict[str, Callable[[SessionMailing, Registration], Any]] = {
    "announcement": _announced, "questions": _questions, "survey": _asked,
}  # fmt: skip
