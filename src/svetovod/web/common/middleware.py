"""Frame of every request: a support code for error pages, and refusals turned into answers a person understands."""

import logging
import secrets
from collections.abc import Callable

from django.contrib import messages
from django.db import DataError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from svetovod.web.common.http import Request

from .errors import Denied, Hidden, Refused
from .logs import route_of, security

Handler = Callable[[Request], HttpResponse]
log = logging.getLogger(__name__)


# it is read out over the telephone: no digit that a letter is taken for, and no vowel that makes a word of it
CODE = "BCDFGHJKLMNPQRSTVWXZ"


def support_code(get_response: Handler) -> Handler:
    """Gives each request a short code that pages show and logs carry."""

    def handle(request: Request) -> HttpResponse:
        request.support_code = "".join(secrets.choice(CODE) for _letter in range(8))
        response = get_response(request)
        response["X-Request-Id"] = request.support_code
        return response

    return handle


def uploads(get_response: Handler) -> Handler:
    """A script that sends a file is told where to go next: followed by itself, it would use up the messages there."""

    def handle(request: Request) -> HttpResponse:
        response = get_response(request)
        if sent_by_script(request) and isinstance(response, HttpResponseRedirect):
            response.status_code = 204
            response["X-Location"] = response["Location"]
            del response["Location"]
        return response

    return handle


def sent_by_script(request: Request) -> bool:
    return request.method == "POST" and "X-Upload" in request.headers


class refusals:  # noqa: N801 -- named like the function middlewares beside it
    """Turns `Hidden` into 404, `Denied` into 403, and `Refused` into a message on the page one came from."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        if isinstance(error, Hidden | Denied):
            security("denied", request, action=getattr(error, "action", "-"), method=request.method)
        if isinstance(error, Hidden):
            raise Http404 from error
        if isinstance(error, Denied):
            return render(request, "403.html", {"reason": error.reason}, status=403)
        if isinstance(error, Refused):
            return refusal_answer(request, error)
        if isinstance(error, DataError | OverflowError):
            return self._unfit(request, error)
        return None

    def _unfit(self, request: Request, error: Exception) -> HttpResponse:
        """A value no form lets through and no column can hold: a zero byte, a number or a year without end."""
        log.warning("%s at %s", type(error).__name__, route_of(request), extra={"code": request.support_code})
        if request.method != "POST":
            raise Http404 from error
        return render(request, "400.html", status=422)


def refusal_answer(request: Request, error: Refused) -> HttpResponse:
    """A message on the page one came from, a page of its own, or a line for the script that sent a file."""
    if sent_by_script(request):  # the page stays as it is, with the file chosen
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    back = request.headers.get("Referer", "")
    if request.method == "POST" and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    return render(request, "refused.html", {"refusal": error}, status=409)
