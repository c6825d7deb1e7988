import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpResponse

from svetovod.web.common.http import Request

from .actors import VISITOR, actor_of

ACTING_KEY = "acting_grant"
SEEN_KEY = "seen"
SEEN_EVERY = 600


def actor(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Gives the request its actor: `request.actor`."""

    def handle(request: Request) -> HttpResponse:
        if request.user.is_authenticated:
            request.actor = actor_of(request.user, request.session.get(ACTING_KEY))
        else:
            request.actor = VISITOR
        return get_response(request)

    return handle


def sign_ins(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Keeps the list of sign-ins current, at most once in ten minutes or when the address changes.

    allauth's own middleware writes at every request: five queries more on every page.
    """

    def handle(request: Request) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now, place = int(time.time()), request.META.get("REMOTE_ADDR", "")
            seen, where = request.session.get(SEEN_KEY) or (0, "")
            if now - seen > SEEN_EVERY or where != place:
                UserSession.objects.create_from_request(request)
                request.session[SEEN_KEY] = (now, place)
        return get_response(request)

    return handle
