"""Asking an address as somebody without the way there: the view itself, with the actor the middleware would give.

The sessions, cookies and headers of a real request cost four times what a refusal does, and decide nothing here;
`Sweep.walk` compares the two.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from svetovod.web.rulebook.selectors import one_law

from .people import bearer

API = "/api/"


def let_go(answer: Any) -> None:
    """Closes the file that is handed out, for nobody reads it here; the test's client closes what it has read alone."""
    for close in answer._resource_closers:
        close()


@cache
def _led_to(path: str) -> ResolverMatch:
    """Many ask the same address one after another."""
    return resolve(path)


def word(answer: Any) -> str:
    """What an answer came to."""
    let_go(answer)
    status = answer.status_code
    if 300 <= status < 400:
        return "login" if "/accounts/login/" in answer["Location"] else "go"
    return "ok" if status < 300 else str(status)


@contextmanager
def unlogged() -> Iterator[None]:
    """Whoever is refused tens of thousands of times on purpose writes no line of it three times over."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def bare() -> Iterator[None]:
    """Pages without their drawing: permission is decided before it, and it costs nine tenths of the time."""
    with ExitStack() as stack:
        stack.enter_context(unlogged())
        stack.enter_context(patch("django.template.backends.django.Template.render", lambda *_a, **_k: ""))
        stack.enter_context(patch("typst.compile", lambda *_a, **_k: b"%PDF-1.7"))
        yield


class Asker:
    """Everybody of the matrix, with the grants and the day of the moment it was made."""

    def __init__(self, people: dict[str, Any]) -> None:
        from svetovod.web.accounts.actors import VISITOR, actor_of
        from svetovod.web.audit.clock import read
        from svetovod.web.common.middleware import refusals

        self.users = people
        self.actors = {"visitor": VISITOR} | {who: actor_of(person) for who, person in people.items()}
        self.clock = read(timezone.now())
        self.refusals = refusals(lambda _request: HttpResponse())

    def answer(self, who: str, method: str, url: str, data: dict[str, Any] | None = None) -> Any:
        """What the view answers, its refusals turned into statuses by the product's own middleware."""
        factory = RequestFactory(**(bearer(who) if url.startswith(API) else {}))
        request: Any = factory.post(url, data or {}) if method == "POST" else factory.generic(method, url)
        request.user, request.actor = self.users.get(who) or AnonymousUser(), self.actors[who]
        request.clock, request.moment, request.support_code = self.clock, self.clock.moment, ""
        request.session = SessionStore()
        request._messages = CookieStorage(request)
        request.htmx = HtmxDetails(request)
        view, args, kwargs = request.resolver_match = _led_to(request.path_info)
        try:
            with one_law():
                return view(request, *args, **kwargs)
        except Http404:
            return HttpResponse(status=404)
        except Exception as error:
            try:
                answer = self.refusals.process_exception(request, error)
            except Http404:
                return HttpResponse(status=404)
            # what nobody expected is a 500 of the product, and a line that no reviewer lets through
            return HttpResponse(type(error).__name__, status=500) if answer is None else answer
