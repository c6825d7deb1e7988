"""Reads technoparks and other infrastructure of a region."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .collector import Collector, ReadResult
from .facilities_layout import FACILITIES, SHEETS
from .reader import Source, read_workbook
from .tables import Table

MOST = 1_000
_LENGTHS = {"name": 300, "capability": 500, "source": 300}


@dataclass(frozen=True, slots=True)
class Facility:
    """What stands in a region for its industry. `area` in square metres and `occupied` in per cent, where known."""

    kind: str
    name: str
    source: str
    as_of: date
    oktmo: str = ""
    area: Decimal | None = None
    occupied: Decimal | None = None
    capability: str = ""
    visits: bool = False
    url: str = ""


def read_facilities(source: Source) -> ReadResult[tuple[Facility, ...]]:
    """The objects in their order, or everything that is wrong with the list."""
    return read_workbook(source, SHEETS, _build)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[Facility, ...] | None:
    rows = tables[FACILITIES.ru].rows if FACILITIES.ru in tables else []
    if len(rows) > MOST:
        collector.error("rows.too_many", FACILITIES.ru, None, None, None, limit=MOST)
    first: dict[object, int] = {}
    for row in rows:
        key = row.values.get("kind"), row.values.get("name")
        if key in first:
            collector.error(
                "facility.duplicate", FACILITIES.ru, row.number, "Название", row.text("name"), first=first[key]
            )
        first.setdefault(key, row.number or 0)
        for name, most in _LENGTHS.items():
            typed = row.text(name)
            if len(typed or "") > most:
                column = FACILITIES.column(name).ru
                collector.error("text.too_long", FACILITIES.ru, row.number, column, typed, limit=most)
    return None if collector.errors else tuple(Facility(**row.values) for row in rows)  # type: ignore[arg-type]
