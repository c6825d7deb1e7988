from collections.abc import Callable

from django.http import HttpResponse

from svetovod.web.common.http import Request

from .selectors import one_law


def law(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """One law a request: what was verified is looked up once, and does not change in the middle of a page."""

    def handle(request: Request) -> HttpResponse:
        with one_law():
            return get_response(request)

    return handle
