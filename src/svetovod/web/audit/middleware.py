from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import clock


def domain_clock(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives the request its domain time: `request.clock` and `request.moment`."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(("/static/", "/health/")):
            request.clock = clock.read()  # type: ignore[attr-defined]
            request.moment = request.clock.moment  # type: ignore[attr-defined]
        return get_response(request)

    return handle
