"""Every letter there is, with invented rows: what it says before anybody gets it. Each app brings its own.

A letter reads attributes and nothing else, so that a stand-in serves for any row: what it is asked for is told by the
name of the attribute, and what only that letter knows is given to it.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from .showing import Letter, shown

Write = Callable[[], Any]
_SOURCES: dict[str, "Source"] = {}

DAY, MOMENT = date(2021, 6, 24), datetime(2021, 6, 24, 15, tzinfo=UTC)
VALUES: dict[str, Any] = {
    "pk": 0, "inn": "0000000000", "kpp": "000001001", "slug": "sample", "code": "P-07", "key": "goal", "number": 7,
    "title": "Образец названия", "name": "Образец названия", "reason": "указана в карточке", "ground": "устав",
    "question": "Кто может подать заявку?", "shown": "Кто может подать заявку?", "asked": "Кто может подать заявку?",
    "answer": "Участник кластера из реестра.", "decision": "доводы подтвердились", "sha256": "5f" * 32,
    "source": "ЕГРЮЛ", "place": "Саранск", "region": "RU-MO", "file_name": "образец.xlsx", "table": 4, "year": 2021,
    "amount": Decimal(40_000_000), "requested": Decimal(50_000_000), "limit": Decimal(300_000_000), "revision": 1,
    "ledger_index": 42, "is_active": True, "absentia": False, "session_id": 0, "released": False, "language": "ru",
}  # fmt: skip
DISPLAYED = re.compile(r"get_(\w+)_display")
ENTERPRISES = frozenset({"organisation", "initiator", "gone", "kept", "owner"})
ENTERPRISE = "Предприятие (условное)"


class Standin:
    """A row nobody has. Its relations lead to one more of the kind."""

    def __init__(self, said: str = "Образец", /, **known: Any) -> None:
        self.__dict__.update(known, _said=said)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        displayed = DISPLAYED.fullmatch(name)
        if displayed:
            chosen = self.__dict__[displayed[1]]  # a choice the letter names: its words follow the language
            return lambda: str(chosen.label)
        return _value(name)

    def __call__(self, *_args: Any, **_named: Any) -> "Standin":
        return self

    def __iter__(self) -> Iterator["Standin"]:
        return iter((self,))

    def __getitem__(self, key: Any) -> Any:
        return VALUES.get(key, self) if isinstance(key, str) else self

    def __len__(self) -> int:
        return 1

    def __str__(self) -> str:
        return self._said


def standin(said: str = "Образец", /, **known: Any) -> Any:
    """In place of any row: letters name the model they are about."""
    return Standin(said, **known)


def _value(name: str) -> Any:
    if name in VALUES:
        return VALUES[name]
    if name.endswith(("_at", "_until")):
        return MOMENT
    if name.endswith("_on") or name in {"on", "until", "due", "since"}:
        return DAY
    if name.endswith("_id"):
        return 0
    return Standin(ENTERPRISE, name=ENTERPRISE) if name in ENTERPRISES else Standin()


@dataclass(frozen=True, slots=True)
class Group:
    """Of each letter the key that names it on the page, and its subject in the active language, where it has that."""

    app: str
    title: str | Promise
    letters: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    title: str | Promise
    writes: str
    about: str

    def each(self, at: datetime) -> Iterator[Write]:
        found: Iterator[Write] = import_string(self.writes)(at)
        return found


def register(app: str, title: str | Promise, source: str, about: str = "") -> None:
    """`source` names the function that gives what writes each letter of the app; `about` one that gives, hashable, what
    of the database they are about: without it they are made of the code alone."""
    _SOURCES[app] = Source(title, source, about)


def groups(at: datetime) -> list[Group]:
    """Every letter of every app."""
    language, day = get_language() or "", at.replace(hour=12, minute=0, second=0, microsecond=0)
    found = []
    for app, source in sorted(_SOURCES.items()):
        about = import_string(source.about)() if source.about else None
        said = _subjects(source.writes, language, day, about)
        found.append(Group(app, source.title, [(f"{app}-{n}", subject) for n, subject in enumerate(said, 1)]))
    return found


@lru_cache(maxsize=64)
def _subjects(writes: str, language: str, day: datetime, _about: Hashable) -> list[str]:
    """To write every letter takes hundreds of questions, and what is listed of them is the same all day."""
    made = [shown(write) for write in import_string(writes)(day)]
    return [next((one for one in each if one.language == language), each[0]).subject for each in made]


def letters(key: str, at: datetime) -> list[Letter]:
    """The one of that key in its languages; none where no letter has it."""
    app, _dash, number = key.rpartition("-")
    writes = _SOURCES[app].each(at) if app in _SOURCES else ()
    return next((shown(write) for n, write in enumerate(writes, 1) if str(n) == number), [])
