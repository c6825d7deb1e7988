"""Reads and writes the plan-schedule and the half-year indicators of a joint project."""

from collections.abc import Sequence

from svetovod.engine.model import PlannedStage, PlannedValue

from .collector import Collector, ReadResult
from .plan_layout import INDICATORS, SCHEDULE
from .reader import Source, read_workbook
from .repeats import report_repeated
from .tables import Table
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
    table = tables.get(INDICATORS.ru)
    rows = table.rows if table else []
    if table:
        # of two lines it would not be known which is meant
        report_repeated(table, ("indicator", "year", "half"), "period.duplicate", collector, at="year")
    if collector.errors:
        return None
    return tuple((row.number or 0, PlannedValue(**row.values)) for row in rows)  # type: ignore[arg-type]
