"""Sensitive acts are done by whoever has shown lately who he is: an open session alone is not enough.

Access tables say which acts (`again`), services ask by `ACCESS.admit`. What was typed waits in the session, encrypted
under a key outside of the database, until its sender has shown himself and says once more that it shall be done.
"""

import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from svetovod.web.common.errors import AskAgain
from svetovod.web.common.http import Request
from svetovod.web.common.logs import security
from svetovod.web.common.sealing import Seal, SealBrokenError

BEGAN_KEY, WAITING_KEY = "began", "again"
# posts of the library that signs in, which asks no access table
LIBRARY = {"usersessions_list"}
NOT_KEPT = {"csrfmiddlewaretoken"}
_SEAL = Seal("factors", "sent before asking again")


def recently(request: Any) -> bool:
    """Whether the sign-in of this session, or its last repetition, is of lately."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    last = max(shown) if shown else request.session.get(BEGAN_KEY, time.time())
    return time.time() - last < settings.SURE_LASTS


class again:  # noqa: N801 -- named like the function middlewares beside it
    """Turns `AskAgain` into the page that asks who it is, and keeps what was sent."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        asked = name in LIBRARY and request.method == "POST" and request.actor.person_id and not request.actor.sure
        return _ask(request, name) if asked else None

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        return _ask(request, error.action) if isinstance(error, AskAgain) else None


def _ask(request: Request, action: str) -> HttpResponse:
    security("asked_again", request, action=action)
    request.session[WAITING_KEY] = {"at": time.time(), "back": _back(request), "sent": _keep(request)}
    methods = get_adapter().get_reauthentication_methods(request.user)
    if methods:
        messages.info(request, _("Say once more that it is you: what you are about to do asks for it."))
    else:  # signed in by an identity provider alone: it asks again
        messages.info(
            request, _("Sign out and sign in again: what you are about to do asks for a sign-in of just now.")
        )
    where = methods[0]["url"] if methods else reverse("account_logout")
    target = f"{where}?{urlencode({'next': reverse('accounts:again')})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _back(request: Request) -> str:
    """The page with the form, to which the person returns."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}):
        return "/"
    parts = urlsplit(came)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _keep(request: Request) -> str:
    """Nothing where a file was sent, or what its view calls too secret to be kept: it is given once more."""
    if request.method != "POST" or request.FILES or hasattr(request, "sensitive_post_parameters"):
        return ""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    sealed = _SEAL.seal(request.actor.person_id, {"path": request.get_full_path(), "fields": fields})
    return b64encode(sealed).decode()


def waiting(request: Request) -> tuple[str, dict[str, Any] | None]:
    """The page to return to, and what waits to be sent once more: its address and fields."""
    kept = request.session.get(WAITING_KEY) or {}
    back = kept.get("back", "/")
    if not kept.get("sent") or time.time() - kept["at"] > settings.SURE_LASTS:
        return back, None
    try:
        return back, _SEAL.unseal(request.actor.person_id, b64decode(kept["sent"]))
    except SealBrokenError:  # the session of another person of this browser
        return back, None
