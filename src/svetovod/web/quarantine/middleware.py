"""Every file that comes in by a form passes here, before the page it is meant for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.request import UnreadablePostError

from svetovod.web.common.http import Request
from svetovod.web.common.middleware import refusal_answer

from .door import refusal

PROGRAMS = "/api/"  # answers in its own words, and asks at its own door


class Scanned:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, *_view: Any) -> HttpResponse | None:
        if request.path.startswith(PROGRAMS):
            return None
        try:
            found = refusal(request)
        except UnreadablePostError:
            return None  # a body that broke off: the page says so when it reads it
        return None if found is None else refusal_answer(request, found)
