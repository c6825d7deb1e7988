"""Every letter there is, with invented rows: what it says before anybody gets it. Each app brings its own.

A letter reads attributes and nothing else, so that a stand-in serves for any row: what it is asked for is told by the
name of the attribute, and what only that letter knows is given to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from .showing import Letter, shown

Write = Callable[[], Any]
_SOURCES: dict[str, tuple[str | Promise, str]] = {}

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
    app: str
    title: str | Promise
    letters: list[tuple[str, list[Letter]]]

    @property
    def named(self) -> list[tuple[str, str]]:
        """Key and subject in the active language, where the letter has it."""
        language = get_language()
        return [(key, next((one for one in made if one.language == language), made[0]).subject)
                for key, made in self.letters]  # fmt: skip


def register(app: str, title: str | Promise, source: str) -> None:
    """`source` names the function that gives what writes each letter of the app."""
    _SOURCES[app] = (title, source)


def groups(at: datetime) -> list[Group]:
    """Of every app, each letter in its languages under a key that names it on the page."""
    return [
        Group(app, title, [(f"{app}-{n}", shown(write)) for n, write in enumerate(import_string(source)(at), start=1)])
        for app, (title, source) in sorted(_SOURCES.items())
    ]
