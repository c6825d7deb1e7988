"""Letters about the tasks of a session: the extract, the reminder, the report to the organisers."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.documents import papers
from svetovod.web.notices.services import mail_queue, tell

from . import after_paper, letters, tokens
from .models import PracticalSession, SessionTask


def extract(session: PracticalSession, email: str, tasks: Sequence[SessionTask], *, at: datetime) -> None:
    """In Russian: these are letters to bodies, not to people with a language of their own."""
    with translation.override("ru"):
        subject = letters.subject(_("Tasks of the session: %(title)s"), session)
        opening = _("By the protocol of the session these tasks are yours; the extract is attached.")
        said = _written(session, email, opening, tasks)
        paper = after_paper.extract(session, tasks)
        files = [(f"extract-{session.slug}.pdf", papers.PDF, papers.pdf(paper, at))]
    key = f"tasks:{session.pk}:{email}:{'-'.join(str(task.number) for task in tasks)}"
    mail_queue(key=key[:200], to=email, subject=subject, text=said, at=at, attachments=files)


def reminder(session: PracticalSession, email: str, tasks: Sequence[SessionTask], *, at: datetime) -> None:
    with translation.override("ru"):
        subject = letters.subject(_("Tasks of the session still open: %(title)s"), session)
        opening = _("Thirty days have passed since the session. These tasks have no answer that they are done.")
        said = _written(session, email, opening, tasks)
    mail_queue(key=f"tasks-open:{session.pk}:{email}", to=email, subject=subject, text=said, at=at)


def _written(session: PracticalSession, email: str, opening: str, tasks: Sequence[SessionTask]) -> str:
    lines = [
        _("%(number)d. %(text)s Until %(due)s.") % {
            "number": task.number, "text": _closed(task.text), "due": formatting.day(task.due),
        }
        for task in tasks
    ]  # fmt: skip
    link = tokens.link(session.slug, tokens.tasks_token(session.pk, email), "tasks_answer")
    said = [opening, "\n".join(lines), _("Say how it stands: %(link)s") % {"link": link}]
    return "\n\n".join(filter(None, [*said, letters.signature(session)]))


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def report(session: PracticalSession, *, at: datetime) -> None:
    """To the organisers, once: how many tasks are done, and where the report is."""
    tasks = list(session.tasks.all())
    today = timezone.localtime(at).date()
    late = sum(task.done_at is None and task.due < today for task in tasks)

    def words() -> tuple[str, str]:
        done = sum(task.done_at is not None for task in tasks)
        said = ngettext("%(done)d of %(n)d task is done", "%(done)d of %(n)d tasks are done", len(tasks))
        text = said % {"done": done, "n": len(tasks)}
        if late:
            text += _(", %(late)d overdue") % {"late": late}
        return _("Tasks of the session after 30 days: %(place)s") % {"place": session.place}, f"{text}."

    people = people_holding(Scope.SESSION, [session.slug], Role.ORGANISER)
    tell(people, words, key=f"tasks-report:{session.pk}", url=reverse("events:after", args=[session.slug]), at=at)
