"""Reading the outbox and one's notices."""

from typing import Any

from django.db.models import Count, QuerySet

from svetovod.web.common.errors import Hidden

from .access import ACCESS
from .enums import MailState
from .models import Notice, OutgoingMail


def mail_list(actor: Any, *, state: str = "", query: str = "") -> QuerySet[OutgoingMail]:
    """The outbox for its operator."""
    ACCESS.require("mail.view", actor)
    mails = OutgoingMail.objects.defer("text", "html", "attachments")
    if state in MailState.values:
        mails = mails.filter(state=state)
    return mails.filter(subject__icontains=query) | mails.filter(to__icontains=query) if query else mails


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
    stuck = OutgoingMail.objects.filter(state__in=(MailState.FAILED, MailState.UNCLEAR))
    return stuck.defer("text", "html", "attachments")[:limit]


def notices_of(actor: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=actor.person_id) if actor.person_id else Notice.objects.none()


def unread_count(actor: Any) -> int:
    return notices_of(actor).filter(read_at=None).count()
