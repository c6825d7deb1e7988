"""Columns of a table that is asked for, and its cells: from typed text to a value, and from a value to words.

A column keeps its key for ever: a new version of a form carries answers over by it. Values are kept as texts, exact.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .enums import ColumnKind as K

MOST_COLUMNS, MOST_ROWS, LONGEST = 20, 40, 1000
SUMMED = (K.NUMBER, K.MONEY)
DATES = ("%d.%m.%Y", "%Y-%m-%d")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """`least` and `most` bound a number, a sum or a day; of a text `most` is its length."""

    key: str
    title: str
    kind: str = K.TEXT
    required: bool = False
    hint: str = ""
    least: str = ""
    most: str = ""
    options: tuple[str, ...] = ()
    commercial: bool = False

    @property
    def summed(self) -> bool:
        return self.kind in SUMMED

    @property
    def kind_label(self) -> str:
        return str(K(self.kind).label)

    @property
    def conditions(self) -> list[str]:
        """In words: what must hold of a cell."""
        said = [_("must be filled in")] if self.required else []
        if self.kind == K.TEXT and self.most:
            said.append(_("no longer than %(limit)s characters") % {"limit": self.most})
        elif self.kind != K.TEXT:
            bounds = ((_("not less than %(bound)s"), self.least), (_("not more than %(bound)s"), self.most))
            said += [words % {"bound": say(self, bound)} for words, bound in bounds if bound]
        if self.options:
            said.append(", ".join(self.options))
        return [*said, _("commercial")] if self.commercial else said


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell; without a column it is said of the whole table."""

    row: int
    key: str
    said: str


def plain(columns: Iterable[Column]) -> list[dict[str, Any]]:
    return [asdict(column) | {"options": list(column.options)} for column in columns]


def of_plain(rows: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(**{**row, "options": tuple(row["options"])}) for row in rows)


def read(columns: Sequence[Column], typed: Sequence[Mapping[str, str]]) -> tuple[list[Cells], list[Fault]]:
    """Rows as values and every fault in them. Rows nobody filled in are dropped; nothing at all is a fault."""
    rows: list[Cells] = []
    faults: list[Fault] = []
    for number, row in enumerate(typed):
        if not any((row.get(column.key) or "").strip() for column in columns):
            continue
        cells: Cells = {}
        for column in columns:
            value, said = _cell(column, (row.get(column.key) or "").strip())
            if said:
                faults.append(Fault(number, column.key, said))
            cells[column.key] = value
        rows.append(cells)
    if not rows:
        faults.append(Fault(0, "", _("The table is empty. Fill in at least one row.")))
    return rows, faults


def _cell(column: Column, text: str) -> tuple[str, str]:
    """The value and what is wrong with it, one of them empty."""
    if not text:
        return "", _("Fill this in.") if column.required else ""
    try:
        return _READERS[K(column.kind)](column, text), ""
    except ValueError as fault:
        return "", str(fault)


def _text(column: Column, text: str) -> str:
    limit = int(column.most or LONGEST)
    if len(text) > limit:
        raise ValueError(_("No more than %(limit)d characters; now %(now)d.") % {"limit": limit, "now": len(text)})
    return text


def _number(column: Column, text: str) -> str:
    bare = re.sub(r"[\s\u00a0\u202f\u20bd]", "", text).replace(",", ".").replace("\u2212", "-")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", bare):
        raise ValueError(_("This is not a number. Write digits, for example 1 234,5."))
    value = Decimal(bare)
    if column.kind == K.MONEY and value != round(value, 2):
        raise ValueError(_("Rubles with kopecks: no more than two digits after the comma."))
    least, most = (Decimal(each) if each else None for each in (column.least, column.most))
    _bound(value, least, most, formatting.number)
    return f"{value:.2f}" if column.kind == K.MONEY else str(value)


def _day(column: Column, text: str) -> str:
    value = day_of(text)
    if value is None:
        raise ValueError(_("This is not a date. Write it as DD.MM.YYYY."))
    least, most = (date.fromisoformat(each) if each else None for each in (column.least, column.most))
    _bound(value, least, most, formatting.day)
    return value.isoformat()


def _choice(column: Column, text: str) -> str:
    if text not in column.options:
        raise ValueError(_("Choose one of the list."))
    return text


def _bound(value: Any, least: Any, most: Any, say_it: Any) -> None:
    if least is not None and value < least:
        raise ValueError(_("Not less than %(bound)s.") % {"bound": say_it(least)})
    if most is not None and value > most:
        raise ValueError(_("Not more than %(bound)s.") % {"bound": say_it(most)})


_READERS = {K.TEXT: _text, K.NUMBER: _number, K.MONEY: _number, K.DATE: _day, K.CHOICE: _choice}


def day_of(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def typed(column: Column, value: str) -> str:
    """The text that would have been typed."""
    if column.kind == K.DATE and value:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return value.replace(".", ",") if column.summed else value


def say(column: Column, value: str) -> str:
    """A cell as a reader expects it."""
    if not value:
        return formatting.DASH
    if column.kind == K.MONEY:
        return formatting.money(Decimal(value))
    if column.kind == K.NUMBER:
        return formatting.number(Decimal(value))
    return formatting.day(date.fromisoformat(value)) if column.kind == K.DATE else value


def cell(column: Column, value: str) -> Any:
    """A cell as a spreadsheet wants it: numbers as numbers, days as days."""
    if not value:
        return None
    if column.summed:
        return Decimal(value)
    return date.fromisoformat(value) if column.kind == K.DATE else value
