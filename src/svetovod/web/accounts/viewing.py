"""An administrator looks at pages as somebody else sees them: nothing is written, no file leaves, its owner is told.

Never those of judges, auditors or administrators; nor anybody's own pages, where the ways of signing in are.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from svetovod.web.common.http import Request

from .access import ACCESS, closed_to_viewing
from .actors import actor_of
from .models import Person
from .selectors import person_of_id
from .services import viewing_end

VIEW_KEY = "viewing"
SAFE = {"GET", "HEAD", "OPTIONS"}
OWN = ("/account/", "/accounts/", "/api/", "/invitations/")


def viewing(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """While it lasts, `request.actor` is the person looked at and `request.viewer` the administrator."""

    def handle(request: Request) -> HttpResponse:
        person = _seen_as(request)
        if person is None:
            return get_response(request)
        request.viewer = request.actor
        if request.path in {reverse("accounts:view_end"), reverse("account_logout")}:
            return get_response(request)
        through = f"viewed:{request.viewer.pseudonym}"
        request.actor = replace(actor_of(person), through=through, sure=False)
        if request.method not in SAFE or request.path.startswith(OWN):
            return _refused(request)
        return _unwritten(request, get_response)

    return handle


def _unwritten(request: Request, get_response: Callable[[Request], HttpResponse]) -> HttpResponse:
    """Whatever a page writes by being seen (what was read, how far) is taken back: it was not its owner who saw it."""
    with transaction.atomic():
        response = get_response(request)
        transaction.set_rollback(True)
    if response.status_code == 200 and not response.headers.get("Content-Type", "").startswith("text/html"):
        # the whole `close` would tell everybody that the request is over
        for close in response._resource_closers:  # type: ignore[attr-defined]
            close()
        return _refused(request)
    return response


def _refused(request: Request) -> HttpResponse:
    return render(request, "accounts/viewing_refused.html", status=403)


def _seen_as(request: Any) -> Person | None:
    """Whom the session looks at; it ends by itself, and with the right to it."""
    kept = request.session.get(VIEW_KEY)
    if not kept or not request.actor.person_id:
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    over = time.time() - kept["at"] > settings.VIEWING_LASTS
    if over or person is None or not ACCESS.allows("viewing.begin", request.actor) or closed_to_viewing(person):
        viewing_over(request, request.actor, request.moment)
        return None
    return person


def viewing_over(request: Any, actor: Any, at: datetime) -> bool:
    """Whatever ends it is journaled: the button, the time, the right that is gone, signing out."""
    kept = request.session.pop(VIEW_KEY, None)
    if kept:
        viewing_end(actor=actor, person=person_of_id(kept["person"]), at=at)
    return bool(kept)


def signed_out(request: Any = None, user: Any = None, **more: Any) -> None:
    """Before the session is emptied."""
    if user is not None and hasattr(request, "session"):
        viewing_over(request, actor_of(user), getattr(request, "moment", None) or timezone.now())
