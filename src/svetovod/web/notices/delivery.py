"""One attempt to hand a letter to the mail server, so that it is never handed over twice by itself.

The letter is marked `sending` and committed before the server is spoken to. Whoever finds it in that state later knows
that a process died in the middle: the answer is unclear, and an operator decides.
"""

import base64
import logging
import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from . import leaving, marks, standing
from .enums import MailState
from .models import AddressHold, OutgoingMail
from .states import MAIL

log = logging.getLogger(__name__)

# minutes until the next try; after the last one the letter has failed
PAUSES = (1, 5, 15, 60, 240)
STALE = timedelta(minutes=15)
FORGOTTEN = 2 * STALE  # by then a sweep has come by, if any comes


def attempt(mail_id: int) -> int | None:
    """Sends the letter if it still waits. Returns the minutes to wait before another try, or None."""
    with transaction.atomic():
        rows = OutgoingMail.objects.filter(pk=mail_id, state=MailState.QUEUED)
        mail = rows.select_for_update(no_key=True, skip_locked=True).first()
        if mail is None:  # gone or sent; or somebody holds it just now and may leave it waiting
            return PAUSES[0] if rows.exists() else None
        if way := standing.obstacle(mail):
            MAIL.move(mail, way)
            mail.save(update_fields=["state"])
            return None
        MAIL.move(mail, "send")
        mail.tries += 1
        mail.tried_at = timezone.now()
        mail.save(update_fields=["state", "tries", "tried_at"])
    action, answer = _hand_over(mail)
    if action == "postponed" and mail.tries > len(PAUSES):
        action = "refused"
    _settle(mail, action, answer)
    return PAUSES[mail.tries - 1] if action == "postponed" else None


def _hand_over(mail: OutgoingMail) -> tuple[str, str]:
    """What became of it: accepted, postponed (surely not taken, try later), refused, or lost (nobody knows)."""
    try:
        connection = get_connection()
        message = _message(mail, connection)
        message.message()  # whatever in it cannot be written as mail is told before the server hears of it
    except Exception as error:
        return "refused", f"not composed: {_told(mail, error)}"
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return "postponed", _say(error)
    except Exception as error:
        return "postponed", _told(mail, error)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        return ("postponed" if all(400 <= code < 500 for code in codes) else "refused"), _say(error)
    except smtplib.SMTPResponseException as error:
        return ("postponed" if 400 <= error.smtp_code < 500 else "refused"), _say(error)
    except (OSError, smtplib.SMTPException) as error:
        return "lost", _say(error)
    except Exception as error:
        return "lost", _told(mail, error)
    finally:
        _close(connection)
    return "accepted", ""


def _told(mail: OutgoingMail, error: Exception) -> str:
    """Of an error of the product's own, which the log has too: by its kind alone, for its words may have an address."""
    log.error("letter %s could not be sent: %s", mail.pk, type(error).__name__)
    return _say(error)


def _close(connection: object) -> None:
    # the server has answered already: how it says goodbye changes nothing
    with suppress(OSError, smtplib.SMTPException):
        connection.close()  # type: ignore[attr-defined]


def _settle(mail: OutgoingMail, action: str, answer: str) -> None:
    MAIL.move(mail, action)
    mail.answer = answer
    mail.sent_at = timezone.now() if action == "accepted" else None
    if action == "accepted" and mail.confidential:
        mail.text = mail.html = ""
        mail.attachments = []
    mail.save(update_fields=["state", "answer", "sent_at", "text", "html", "attachments"])


def _say(error: Exception) -> str:
    """The server's answer without addresses: letters are blanked when a person is erased, answers too, logs are not."""
    return f"{type(error).__name__}: {error}"[:300]


def _message(mail: OutgoingMail, connection: object) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject, leaving.text(mail), marks.return_path(mail), [mail.to], connection=connection,
        headers={"From": settings.DEFAULT_FROM_EMAIL, "Message-ID": marks.message_id(mail), **leaving.headers(mail)},
    )  # fmt: skip
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in mail.attachments:
        message.attach(file["name"], base64.b64decode(file["base64"]), file["type"])
    return message


def forgotten() -> int:
    """How many letters were left in the middle and no sweep has come by since: nothing is done in the background."""
    return OutgoingMail.objects.filter(state=MailState.SENDING, tried_at__lt=timezone.now() - FORGOTTEN).count()


def sweep() -> list[int]:
    """Letters left in the middle become unclear, those whose address is held no more wait again.

    Returns those that wait although no job knows of them any more.
    """
    now = timezone.now()
    OutgoingMail.objects.filter(state=MailState.SENDING, tried_at__lt=now - STALE).update(
        state=MailState.UNCLEAR, answer="interrupted"
    )
    # held at the very moment in which the address was released or forgotten
    held = OutgoingMail.objects.filter(state=MailState.HELD).annotate(address=Lower("to"))
    held.exclude(address__in=AddressHold.objects.values("address")).update(state=MailState.QUEUED)
    waiting = OutgoingMail.objects.filter(state=MailState.QUEUED, queued_at__lt=now - STALE)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:500])
