"""Reads and writes the plan and the facts of a development programme's indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .collector import Collector, ReadResult
from .programme_layout import INDICATORS, SHEETS
from .reader import Source, read_workbook
from .repeats import report_repeated
from .tables import Table
from .write import Filled, write_book


@dataclass(frozen=True, slots=True)
class ProgrammeValue:
    """An indicator in a period: the year, or its half 1 or 2. `plan` and `fact` are in the indicator's unit, None where
    the cell is blank."""

    indicator: str
    year: int
    half: int | None = None
    plan: Decimal | None = None
    fact: Decimal | None = None
    unit: str | None = None


def read_programme(source: Source) -> ReadResult[tuple[tuple[int, ProgrammeValue], ...]]:
    """Values with the lines of the sheet they stand on, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, _build)


def write_programme(values: Sequence[ProgrammeValue], lang: str = "ru") -> bytes:
    """The values as a workbook that `read_programme` reads back."""
    return write_book([Filled(INDICATORS, values)], lang)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[tuple[int, ProgrammeValue], ...] | None:
    table = tables.get(INDICATORS.ru)
    rows = table.rows if table else []
    if table:
        # of two lines it would not be known which is meant
        report_repeated(table, ("indicator", "year", "half"), "period.duplicate", collector, at="year")
    if collector.errors:
        return None
    return tuple((row.number or 0, ProgrammeValue(**row.values)) for row in rows)  # type: ignore[arg-type]
