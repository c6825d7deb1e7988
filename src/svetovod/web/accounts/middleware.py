import time
from collections.abc import Callable
from dataclasses import replace

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from svetovod.web.common.http import Request
from svetovod.web.common.logs import address_of, security

from .actors import VISITOR, actor_of
from .asking import BEGAN_KEY, recently
from .standing import needs_second_factor

ACTING_KEY = "acting_grant"
SEEN_KEY = "seen"
# the provider that signed this session in has asked for as much as a second factor
STRONG_KEY = "strong"
SEEN_EVERY = 600
# where one sets up a second factor, changes the language, signs out, reports what does not work
OPEN = ("/accounts/", "/i18n/", "/problem/", "/health/", "/metrics/")


def actor(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Gives the request its actor: `request.actor`."""

    def handle(request: Request) -> HttpResponse:
        if request.user.is_authenticated:
            actor = actor_of(request.user, request.session.get(ACTING_KEY))
            strong = request.session.get(STRONG_KEY, False)
            request.actor = replace(actor, sure=recently(request), strong=strong)
        else:
            request.actor = VISITOR
        return get_response(request)

    return handle


def second_factor(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Of whom a second factor is asked, and who has none, is led to set one up before anything else."""

    def handle(request: Request) -> HttpResponse:
        needed = needs_second_factor(request.actor)
        has = getattr(request.user, "has_second", False) or request.actor.strong
        if needed and not has and not request.path.startswith(OPEN):
            messages.error(request, _("A second step of signing in is asked of you. Set one up here, then go on."))
            return redirect("mfa_index")
        return get_response(request)

    return handle


def sign_ins(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Keeps the list of sign-ins current, ends those of too long ago, and lets no browser keep their pages.

    The list is written at most once in ten minutes or when the address changes: allauth's own middleware writes at
    every request, five queries more on every page.
    """

    def handle(request: Request) -> HttpResponse:
        if not (request.user.is_authenticated and request.session.session_key):
            return get_response(request)
        now = int(time.time())
        if now - request.session.get(BEGAN_KEY, now) > settings.SIGN_IN_LASTS:
            security("sign_in.over", request)
            logout(request)
            return get_response(request)
        _seen(request, now)
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return handle


def _seen(request: Request, now: int) -> None:
    place = address_of(request)
    seen, where = request.session.get(SEEN_KEY) or (0, "")
    if now - seen > SEEN_EVERY or where != place:
        UserSession.objects.create_from_request(request)
        request.session.setdefault(BEGAN_KEY, now)
        request.session[SEEN_KEY] = (now, place)
