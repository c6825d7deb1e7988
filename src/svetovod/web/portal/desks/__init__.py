"""Parts of the desk by role: what is here, what is late, what changed. What needs one are the tasks above them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from . import clusters, meetings, operations, own
from .shape import Board

BOARDS: tuple[Callable[[Any, datetime], Iterator[Board]], ...] = (
    own.manager,
    own.team,
    meetings.enterprise,
    clusters.officer,
    clusters.region,
    clusters.development_centre,
    operations.administrator,
)


def boards(actor: Any, moment: datetime) -> list[Board]:
    return [board for source in BOARDS for board in source(actor, moment)]


__all__ = ["boards"]
