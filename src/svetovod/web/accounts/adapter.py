"""Accounts are made by invitation or by a confirmed registration, not by strangers."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from svetovod.web.common.logs import security

from .models import Person


class InvitedOnlyAdapter(DefaultAccountAdapter):  # the package has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords tried too often are refused unread: the log says so, as nothing else would."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            security("sign_in.too_often", request)
            raise

    def post_login(self, request: HttpRequest, user: Person, **kwargs: object) -> HttpResponse:
        """The person's language follows them to every browser."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language in dict(settings.LANGUAGES):
            language_keep(response, user.language)
        return response


def language_keep(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE, httponly=settings.LANGUAGE_COOKIE_HTTPONLY, samesite="Lax",
    )  # fmt: skip
