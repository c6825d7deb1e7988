"""What became of the projects of a session: apps above say how far each came, and where that can be seen.

Registered in `AppConfig.ready`: a session does not know of selections.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .models import PracticalSession


@dataclass(frozen=True, slots=True)
class Fate:
    """A project in a published result: `url` is the page that proves it, `steps` of filed, admitted, funded."""

    project: int
    code: str
    title: str
    where: str
    url: str
    steps: Collection[str]
    granted: Decimal = Decimal(0)


# source(projects, after which day, moment, show_future)
Source = Callable[[Collection[int], date, datetime, bool], Iterable[Fate]]
STEPS = ("filed", "admitted", "funded")
_sources: list[Source] = []


def register_fates(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


@dataclass(slots=True)
class Became:
    """Projects presented, and of them those that came to each step, with their proofs."""

    presented: int
    steps: dict[str, list[Fate]]

    @property
    def granted(self) -> Decimal:
        return sum((fate.granted for fate in self.steps["funded"]), Decimal(0))


def of(session: PracticalSession, at: datetime, *, show_future: bool) -> Became:
    projects = list(session.pitches.values_list("project", flat=True))
    found = [fate for source in _sources for fate in source(projects, session.starts_on, at, show_future)]
    return Became(len(projects), {step: [fate for fate in found if step in fate.steps] for step in STEPS})
