"""The secret of the letter's link: made from the installation's key, kept only as a hash."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac


def token_for(reply_id: int, person_id: int, issued_at: datetime) -> str:
    """The same for the same contact, so that a reminder carries the link of the first letter."""
    value = f"{reply_id}:{person_id}:{issued_at.timestamp():.6f}"
    return salted_hmac("svetovod.figures", value, algorithm="sha256").hexdigest()[:40]


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def link(token: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("figures:questionnaire", args=[token])
