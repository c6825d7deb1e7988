"""Where a series of sessions leads: apps above say which selections, with their dates.

Registered in `AppConfig.ready`: a session does not know of selections.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .models import SessionSeries


@dataclass(frozen=True, slots=True)
class Stage:
    """A date of a selection; `until`: something must be done before it. `key` is unique among all calendars.

    `revision` grows with what is announced of it; `off`: the selection is called off, calendars take the date out.
    """

    key: str
    words: str
    at: datetime
    until: bool
    revision: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """`when` in words; `demands` what is to be done now; `was` what was announced before, and when that changed."""

    title: str
    url: str
    when: str
    over: bool
    demo: bool = False
    demands: Sequence[str] = ()
    stages: Sequence[Stage] = ()
    was: Sequence[tuple[datetime, str]] = ()


# of a series by its number: to the actor, at the moment, and whether later facts are shown
Source = Callable[[int, Any, datetime, bool], Iterable[Selection]]
_sources: list[Source] = []


def register_selections(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def of(series: SessionSeries, actor: Any, at: datetime, *, show_future: bool) -> list[Selection]:
    return [found for source in _sources for found in source(series.pk, actor, at, show_future)]
