from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone

from svetovod.web.common.http import Request

from . import clock


class domain_clock:  # noqa: N801 -- named like the function middlewares beside it
    """Gives the request its domain time: `request.clock` and `request.moment`.

    A form counts from the moment at which all of it is here: begun in time and sent slowly it could otherwise be
    written after a deadline.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.path.startswith(("/static/", "/health/", "/metrics/")):
            request.clock_since = timezone.now()
            _tell(request, clock.read(request.clock_since))
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, *_arguments: Any) -> None:
        since = getattr(request, "clock_since", None)
        # what is exempt reads its body itself, in its own words: programs, which file nothing
        if request.method != "POST" or since is None or getattr(view, "csrf_exempt", False):
            return
        try:
            _sent = request.POST
        except UnreadablePostError:
            return  # a body that broke off: the page says so when it reads it
        _tell(request, clock.later(request.clock, timezone.now() - since))


def _tell(request: Request, now: clock.Clock) -> None:
    request.clock, request.moment = now, now.moment
