"""Reading the outbox, one's notices and the reports of problems."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared

from .access import ACCESS
from .enums import NEEDS_OPERATOR, MailState
from .models import AddressHold, Bounce, Notice, OutgoingMail, ProblemReport


def mail_list(actor: Any, *, state: str = "", query: str = "", whole: bool = False) -> QuerySet[OutgoingMail]:
    """The outbox for its operator; `whole` with the texts, where it is asked whether they are still there."""
    ACCESS.require("mail.view", actor)
    mails = OutgoingMail.objects.defer(*(() if whole else ("text",)), "html", "attachments")
    if state:  # an unknown one has no letters: to leave it out would choose all
        mails = mails.filter(state=state)
    return mails.filter(subject__icontains=query) | mails.filter(to__icontains=query) if query else mails


def mail_leaves() -> bool:
    """Whether letters go out, or are kept on the server (`SVETOVOD_EMAIL_BACKEND`)."""
    return settings.EMAIL_BACKEND.rsplit(".", 2)[-2] == "smtp"


def mail_counts(actor: Any) -> dict[str, int]:
    ACCESS.require("mail.view", actor)
    counted = OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(MailState.values, 0) | dict(counted)


def mail_get(actor: Any, id: int) -> OutgoingMail:
    mail = OutgoingMail.objects.filter(pk=id).first()
    if mail is None:
        raise Hidden
    ACCESS.require("mail.view", actor, mail)
    return mail


def mail_known(key: str) -> bool:
    """Whether a letter of that key was queued already; for services that count what they send."""
    return OutgoingMail.objects.filter(key=key).exists()


def mail_trouble(actor: Any, limit: int) -> QuerySet[OutgoingMail]:
    """Letters that need an operator's decision, the newest first."""
    ACCESS.require("mail.view", actor)
    stuck = OutgoingMail.objects.filter(state__in=NEEDS_OPERATOR)
    return stuck.defer("text", "html", "attachments")[:limit]


def bounces_of(actor: Any, mail: OutgoingMail) -> QuerySet[Bounce]:
    ACCESS.require("mail.view", actor, mail)
    return mail.bounces.all()


def holds(actor: Any) -> QuerySet[AddressHold]:
    """Addresses that take no letters, with how many wait for each."""
    ACCESS.require("mail.view", actor)
    waiting = OutgoingMail.objects.filter(state=MailState.HELD, to__iexact=OuterRef("address")).order_by()
    counted = waiting.values("state").annotate(n=Count("pk")).values("n")
    return AddressHold.objects.select_related("bounce").annotate(waiting=Coalesce(Subquery(counted), 0))


def notices_of(actor: Any, at: datetime) -> QuerySet[Notice]:
    """One's notices up to the day: the demonstration's clock goes back, and what is to come is not known then."""
    if not actor.person_id:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=actor.person_id, created_at__date__lte=timezone.localtime(at).date())


def unread_count(actor: Any, at: datetime) -> int:
    """For the frame of every page."""
    if not actor.person_id:
        return 0
    return sum(count for (count,) in _UNREAD.rows(actor.person_id, timezone.localtime(at).date()))


def _unread(person: int, day: date) -> QuerySet[Any]:
    rows = Notice.objects.filter(person_id=person, created_at__date__lte=day, read_at=None).order_by()
    return rows.values("person").annotate(n=Count("pk")).values("n")


_UNREAD = Prepared(_unread, -1, date.min)


def problem_get(actor: Any, code: str) -> ProblemReport:
    report = ProblemReport.objects.filter(code=code).first()
    if report is None or not ACCESS.allows("problem.view", actor, report):
        raise Hidden
    return report


def problems(actor: Any, *, waiting: bool | None = None, query: str = "") -> QuerySet[ProblemReport]:
    """Reports for the administrators, the newest first."""
    ACCESS.require("problem.view", actor)
    found = ProblemReport.objects.all()
    if waiting is not None:
        found = found.filter(closed_at__isnull=waiting)
    return (
        found.filter(Q(code__icontains=query) | Q(failed__icontains=query) | Q(text__icontains=query))
        if query
        else found
    )
