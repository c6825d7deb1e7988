"""What stands above a session: each app says under which heading its pages open, and by which links.

Registered in `AppConfig.ready`, so that a session's page leads on without knowing who stands above.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from svetovod.web.common.context import Link

from .models import PracticalSession, Registration

Door = Callable[[Any, PracticalSession, datetime], Iterable[Link]]
_doors: list[tuple[Any, Door]] = []
_list_doors: list[tuple[Any, Callable[[datetime], Iterable[Link]]]] = []
_guest_doors: list[Callable[[Registration, str], Iterable[Link]]] = []


def register_doors(heading: Any, source: Door) -> None:
    """`source(actor, session, moment)` gives links that the actor may open."""
    if (heading, source) not in _doors:
        _doors.append((heading, source))


def doors(actor: Any, session: PracticalSession, moment: datetime) -> list[tuple[Any, list[Link]]]:
    """By heading; none without a link."""
    return _said((heading, source(actor, session, moment)) for heading, source in _doors)


def register_list_doors(heading: Any, source: Callable[[datetime], Iterable[Link]]) -> None:
    """`source(moment)` gives links from the list of sessions, for everybody."""
    if (heading, source) not in _list_doors:
        _list_doors.append((heading, source))


def list_doors(moment: datetime) -> list[tuple[Any, list[Link]]]:
    return _said((heading, source(moment)) for heading, source in _list_doors)


def _said(rows: Iterable[tuple[Any, Iterable[Link]]]) -> list[tuple[Any, list[Link]]]:
    return [(heading, links) for heading, found in rows if (links := list(found))]


def register_guest_doors(source: Callable[[Registration, str], Iterable[Link]]) -> None:
    """`source(registration, token)` gives links for whoever holds the link of the letter."""
    if source not in _guest_doors:
        _guest_doors.append(source)


def guest_doors(registration: Registration, token: str) -> list[Link]:
    return [link for source in _guest_doors for link in source(registration, token)]
