"""What stands above a session: each app says by which link its page opens for somebody signed in, and for a guest.

Registered in `AppConfig.ready`, so that a session's page leads on without knowing who stands above.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from svetovod.web.common.context import Link

from .models import PracticalSession, Registration

_doors: list[Callable[[Any, PracticalSession, datetime], Iterable[Link]]] = []
_guest_doors: list[Callable[[Registration, str], Iterable[Link]]] = []


def register_doors(source: Callable[[Any, PracticalSession, datetime], Iterable[Link]]) -> None:
    """`source(actor, session, moment)` gives links that the actor may open."""
    if source not in _doors:
        _doors.append(source)


def doors(actor: Any, session: PracticalSession, moment: datetime) -> list[Link]:
    return [link for source in _doors for link in source(actor, session, moment)]


def register_guest_doors(source: Callable[[Registration, str], Iterable[Link]]) -> None:
    """`source(registration, token)` gives links for whoever holds the link of the letter."""
    if source not in _guest_doors:
        _guest_doors.append(source)


def guest_doors(registration: Registration, token: str) -> list[Link]:
    return [link for source in _guest_doors for link in source(registration, token)]
