"""Who wants to hear that the law has changed: registered in `AppConfig.ready`, called inside the transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LawChange:
    """`before` and `after` are facts, `on` the first day on which they may judge differently.

    `subject` names the occasion once and for all, `url` is where it is read, `said` what happened in a sentence that
    is asked in the language of its reader.
    """

    act: str
    before: Any
    after: Any
    on: date
    subject: str
    url: str
    said: Callable[[], str]
    actor: Any
    at: datetime


Listener = Callable[[LawChange], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def law_changed(change: LawChange) -> None:
    for listener in _listeners:
        listener(change)
