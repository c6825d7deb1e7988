"""The way to the provider and back. Whatever goes wrong there is a page of ours that says what to do."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from svetovod.web.accounts.asking import carried

from .adapter import CheckedAdapter, CheckedCallback
from .gate import said

log = logging.getLogger(__name__)
View = Callable[[HttpRequest, str], HttpResponse]


def _told(view: View) -> View:
    """A provider that is down, slow or answers nonsense is no error of ours."""

    @wraps(view)
    def handle(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except (RequestException, OAuth2Error, AttributeError, LookupError, ValueError, TypeError) as error:
            log.warning("the identity provider: %s", said(error))
            return render(request, "accounts/oidc_failed.html", {"down": True}, status=503)

    return handle


@require_POST
@_told
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return OAuth2LoginView.adapter_view(CheckedAdapter(request, provider_id))(request)


@require_GET
@_told
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    with carried(request):
        return CheckedCallback.adapter_view(CheckedAdapter(request, provider_id))(request)
