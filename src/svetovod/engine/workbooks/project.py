"""Reads a joint project with its estimate."""

from datetime import date
from typing import Any

from svetovod.engine.model import CostItem, JointProject

from .collector import Collector, ReadResult
from .project_layout import ESTIMATE, PROJECT, SHEETS
from .reader import Source, read_workbook
from .tables import Table


def read_project(source: Source) -> ReadResult[JointProject]:
    """The joint project that a workbook (a path or a binary file) describes, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, _build)


def _build(tables: dict[str, Table], collector: Collector) -> JointProject | None:
    if PROJECT.ru in tables:
        _check_dates(tables[PROJECT.ru], collector)
    if collector.errors:
        return None
    passport: dict[str, Any] = tables[PROJECT.ru].rows[0].values
    rows: list[Any] = tables[ESTIMATE.ru].rows
    return JointProject(**passport, costs=tuple(CostItem(row=row.number, **row.values) for row in rows))


def _check_dates(table: Table, collector: Collector) -> None:
    row = table.rows[0]
    start, end = row.values.get("start"), row.values.get("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        collector.error(
            "date.order", PROJECT.ru, row.numbers["end"], "Окончание", row.text("end"), start=start.isoformat()
        )
