"""Marks by which a letter is known again: in its return path, its Message-ID, and the link by which it is called off.

Each is signed with the installation's key and for its own purpose. The return path is seen by mail servers and the
reader alone: a report with its mark can hold the address the letter went to, and no other. A Message-ID is quoted in
every answer, so that its mark proves less. A link can end no other person's letters than the reader's own.
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
MOST = 20  # marks tried of one report
RETURN_PATH, MESSAGE_ID = "svetovod.return_path", "svetovod.message_id"


def token_of(mail: OutgoingMail, purpose: str = RETURN_PATH) -> str:
    """Of this try to bring this letter to this address: erased, corrected or sent again, it has another."""
    moments = (each.timestamp() if each else 0 for each in (mail.queued_at, mail.tried_at))
    value = ":".join([str(mail.pk), mail.to.lower(), *(f"{each:.6f}" for each in moments)])
    return f"{mail.pk}-{salted_hmac(purpose, value, algorithm='sha256').hexdigest()[:24]}"


def mail_of(texts: Iterable[str]) -> tuple[OutgoingMail | None, bool]:
    """The letter whose mark stands in one of the texts, locked, and whether it is the mark of its return path.

    The signature comes before the lock: whoever sends garbage makes no letter wait.
    """
    found = [token for text in texts for token in TOKEN.findall(text.lower()[:2000])][:MOST]
    for purpose in (RETURN_PATH, MESSAGE_ID):
        for pk, signed in found:
            rows, token = OutgoingMail.objects.filter(pk=int(pk)), f"{pk}-{signed}"
            if _bears(rows.first(), token, purpose):
                mail = rows.select_for_update(no_key=True).first()
                return (mail, purpose == RETURN_PATH) if _bears(mail, token, purpose) else (None, False)
    return None, False


def _bears(mail: OutgoingMail | None, token: str, purpose: str) -> bool:
    return mail is not None and constant_time_compare(token_of(mail, purpose), token)


def message_id(mail: OutgoingMail) -> str:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{token_of(mail, MESSAGE_ID)}@{host}>"


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
