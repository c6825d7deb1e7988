"""What a search tells while it runs."""

from collections.abc import Callable
from typing import NamedTuple

from .problem import Reason


class Bound(NamedTuple):
    """No schedule has fewer breaks."""

    breaks: int


class Found(NamedTuple):
    """A schedule: the slot of every meeting."""

    slots: tuple[int, ...]


class Fewest(NamedTuple):
    """No schedule changes fewer of the meetings that had a slot and a table."""

    changed: int


class Impossible(NamedTuple):
    """There is no schedule."""


class Explained(NamedTuple):
    """Why there is none; a later one is smaller."""

    reason: Reason


Event = Bound | Found | Fewest | Impossible | Explained
Report = Callable[[Event], None]
