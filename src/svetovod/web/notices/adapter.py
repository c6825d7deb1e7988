"""Letters of sign-in (confirmation, password, invitation, warnings) leave through the outbox like all others."""

import uuid
from typing import Any

from allauth.core import context as allauth_context
from django.contrib.sites.requests import RequestSite
from django.utils import timezone
from django.utils.translation import get_language, override

from svetovod.web.accounts.adapter import InvitedOnlyAdapter
from svetovod.web.accounts.selectors import person_by_email

from .services import mail_queue


class OutboxAdapter(InvitedOnlyAdapter):
    """allauth's adapter is the port by which `accounts` posts letters without knowing the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues the letter in the language of its reader. These letters carry tokens: nobody may read them here."""
        person = person_by_email(email) or context.get("user")
        request = allauth_context.request
        site = RequestSite(request) if request is not None else None
        with override(getattr(person, "language", None) or get_language() or "ru"):
            message = self.render_mail(template_prefix, email, {"request": request, "current_site": site, **context})
        mail_queue(
            key=context.get("mail_key") or f"{template_prefix}:{uuid.uuid4()}",
            to=email,
            subject=message.subject,
            text=str(message.body),
            person=person if getattr(person, "pk", None) else None,
            confidential=True,
            at=timezone.now(),
        )

    def format_email_subject(self, subject: str) -> str:
        return str(subject)
