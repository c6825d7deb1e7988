"""Letters of a session with sample readers: what each says, before anybody gets it. Links in them open nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.accounts.models import Person
from svetovod.web.notices.enums import LANGUAGES

from . import after_letters, invite_paper, letters, mailing, pitch_letters, programme_letters, seminar_letters
from .enums import RegistrationKind, RegistrationState, SessionState
from .models import PracticalSession, Registration, SessionInvite, SessionMailing, SessionTask

Sample = tuple[str, Callable[[], Any]]
CODE = "P-07"
# what people write is in Russian, whatever the language of the letter
REASON = "зал на ремонте"
SAID = "Автобусы на предприятия уходят от главного входа в 8:30."
LACKING = ["смета", "письмо поддержки"]
TASK = {"text": "Передать перечень предприятий", "who": "Орган власти региона", "email": "body@example.org"}
MOVED = {"start": "10:00", "end": "11:00", "hall": "Зал А", "title": "Пленарное заседание", "kind": "plenary"}
PROJECT, SEMINAR = "Совместный проект", "Семинар о мерах поддержки"
ASKED, ANSWERED = "Кто может подать заявку?", "Участник кластера из реестра."
INVITED = {"organisation": "Предприятие", "head": "Руководителю", "email": "head@example.org"}


def of(session: PracticalSession, at: datetime) -> Iterator[Sample]:
    """Every letter of a session: on which occasion, and how to write it."""
    for what, occasion in _registered().items():
        yield occasion, partial(_sent, session, what, at)
    yield _("Announcement of the organiser"), lambda: mailed(session, "announcement", at, text=SAID)
    yield _("Second questions to those who have a place"), lambda: mailed(session, "questions", at)
    yield _("Survey after the session"), lambda: mailed(session, "survey", at)
    yield _("Changed programme"), lambda: _programme(session, at)
    yield _("Letter of invitation to a head"), lambda: invited(session, at)
    yield _("Reminder of a letter of invitation"), lambda: invited(session, at, again="sample")
    tasks = [_task(session)]
    yield _("Tasks by the protocol"), lambda: after_letters.extract(session, "body@example.org", tasks, at=at)
    yield _("Open tasks after thirty days"), lambda: after_letters.reminder(session, "body@example.org", tasks, at=at)
    yield _("Report on the tasks to the organisers"), lambda: after_letters.report(session, at=at)
    yield from _pitches(session, at)
    yield from _seminars(session, at)


def mailed(session: PracticalSession, what: str, at: datetime, **values: Any) -> None:
    """A mailing to a reader of each language."""
    row = SessionMailing(pk=0, session=session, what=what, values=values, asked_at=at)
    for registration in _registrations(session, at):
        mailing.WRITERS[what](row, registration)


def invited(session: PracticalSession, at: datetime, like: SessionInvite | None = None, again: str = "") -> None:
    """As the addressee `like` would get it, but for the link, which answers for nobody."""
    made = SessionInvite(pk=0, session=session, number=1, made_at=at, **INVITED)
    if like is not None:
        made.number, made.organisation, made.head, made.position = (
            like.number, like.organisation, like.head, like.position
        )  # fmt: skip
    invite_paper.send([made], session, at, again=again)


def _registrations(session: PracticalSession, at: datetime) -> Iterator[Registration]:
    for language in LANGUAGES:
        with translation.override(language):
            person = Person(pk=0, name=_("Participant"), email="participant@example.org", language=language)
        yield Registration(
            pk=0, session=session, person=person, region=session.region, kind=RegistrationKind.EXPERT,
            state=RegistrationState.CONFIRMED, registered_at=at,
        )  # fmt: skip


def _sent(session: PracticalSession, what: str, at: datetime) -> None:
    state = STATES.get(what, RegistrationState.CONFIRMED)
    reason = REASON if what in {"struck", "postponed", "moved_online", "called_off"} else ""
    for row in _registrations(session, at):
        row.state, row.asked_until = state, at + TERM if what == "asked" else None
        letters.send(row, what, at=at, reason=reason)


TERM = timedelta(hours=48)
STATES = {
    "waiting": RegistrationState.WAITING, "passed": RegistrationState.WAITING,
    "cancelled": RegistrationState.CANCELLED, "struck": RegistrationState.CANCELLED,
    "called_off": RegistrationState.CANCELLED,
}  # fmt: skip


def _registered() -> dict[str, str]:
    return {
        "confirmed": _("Registered"), "waiting": _("On the waiting list"), "promoted": _("A place became free"),
        "asked": _("A place is held until an answer"), "passed": _("No answer in time"),
        "cancelled": _("Registration cancelled"), "struck": _("Called off by the organiser"),
        "link": _("The link once more"),
        "joined": _("Two registrations joined"), "assigned": _("Groups of visitors filled"),
        "postponed": _("Session postponed"), "moved_online": _("Session moved online"),
        "called_off": _("Session called off"),
    }  # fmt: skip


def _programme(session: PracticalSession, at: datetime) -> None:
    was = {"day": session.starts_on.isoformat(), **MOVED}
    changes = [{"what": "moved", "key": "1", "before": was, "after": was | {"start": "11:00", "end": "12:00"}}]
    version = SimpleNamespace(session=session, session_id=session.pk, number=2)
    for row in _registrations(session, at):
        programme_letters.write(version, row.person, changes, at)


def _task(session: PracticalSession) -> SessionTask:
    return SessionTask(session=session, number=1, due=session.ends_on + timedelta(days=30), **TASK)


def _pitches(session: PracticalSession, at: datetime) -> Iterator[Sample]:
    project = SimpleNamespace(pk=0, code=CODE, initiator_id=0)
    version = SimpleNamespace(number=2, content={"title": PROJECT})
    pitch = SimpleNamespace(pk=0, session=session, project=project, project_id=0, version=version)
    note = SimpleNamespace(pitch=pitch, pitch_id=0, session=session, expert=None, expert_id=0)
    write = pitch_letters
    yield _("Papers accepted"), lambda: write.papers_answered(pitch, [], key="", actor=None, at=at)
    yield _("Papers incomplete"), lambda: write.papers_answered(pitch, LACKING, key="", actor=None, at=at)
    yield _("Chosen to be presented"), lambda: write.chosen(pitch, presents=True, key="", actor=None, at=at)
    yield _("Not presented in the hall"), lambda: write.chosen(pitch, presents=False, key="", actor=None, at=at)
    yield _("List of remarks after the presentation"), lambda: write.presented(pitch, actor=None, at=at)
    yield _("Remarks typed for an expert"), lambda: write.typed(note, actor=None, at=at)


def _seminars(session: PracticalSession, at: datetime) -> Iterator[Sample]:
    item = SimpleNamespace(title=SEMINAR)
    row = SimpleNamespace(pk=0, session=session, item=item, item_id=0, asker=None, question_id=0)
    answer = SimpleNamespace(pk=0, session=session, question_id=0, asked=ASKED, text=ANSWERED)
    yield _("Your question is answered"), lambda: seminar_letters.answered(row, answer, actor=None, at=at)
    yield _("An answer proposed for everybody"), lambda: seminar_letters.proposed(answer, actor=None, at=at)


def all_of(at: datetime) -> Iterator[Callable[[], Any]]:
    session = _shown()
    for _occasion, write in of(session, at) if session else ():
        yield write


def about() -> tuple[Any, ...]:
    session = _shown()
    return tuple(str(getattr(session, field.attname)) for field in session._meta.fields) if session else ()


def _shown() -> PracticalSession | None:
    """The session that comes or was last, for everybody to know of: a draft is its organisers' own."""
    return PracticalSession.objects.exclude(state=SessionState.DRAFT).order_by("-starts_on").first()
