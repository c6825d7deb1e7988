"""Writing letters and notices. Sending itself is in `delivery`; the job that calls it in `tasks`."""

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden

from .access import ACCESS
from .enums import MailState
from .models import Notice, OutgoingMail
from .states import MAIL

# name, media type, content
File = tuple[str, str, bytes]


@transaction.atomic
def mail_queue(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    html: str = "",
    attachments: Iterable[File] = (),
    person: Any = None,
    confidential: bool = False,
) -> OutgoingMail:
    """Puts a letter into the outbox, once per `key`. It leaves when the caller's transaction is committed."""
    mail, made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to, "subject": " ".join(str(subject).split())[:300], "text": str(text), "html": str(html),
            "person_id": getattr(person, "pk", None), "domain_at": at, "queued_at": timezone.now(),
            "confidential": confidential,
            "attachments": [
                {"name": name, "type": kind, "base64": base64.b64encode(content).decode()}
                for name, kind, content in attachments
            ],
        },
    )  # fmt: skip
    if made:
        _defer(mail)
    return mail


def _defer(mail: OutgoingMail) -> None:
    from .tasks import mail_send  # the task module imports this one

    mail_send.defer(mail_id=mail.pk)


@transaction.atomic
def mail_resend(*, actor: Any, mail_id: int, at: datetime) -> OutgoingMail:
    """An operator's decision to try again a letter that failed or of which nobody knows whether it arrived."""
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None:
        raise Hidden
    actor = ACCESS.admit("mail.resend", actor, mail)
    if mail.state == MailState.SENT:
        return mail
    before = mail.state
    MAIL.move(mail, "resend")
    mail.tries = 0
    mail.save(update_fields=["state", "tries"])
    record(actor=actor, action="mail.resend", subject=mail, at=at, before=before)
    _defer(mail)
    return mail


@transaction.atomic
def notice_add(*, person: Any, text: str, url: str = "", at: datetime, key: str = "") -> Notice:
    """A line on the person's page; with a `key` it is added once."""
    values = {"text": str(text)[:500], "url": url, "created_at": at}
    if not key:
        return Notice.objects.create(person=person, **values)
    return Notice.objects.get_or_create(person=person, key=key, defaults=values)[0]


@transaction.atomic
def notices_read(*, actor: Any, at: datetime, ids: Iterable[int] | None = None) -> int:
    """Marks the actor's own notices read: those named, or all."""
    mine = Notice.objects.filter(person_id=actor.person_id, read_at=None)
    return (mine if ids is None else mine.filter(pk__in=list(ids))).update(read_at=at)
