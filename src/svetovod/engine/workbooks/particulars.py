"""Reads directors, founders and contacts of organisations."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .collector import Collector, ReadResult
from .particulars_layout import PARTICULARS, SHEETS
from .plain_table import read_book_or_csv
from .reader import Source
from .tables import Row, Table

MOST = 10_000
PEOPLE = ("director", "founder")
HOUSES = ("director_house", "founder_house")
_LENGTHS = {"text": 300, "source": 300}
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")


@dataclass(frozen=True, slots=True)
class Particular:
    """One fact of the organisation `house`: `text` is a name or a contact, `inn` that of the person or the founder."""

    house: str
    kind: str
    text: str
    source: str
    as_of: date
    inn: str = ""
    share: Decimal | None = None


def read_particulars(source: Source) -> ReadResult[tuple[Particular, ...]]:
    """The facts of a workbook or of a CSV file in their order, or everything that is wrong with them."""
    return read_book_or_csv(source, SHEETS, PARTICULARS, _build)


def particular_fault(kind: str, text: str, inn: str) -> tuple[str, str] | None:
    """The field that cannot be of this kind, and the code of why."""
    if kind in PEOPLE:
        if inn and len(inn) != 12:
            return "inn", "particular.person_inn"
        return None if len(text.split()) > 1 else ("text", "particular.name")
    if kind in HOUSES:
        return ("inn", "particular.house_inn") if inn and len(inn) != 10 else None
    if inn:
        return "inn", "particular.no_inn"
    if kind == "email":
        return None if _EMAIL.fullmatch(text) else ("text", "email.invalid")
    if kind == "telephone" and not 10 <= sum(each.isdigit() for each in text) <= 20:
        return "text", "particular.telephone"
    return None


def _build(tables: dict[str, Table], collector: Collector) -> tuple[Particular, ...] | None:
    rows = tables[PARTICULARS.ru].rows if PARTICULARS.ru in tables else []
    if len(rows) > MOST:
        collector.error("rows.too_many", PARTICULARS.ru, None, None, None, limit=MOST)
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        _check(row, collector)
        key = tuple(row.values.get(name) for name in ("house", "kind", "text", "inn"))
        if key in first:
            column = PARTICULARS.column("text").ru
            collector.error(
                "particular.duplicate", PARTICULARS.ru, row.number, column, row.text("text"), first=first[key]
            )
        first.setdefault(key, row.number or 0)
    return None if collector.errors else tuple(Particular(**row.values) for row in rows)  # type: ignore[arg-type]


def _check(row: Row, collector: Collector) -> None:
    for name, most in _LENGTHS.items():
        if len(row.text(name) or "") > most:
            column = PARTICULARS.column(name).ru
            collector.error("text.too_long", PARTICULARS.ru, row.number, column, row.text(name), limit=most)
    kind, text, inn = (str(row.values.get(name) or "") for name in ("kind", "text", "inn"))
    if kind and (fault := particular_fault(kind, text, inn)):
        field, code = fault
        if field not in row.failed:
            column = PARTICULARS.column(field).ru
            collector.error(code, PARTICULARS.ru, row.number, column, row.text(field))
