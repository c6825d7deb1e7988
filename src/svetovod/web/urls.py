"""Addresses of the product. Each app names its own; the order is from the public face inwards."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

APPS = (
    "portal",
    "api",
    "rulebook",
    "registry",
    "signing",
    "figures",
    "dossier",
    "confirmation",
    "projects",
    "events",
    "matchmaking",
    "selection",
    "commission",
    "support",
    "regions",
    "opendata",
    "workbench",
    "handover",
    "accounts",
    "audit",
    "documents",
    "notices",
    "quarantine",
    "secrecy",
    "signatures",
    "common",
)

# Django finds each address of a page by a pattern that Python compiles, and keeps 512 of: the seven hundred of ours
# would be compiled again and again, a twentieth of what a page takes
re._MAXCACHE = 4096  # type: ignore[attr-defined]


class Beginnings(RoutePattern):
    """The empty prefix of an app that knows the first words of its addresses.

    An address that begins otherwise is not tried on every pattern of the app: there are over seven hundred in all.
    """

    def __init__(self, patterns: Iterable[URLPattern | URLResolver]) -> None:
        """Raises ImproperlyConfigured for an address whose first word is an argument: it could begin with any."""
        super().__init__("")
        self.words = frozenset(_first_words(patterns))

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, int | str]] | None:
        return (path, (), {}) if path.partition("/")[0] in self.words else None


def _first_words(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        route = str(each.pattern)
        if isinstance(each, URLResolver) and not route:
            yield from _first_words(each.url_patterns)
            continue
        word = route.partition("/")[0]
        if "<" in word:
            raise ImproperlyConfigured(f"An address begins with an argument: {route}")
        yield word


def _app(name: str) -> URLResolver:
    found = path("", include(f"svetovod.web.{name}.urls"))
    found.pattern = Beginnings(found.url_patterns)
    return found


urlpatterns = [_app(name) for name in APPS]
handler400 = "svetovod.web.common.views.bad_request"
handler403 = "svetovod.web.common.views.permission_denied"
handler404 = "svetovod.web.common.views.not_found"
handler500 = "svetovod.web.common.views.server_error"
