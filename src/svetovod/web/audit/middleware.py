from collections.abc import Callable

from django.http import HttpResponse

from svetovod.web.common.http import Request

from . import clock


def domain_clock(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Gives the request its domain time: `request.clock` and `request.moment`."""

    def handle(request: Request) -> HttpResponse:
        if not request.path.startswith(("/static/", "/health/", "/metrics/")):
            request.clock = clock.read()
            request.moment = request.clock.moment
        return get_response(request)

    return handle
