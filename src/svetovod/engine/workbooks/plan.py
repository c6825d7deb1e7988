"""Reads and writes the plan-schedule and the half-year indicators of a joint project."""

from collections.abc import Sequence
from typing import Any

from svetovod.engine.model import PlannedStage, PlannedValue

from .cluster import report_repeated
from .collector import Collector, ReadResult
from .plan_layout import INDICATORS, SCHEDULE
from .reader import Source, read_workbook
from .tables import Row, Table
from .write import Filled, write_book

Stages = tuple[tuple[int, PlannedStage], ...]
Values = tuple[tuple[int, PlannedValue], ...]


def read_schedule(source: Source) -> ReadResult[Stages]:
    """Stages with the lines of the sheet they stand on, or everything that is wrong with it."""
    return read_workbook(source, (SCHEDULE,), _stages)


def read_indicators(source: Source) -> ReadResult[Values]:
    """Values of half-years with their lines, or everything that is wrong."""
    return read_workbook(source, (INDICATORS,), _values)


def write_schedule(stages: Sequence[PlannedStage], lang: str = "ru") -> bytes:
    return write_book([Filled(SCHEDULE, stages)], lang)


def write_indicators(values: Sequence[PlannedValue], lang: str = "ru") -> bytes:
    return write_book([Filled(INDICATORS, values)], lang)


def _stages(tables: dict[str, Table], collector: Collector) -> Stages | None:
    table = tables.get(SCHEDULE.ru)
    rows = table.rows if table else []
    if table is not None and table.has("number"):
        report_repeated(table, "number", "number.duplicate", collector)
    for row in rows:
        start, end = row.values.get("start"), row.values.get("end")
        if not row.failed & {"start", "end"} and start and end and end < start:  # type: ignore[operator]
            collector.error(
                "date.order", SCHEDULE.ru, row.number, "Окончание", row.text("end"), start=start.isoformat()  # type: ignore[attr-defined]
            )  # fmt: skip
    if collector.errors:
        return None
    return tuple((row.number or 0, PlannedStage(**row.values)) for row in rows)  # type: ignore[arg-type]


def _values(tables: dict[str, Table], collector: Collector) -> Values | None:
    rows = tables[INDICATORS.ru].rows if INDICATORS.ru in tables else []
    first: dict[Any, int | None] = {}
    for row in rows:
        _once(row, first, collector)
    if collector.errors:
        return None
    return tuple((row.number or 0, PlannedValue(**row.values)) for row in rows)  # type: ignore[arg-type]


def _once(row: Row, first: dict[Any, int | None], collector: Collector) -> None:
    """A half-year of an indicator stands on one line: of two it would not be known which is meant."""
    if row.failed & {"indicator", "year", "half"}:
        return
    key = (row.values.get("indicator"), row.values.get("year"), row.values.get("half"))
    if key in first:
        collector.error("period.duplicate", INDICATORS.ru, row.number, "Год", row.text("year"), first=first[key] or 0)
    else:
        first[key] = row.number
