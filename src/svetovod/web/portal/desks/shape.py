"""What a part of the desk is made of; the template draws any of them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with, where there is one, its address, its mark (`kind` of a state or of a verdict) and a second line."""

    text: Any
    url: str = ""
    kind: str = ""
    verdict: str = ""
    sub: Any = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; `empty` is said in its place when there are no rows."""

    key: str
    title: Any
    columns: list[Any]
    rows: list[list[Cell]]
    empty: Any
    url: str = ""
    url_text: Any = ""

    @property
    def labelled(self) -> list[list[tuple[Any, Cell]]]:
        """Rows whose cells know their column, for narrow screens."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Task:
    """What needs somebody. `due` is a deadline or None; `what` begins with a verb."""

    what: str
    where: str
    url: str
    due: datetime | None = None

    def late(self, moment: datetime) -> bool:
        return self.due is not None and self.due <= moment


@dataclass(frozen=True, slots=True)
class Board:
    """A role's part: its figures as (label, value, note), its tables, and what it adds to the things to do."""

    key: str
    title: Any
    figures: list[tuple[Any, Any, Any]]
    listings: list[Listing] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class First:
    """A first step; `what` begins with a verb. Without an address it waits for the one before it."""

    what: str
    url: str
    done: bool
    why: str = ""
