"""Sensitive acts are done by whoever has shown lately who he is: an open session alone is not enough.

Access tables say which acts (`again`), services ask by `ACCESS.admit`. What was typed waits in the session, encrypted
under a key outside of the database, until its sender has shown himself and says once more that it shall be done.
"""

import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
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
# when the identity provider says that it has asked the person
SHOWN_KEY = "shown"
# posts of the library that signs in, which asks no access table
LIBRARY = {"usersessions_list"}
# what it asks about by itself, but never of whoever has neither a password nor a factor
WAYS_IN = {"account_set_password", "account_email", "socialaccount_connections"}
FACTORS = {
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
CONNECT = "openid_connect_login"
# passwords and answers of factors are given once more
UNKEPT = {"account_set_password", *FACTORS}
NOT_KEPT = {"csrfmiddlewaretoken"}
_SEAL = Seal("factors", "sent before asking again")


def recently(request: Any) -> bool:
    """Whether the sign-in of this session, or its last repetition, is of lately.

    A provider may let in whoever has once signed in there, without a word: only the time it names counts.
    """
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] != "socialaccount"]
    if SHOWN_KEY in request.session:
        shown.append(request.session[SHOWN_KEY])
    if records and not shown:
        return False
    last = max(shown) if shown else request.session.get(BEGAN_KEY, time.time())
    return time.time() - last < settings.SURE_LASTS


def shown_here(request: Any) -> bool:
    """For the ways of signing in: as the library asks, which takes for sure whoever it has nothing to ask about."""
    return did_recently_reauthenticate(request) and (bool(methods_of(request)) or recently(request))


def methods_of(request: Any) -> list[dict[str, Any]]:
    """How the person can show here who it is; nothing where only the identity provider can tell."""
    found: list[dict[str, Any]] = get_adapter().get_reauthentication_methods(request.user)
    return found


def asking_page(request: Any, then: str) -> str:
    """Where the person shows once more who it is, and is led on."""
    methods = methods_of(request)
    where = methods[0]["url"] if methods else reverse("accounts:again")
    return f"{where}?{urlencode({'next': then})}"


class again:  # noqa: N801 -- named like the function middlewares beside it
    """Turns `AskAgain` into the page that asks who it is, and keeps what was sent."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.actor.person_id or request.actor.sure:
            return None
        return ask(request, name) if _guarded(request, name) else None

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        return ask(request, error.action) if isinstance(error, AskAgain) else None


def _guarded(request: Request, name: str) -> bool:
    if name in LIBRARY:
        return request.method == "POST"
    posted = name in WAYS_IN and request.method == "POST"
    linking = name == CONNECT and "connect" in {request.POST.get("process"), request.GET.get("process")}
    return (posted or linking or name in FACTORS) and not methods_of(request)


def ask(request: Request, action: str) -> HttpResponse:
    """To the page that asks who it is; what was sent waits."""
    security("asked_again", request, action=action)
    sent = "" if action in UNKEPT else _keep(request)
    request.session[WAITING_KEY] = {"at": time.time(), "back": _back(request), "act": action, "sent": sent}
    if methods_of(request):
        messages.info(request, _("Say once more that it is you: what you are about to do asks for it."))
    target = asking_page(request, reverse("accounts:again"))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _back(request: Request) -> str:
    """The page with the form, to which the person returns."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}):
        return str(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(came)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _keep(request: Request) -> str:
    """Nothing where a file was sent, or what its view calls too secret to be kept: it is given once more."""
    if request.method != "POST" or request.FILES or hasattr(request, "sensitive_post_parameters"):
        return ""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    sealed = _SEAL.seal(request.actor.person_id, {"path": request.get_full_path(), "fields": fields})
    return b64encode(sealed).decode()


@contextmanager
def carried(request: Any) -> Iterator[None]:
    """The library empties the session of whoever signs in anew: what waits stays, for the same person."""
    kept, person = request.session.get(WAITING_KEY), request.user.pk
    yield
    if kept and person and request.user.pk == person:
        request.session[WAITING_KEY] = kept


def waiting(request: Request) -> tuple[str, dict[str, Any] | None]:
    """The page to return to, and what waits to be sent once more: the act, its address and fields."""
    kept = request.session.get(WAITING_KEY) or {}
    back = kept.get("back", settings.LOGIN_REDIRECT_URL)
    if not kept.get("sent") or time.time() - kept["at"] > settings.SURE_LASTS:
        return back, None
    try:
        return back, {"act": kept["act"]} | _SEAL.unseal(request.actor.person_id, b64decode(kept["sent"]))
    except SealBrokenError:  # the session of another person of this browser
        return back, None
