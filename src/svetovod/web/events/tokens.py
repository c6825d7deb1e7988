"""The secret of the letter's link: made from the installation's key, kept only as a hash."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac


def token_for(session_id: int, person_id: int, registered_at: datetime) -> str:
    """The same for the same registration, so that a letter can be sent again without a second secret."""
    value = f"{session_id}:{person_id}:{registered_at.timestamp():.6f}"
    return salted_hmac("svetovod.registration", value, algorithm="sha256").hexdigest()[:40]


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def link(slug: str, token: str, page: str = "registration") -> str:
    return settings.BASE_URL.rstrip("/") + reverse(f"events:{page}", args=[slug, token])


def link_of(row: Any, page: str = "registration") -> str:
    """What the letters of a registration lead to."""
    return link(row.session.slug, token_for(row.session_id, row.person_id, row.registered_at), page)


def tasks_token(session_id: int, email: str) -> str:
    """Of all tasks of one addressee: the same letter after letter, and kept nowhere."""
    value = f"{session_id}:{email.lower()}"
    return salted_hmac("svetovod.session_tasks", value, algorithm="sha256").hexdigest()[:40]


def invite_token(invite: Any) -> str:
    """Of one letter of invitation, kept nowhere."""
    value = f"{invite.session_id}:{invite.pk}:{invite.email}"
    return salted_hmac("svetovod.session_invites", value, algorithm="sha256").hexdigest()[:40]


def survey_mark(registration: Any) -> str:
    """Under which it is kept that this person has answered: only who has the installation's key can make it again."""
    value = f"{registration.session_id}:{registration.person_id}"
    return salted_hmac("svetovod.survey", value, algorithm="sha256").hexdigest()
