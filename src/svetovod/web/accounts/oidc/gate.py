"""Whom the provider's word lets in: who is known by a confirmed address or invited; others if the operator says so."""

import logging
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.common.logs import security

log = logging.getLogger(__name__)


class Gate(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Nobody is told whether an address is known here."""
        entering = sociallogin.state.get("process") != AuthProcess.CONNECT
        if entering and not sociallogin.is_existing and not self.is_open_for_signup(request, sociallogin):
            security("sign_in.unknown", request)
            raise ImmediateHttpResponse(render(request, "accounts/oidc_unknown.html", status=403))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """An account begins with a confirmed address that nobody has; an invited person goes on to the invitation."""
        address = _confirmed(sociallogin)
        if not address or Person.objects.filter(email__iexact=address).exists():
            return False
        if EmailAddress.objects.filter(email__iexact=address).exists():
            return False
        now = timezone.now()
        waiting = Invitation.objects.filter(
            email__iexact=address, accepted_at=None, revoked_at=None, expires_at__gt=now
        ).first()
        if waiting:
            sociallogin.state["next"] = reverse("accounts:invitation", args=[waiting.token])
        return bool(waiting) or settings.OIDC_UNKNOWN

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Person, str] | None:
        """Both sides must have confirmed the address: an address somebody merely typed here opens nothing."""
        address = _confirmed(sociallogin)
        known = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
        return (known.user, address) if address and known else None

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = sociallogin.user
        person.email, person.name = data.get("email") or "", data.get("name") or ""
        person.language = request.LANGUAGE_CODE[:2]
        return person

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """One page for what the provider refused, what was tampered with, and what the person called off."""
        error = kwargs.get("exception")
        down = isinstance(error, RequestException)
        security("sign_in.provider_failed", request, why=type(error).__name__)
        log.warning("the identity provider: %s", said(error))
        status = 503 if down else 401
        raise ImmediateHttpResponse(render(request, "accounts/oidc_failed.html", {"down": down}, status=status))

    def get_requests_session(self) -> Any:
        """The provider is called where it was said to be, and nowhere it leads on to."""
        session = super().get_requests_session()
        session.max_redirects = 0
        session.trust_env = False
        return session


def said(error: Any) -> str:
    """For the log: errors of the library repeat behind a colon what the provider answered, tokens among it."""
    return f"{type(error).__name__}: {str(error).partition(':')[0]:.100}"


def _confirmed(sociallogin: Any) -> str:
    found = (each.email.lower() for each in sociallogin.email_addresses if each.verified)
    return next(found, "")
