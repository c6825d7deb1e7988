"""Marks by which a letter is known again: in its return path, its Message-ID, and the link by which it is called off.

Each is signed with the installation's key. Whoever has one has got that very letter, so that a report on it can hold
no other address than the one the letter went to, and a link can end no other person's letters than the reader's own.
"""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from .enums import ADDRESSED, Topic
from .models import OutgoingMail

# small letters and digits alone: mail servers change the case of a local part, and it has 64 signs
TOKEN = re.compile(r"(?<![0-9a-z])(\d{1,12})-([0-9a-f]{24})(?![0-9a-z])")


def token_of(mail: OutgoingMail) -> str:
    """Of this letter to this address: a letter that was erased or sent to a corrected address has another."""
    value = f"{mail.pk}:{mail.to.lower()}:{mail.queued_at.timestamp():.6f}"
    signed = salted_hmac("svetovod.return_path", value, algorithm="sha256").hexdigest()[:24]
    return f"{mail.pk}-{signed}"


def mail_of(texts: Iterable[str]) -> OutgoingMail | None:
    """The letter whose mark stands in one of the texts."""
    for text in texts:
        for pk, signed in TOKEN.findall(text.lower()[:2000]):
            mail = OutgoingMail.objects.select_for_update().filter(pk=int(pk)).first()
            if mail and constant_time_compare(token_of(mail), f"{pk}-{signed}"):
                return mail
    return None


def message_id(mail: OutgoingMail) -> str:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{token_of(mail)}@{host}>"


def return_path(mail: OutgoingMail) -> str:
    """Where mail servers report to; without a mailbox for reports, the sender's own address."""
    name, _at, host = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{name}+{token_of(mail)}@{host}" if name else settings.DEFAULT_FROM_EMAIL


def leave_link(mail: OutgoingMail) -> str:
    """The page on which letters like this one are called off, without signing in; "" where they must be received."""
    if not mail.topic or not (mail.person_id or mail.topic in ADDRESSED):
        return ""
    whose = f"m{mail.pk}" if mail.topic in ADDRESSED else f"p{mail.person_id}"
    mark = _signer().sign(f"{whose}.{mail.topic}")
    return settings.BASE_URL.rstrip("/") + reverse("notices:leave", args=[mark])


def leaver(mark: str) -> tuple[str, int, str] | None:
    """("p" or "m", the person's or the letter's id, topic) of a mark that is ours."""
    try:
        whose, topic = _signer().unsign(mark).split(".")
    except (BadSignature, ValueError):
        return None
    return (whose[0], int(whose[1:]), topic) if topic in Topic.values else None


def _signer() -> Signer:
    return Signer(salt="svetovod.letters", sep=".")
