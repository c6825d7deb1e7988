"""One row of a sheet as a form on a page gives it: texts by column key, judged as cells of a workbook are."""

from collections.abc import Mapping

from svetovod.engine.model import Problem

from .cell import BLANK, Cell, Kind
from .collector import Collector
from .spec import Sheet
from .tables import Row, read_cell

__all__ = ["Row", "read_row"]


def read_row(sheet: Sheet, typed: Mapping[str, str]) -> tuple[Row, list[Problem], list[Problem]]:
    """The row with its values, the errors and the notes."""
    collector, row = Collector([sheet.ru]), Row(1)
    for column in sheet.columns:
        text = typed.get(column.key, "")
        cell = Cell(Kind.TEXT, text) if text.strip() else BLANK
        read_cell(sheet, column, cell, row, 1, collector)
    return row, collector.errors, collector.notes
