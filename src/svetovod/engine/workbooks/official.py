"""Reads and writes the official list of applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .collector import Collector, ReadResult
from .official_layout import OFFICIAL, SHEETS
from .reader import Source, read_workbook
from .tables import Table
from .write import Filled, write_book


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """An application as the official list has it: the fields a protocol of the state's system carries."""

    number: str
    name: str
    inn: str
    filed_at: datetime | None = None
    address: str | None = None
    requested: Decimal | None = None


def read_official(source: Source) -> ReadResult[tuple[OfficialLine, ...]]:
    """The lines, or everything that is wrong with the list."""
    return read_workbook(source, SHEETS, _build)


def write_official(lines: Sequence[OfficialLine], lang: str = "ru") -> bytes:
    """The list as a workbook that `read_official` reads back."""
    return write_book([Filled(OFFICIAL, lines)], lang)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[OfficialLine, ...] | None:
    rows = tables[OFFICIAL.ru].rows if OFFICIAL.ru in tables else []
    seen: dict[object, int] = {}
    for row in rows:
        number = row.values.get("number")
        if number in seen:
            typed = row.text("number")
            collector.error(
                "code.duplicate", OFFICIAL.ru, row.number, "Регистрационный номер", typed, first=seen[number]
            )
        seen.setdefault(number, row.number or 0)
    if collector.errors:
        return None
    return tuple(OfficialLine(**row.values) for row in rows)  # type: ignore[arg-type]
