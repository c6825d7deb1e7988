from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .actors import VISITOR, actor_of

ACTING_KEY = "acting_grant"


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives the request its actor: `request.actor`."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.actor = actor_of(request.user, request.session.get(ACTING_KEY))  # type: ignore[attr-defined]
        else:
            request.actor = VISITOR  # type: ignore[attr-defined]
        return get_response(request)

    return handle
