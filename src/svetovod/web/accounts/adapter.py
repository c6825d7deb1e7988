"""Accounts are made by invitation or by a confirmed registration, not by strangers."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse

from svetovod.web.common.logs import address_of, security

from .models import Person


class InvitedOnlyAdapter(DefaultAccountAdapter):  # the package has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords tried too often are refused unread: the log says so, as nothing else would.

        allauth's limit by key is of an account from one address (the key below), so that a stranger who knows only an
        e-mail keeps nobody out; how often all addresses together may try one account is a looser limit of its own.
        """
        try:
            super().pre_authenticate(request, **credentials)
            self._of_account = ratelimit.consume(request, **self._account_limit(request, **credentials))
            if not self._of_account:
                raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            security("sign_in.too_often", request)
            raise

    def get_client_ip(self, request: HttpRequest) -> str:
        if address := address_of(request):
            return address
        raise PermissionDenied

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        account: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{ratelimit.get_ip(request)}"

    def _account_limit(self, request: HttpRequest, **credentials: Any) -> dict[str, str]:
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return {"app": "allauth.account", "action": "login_account", "key": account}

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        self._of_account.rollback()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(request, **self._account_limit(request, **credentials))

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
