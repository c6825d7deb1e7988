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
    """A project in a published result: `url` is the page that proves it, `steps` of filed, admitted, funded.

    `until` is the last day of the intake: what was filed before a session is no fate of its projects.
    """

    project: int
    code: str
    title: str
    where: str
    url: str
    steps: Collection[str]
    granted: Decimal = Decimal(0)
    until: date | None = None

    def after(self, session: PracticalSession) -> bool:
        return self.until is not None and self.until >= session.starts_on


# of projects, at the moment, and whether later facts are shown
Source = Callable[[Collection[int], datetime, bool], Iterable[Fate]]
LEAST = 3  # of fewer rows everybody is shown no number
STEPS = ("filed", "admitted", "funded")
_sources: list[Source] = []


def register_fates(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def told(size: int) -> int | None:
    """None where fewer stand behind the number than everybody may be told of."""
    return None if 0 < size < LEAST else size


@dataclass(slots=True)
class Became:
    """Projects presented, and of them those that came to each step, with their proofs."""

    presented: int
    steps: dict[str, list[Fate]]

    @property
    def told(self) -> int | None:
        """Projects presented, as everybody may know."""
        return told(self.presented)

    @property
    def granted(self) -> Decimal:
        return sum((fate.granted for fate in self.steps["funded"]), Decimal(0))


def fates(projects: Collection[int], at: datetime, *, show_future: bool) -> list[Fate]:
    """Of projects of any sessions: which of them a result came after is `Fate.after`."""
    return [fate for source in _sources for fate in source(projects, at, show_future)]


def of(session: PracticalSession, at: datetime, *, show_future: bool) -> Became:
    projects = list(session.pitches.values_list("project", flat=True))
    found = [fate for fate in fates(projects, at, show_future=show_future) if fate.after(session)]
    return Became(len(projects), {step: [fate for fate in found if step in fate.steps] for step in STEPS})
