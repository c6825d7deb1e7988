"""Reads who comes to a session from one organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .collector import Collector, ReadResult
from .delegation_layout import DELEGATES
from .questions import Question, asked
from .reader import Source, read_workbook
from .tables import Row, Table

MOST = 100  # people of one delegation
_LENGTHS = {"name": 200, "position": 200, "phone": 40}


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody who comes; `email` is in small letters, `answers` are those that were given, by the question's key."""

    name: str
    email: str
    position: str = ""
    phone: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)


def read_delegation(source: Source, questions: Sequence[Question] = ()) -> ReadResult[tuple[Delegate, ...]]:
    """The people in their order, or everything that is wrong with the list."""
    keys = {question.key for question in questions}

    def build(tables: dict[str, Table], collector: Collector) -> tuple[Delegate, ...] | None:
        rows = once(tables, DELEGATES.ru, MOST, collector)
        return None if collector.errors else tuple(_delegate(row.values, keys) for row in rows)

    return read_workbook(source, (asked(DELEGATES, questions),), build)


def _delegate(values: dict[str, object], keys: set[str]) -> Delegate:
    told = {key: value for key, value in values.items() if key not in keys}
    answers = {key: values[key] for key in keys & values.keys() if values[key] is not None}
    return Delegate(**_cut(told), answers=answers)  # type: ignore[arg-type]


def once(tables: dict[str, Table], sheet: str, most: int, collector: Collector) -> Sequence[Row]:
    """The rows of a list of people, each with an address of its own, and not too many of them."""
    rows = tables[sheet].rows if sheet in tables else []
    if len(rows) > most:
        collector.error("rows.too_many", sheet, None, None, None, limit=most)
    first: dict[object, int] = {}
    for row in rows:
        email = row.values.get("email")
        if "email" in row.failed:
            continue
        if email in first:
            collector.error("email.duplicate", sheet, row.number, "Почта", str(email), first=first[email])
        first.setdefault(email, row.number or 0)
    return rows


def _cut(values: dict[str, object]) -> dict[str, object]:
    """To what a register of people holds."""
    return {key: str(value or "")[: _LENGTHS.get(key, 254)] for key, value in values.items()}
