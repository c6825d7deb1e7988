"""What a part of the desk is made of; the template draws any of them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag

from django.utils.translation import ngettext

APART = 3  # of so many of a kind each has its own line
NAMED = 3


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
    """What needs somebody. `due` is a deadline or None; `what` begins with a verb, as does `many`: the words for
    several of the kind, where `what` tells one of them from another."""

    what: str
    where: str
    url: str
    due: datetime | None = None
    many: str = ""

    @property
    def kind(self) -> str:
        return self.many or self.what

    def late(self, moment: datetime) -> bool:
        return self.due is not None and self.due <= moment


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the things to do: one, or several of a kind, the most urgent first."""

    tasks: list[Task]
    late: int = 0  # of the tasks: their terms may differ, and the line has the first of them

    @property
    def alone(self) -> Task | None:
        return self.tasks[0] if len(self.tasks) == 1 else None

    @property
    def what(self) -> str:
        return self.tasks[0].kind

    @property
    def named(self) -> list[tuple[Task, str]]:
        """Each with how it is named among the others: by its place, and by what it says where they differ in that."""
        alike = len({task.what for task in self.tasks}) == 1
        return [
            (task, task.where or task.what if alike else ": ".join(filter(None, (task.where, task.what))))
            for task in self.tasks
        ]

    @property
    def due(self) -> datetime | None:
        return self.tasks[0].due

    @property
    def url(self) -> str:
        """The list where all of them stand, if there is one."""
        pages = {urldefrag(task.url).url for task in self.tasks}
        return pages.pop() if len(pages) == 1 else ""

    @property
    def where(self) -> str:
        """The first few places, and how many more there are."""
        places = list(dict.fromkeys(task.where for task in self.tasks if task.where))
        named, more = ", ".join(places[:NAMED]), len(places) - NAMED
        if more <= 0:
            return named
        return ngettext("%(named)s and %(n)d more", "%(named)s and %(n)d more", more) % {"named": named, "n": more}


def lines(tasks: list[Task], moment: datetime) -> list[Line]:
    """`tasks` in their order; more than three of a kind are one line, where the first of them stands."""
    kinds: dict[str, list[Task]] = {}
    for task in tasks:
        kinds.setdefault(task.kind, []).append(task)
    several = {id(of[0]): of for of in kinds.values() if len(of) > APART}
    told = {id(task) for of in several.values() for task in of[1:]}
    found = [several.get(id(task), [task]) for task in tasks if id(task) not in told]
    return [Line(of, late=sum(task.late(moment) for task in of)) for of in found]


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
