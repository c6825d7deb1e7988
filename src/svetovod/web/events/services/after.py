"""After a session: tasks with their terms and answers, extracts by letter, and the survey."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.events import after_letters, tokens
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import RegistrationState, SessionState
from svetovod.web.events.models import PracticalSession, Registration, SessionTask, SurveyAnswer, SurveyPart
from svetovod.web.events.seats import lock

from .mailing import mailing_start

REPORT_DAYS, FORGOTTEN_DAYS = 30, 90  # after the session: when the report is due, and when nobody asks any more
OVER = (SessionState.FINISHED, SessionState.ARCHIVED)


@transaction.atomic
def task_add(
    *, actor: Any, session: PracticalSession, text: str, who: str, due: date, email: str = "", region: str = "",
    at: datetime,
) -> SessionTask:  # fmt: skip
    """The next line of the protocol."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    number = (row.tasks.aggregate(last=Max("number"))["last"] or 0) + 1
    made = SessionTask(session=row, number=number, text=text, who=who, email=email.lower(), region=region, due=due)
    columns_check(made)
    made.save()
    record(actor=actor, action="task.add", subject=row, at=at, number=number, due=due.isoformat())
    return made


@transaction.atomic
def task_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    """Only while nobody was written to about it: after that it is answered, not taken back."""
    actor = ACCESS.admit("session.update", actor, session)
    row = SessionTask.objects.select_for_update(no_key=True).filter(session=session, pk=pk).first()
    if row is None:
        return
    if row.sent_at is not None or row.answer:
        raise Refused("task.sent", _("Whoever is to do it has the letter already. Write the answer instead."))
    record(actor=actor, action="task.remove", subject=session, at=at, number=row.number)
    row.delete()


@transaction.atomic
def task_answer(
    *, actor: Any, session: PracticalSession, pk: int, answer: str, done: bool, token: str = "", at: datetime
) -> SessionTask:  # fmt: skip
    """How it stands: by whoever is to do it, with the link of the letter, or by the organiser. The last word counts."""
    if not token:
        actor = ACCESS.admit("session.update", actor, session)
    row = SessionTask.objects.select_for_update(no_key=True).filter(session=session, pk=pk).first()
    if row is None or (token and not _ours(row, token)):
        raise Hidden
    row.answer, row.done_at = answer, (row.done_at or at) if done else None
    columns_check(row)
    row.save()
    record(actor=actor, action="task.answer", subject=session, at=at, number=row.number, done=done, by_link=bool(token))
    return row


def _ours(row: SessionTask, token: str) -> bool:
    return bool(row.email) and constant_time_compare(tokens.tasks_token(row.session_id, row.email), token)


@transaction.atomic
def extracts_send(*, actor: Any, session: PracticalSession, at: datetime) -> int:
    """A letter to each addressee with the extract of tasks not sent yet, as PDF, and the link to answer by."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    waiting = list(row.tasks.select_for_update(no_key=True).filter(sent_at=None).exclude(email=""))
    for email in sorted({task.email for task in waiting}):
        after_letters.extract(row, email, [task for task in waiting if task.email == email], at=at)
    row.tasks.filter(pk__in=[task.pk for task in waiting]).update(sent_at=at)
    letters = len({task.email for task in waiting})
    record(actor=actor, action="task.extracts", subject=row, at=at, tasks=len(waiting), letters=letters)
    return letters


@transaction.atomic
def tasks_remind(*, at: datetime) -> int:
    """Thirty days after a session: what stands open goes to whoever is to do it, the report to the organisers."""
    today, told = timezone.localtime(at).date(), 0
    span = (today - timedelta(days=FORGOTTEN_DAYS), today - timedelta(days=REPORT_DAYS))
    for session in PracticalSession.objects.filter(ends_on__range=span, state__in=OVER, tasks__isnull=False).distinct():
        open_tasks = [task for task in session.tasks.all() if task.done_at is None]
        for email in sorted({task.email for task in open_tasks if task.email}):
            after_letters.reminder(session, email, [task for task in open_tasks if task.email == email], at=at)
        after_letters.report(session, at=at)
        told += 1
    return told


@transaction.atomic
def survey_ask(*, actor: Any, session: PracticalSession, at: datetime) -> int:
    """A letter to everybody who has come, once; a job queues them."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    if row.state not in (SessionState.RUNNING, *OVER):
        raise Refused("survey.early", _("The session has not begun: ask when people have seen something of it."))
    came = row.registrations.filter(state=RegistrationState.CHECKED_IN).order_by("pk").values_list("pk", flat=True)
    told = mailing_start(session=row, what="survey", key="survey", people=came, at=at)
    record(actor=actor, action="survey.ask", subject=row, at=at, told=told)
    return told


@transaction.atomic
def survey_answer(
    *, registration: Registration, marks: Mapping[str, int], again: bool | None, useful: str, lacking: str
) -> None:
    """Once each, for those who have come. That somebody answered is kept; what was answered is kept apart.

    Nothing goes into the journal: an entry there with its time would lead back to the person.
    """
    row = Registration.objects.get(pk=registration.pk)
    if row.state != RegistrationState.CHECKED_IN:
        raise Refused("survey.absent", _("The survey is for those who have come to the session."))
    # not the row of the registration is locked: PostgreSQL would note there which transaction did, and answers carry it
    lock(row.session)
    _part, first = SurveyPart.objects.get_or_create(
        mark=tokens.survey_mark(row), defaults={"session_id": row.session_id}
    )
    if not first:
        raise Refused("survey.once", _("Your answer is kept already; it cannot be told from the others any more."))
    answer = SurveyAnswer(
        session_id=row.session_id, kind=row.kind, marks=dict(marks), again=again, useful=useful, lacking=lacking
    )
    _written_anew(row.session_id, answer)


def _written_anew(session_id: int, answer: SurveyAnswer) -> None:
    """All answers of the session in an order of chance: a table on disk would keep the one in which they came."""
    rows = [*SurveyAnswer.objects.filter(session=session_id), answer]
    SurveyAnswer.objects.filter(session=session_id).delete()
    for row in rows:
        row.pk = uuid.uuid4()
    SurveyAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.pk))


def survey_of(registration: Registration) -> bool:
    """Whether this person has answered."""
    return SurveyPart.objects.filter(mark=tokens.survey_mark(registration)).exists()
