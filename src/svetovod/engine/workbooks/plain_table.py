"""A workbook, or the one required sheet of it as CSV: the same columns by the same rules."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from svetovod.engine.piped import in_any_order

from . import limits
from .book import Rows
from .cell import Cell, Kind
from .collector import Collector, ReadResult
from .reader import Source, read_workbook
from .spec import Sheet
from .tables import Table, read_table

T = TypeVar("T")
Build = Callable[[dict[str, Table], Collector], T | None]
_HEAD = 4096


def read_book_or_csv(source: Source, sheets: Sequence[Sheet], alone: Sheet, build: Build[T]) -> ReadResult[T]:
    """`alone` is the sheet that a CSV file holds. A path is CSV by its suffix; a binary file, as a pipe, by content."""
    if isinstance(source, str | Path) and Path(source).is_fifo():
        with Path(source).open("rb") as stream:
            return read_book_or_csv(in_any_order(stream, limits.FILE_BYTES), sheets, alone, build)
    if isinstance(source, str | Path):
        plain = Path(source).suffix.lower() == ".csv"
        return _read_csv(_raw(Path(source)), alone, build) if plain else read_workbook(source, sheets, build)
    head = source.read(_HEAD)
    source.seek(0)
    if _is_text(head):
        return _read_csv(source.read(limits.FILE_BYTES + 1), alone, build)
    return read_workbook(source, sheets, build)


def _is_text(head: bytes) -> bool:
    """Whether a table may be in it; anything else is left to the reader of workbooks, which says what it is."""
    first = head.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0]
    marked = head.startswith((b"PK", b"%PDF", b"{\\rtf")) or first.lstrip().startswith(b"<")
    return not marked and b"\0" not in head and any(separator in first for separator in (b";", b","))


def _raw(path: Path) -> bytes | None:
    """At most a byte more than a file may have."""
    try:
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except OSError:
        return None


def _read_csv(raw: bytes | None, sheet: Sheet, build: Build[T]) -> ReadResult[T]:
    collector = Collector([sheet.ru])
    rows = _csv_rows(raw, sheet, collector)
    if rows is None:
        return collector.result(None)
    return collector.result(build({sheet.ru: read_table(sheet, rows, [], collector)}, collector))


def _csv_rows(raw: bytes | None, sheet: Sheet, collector: Collector) -> Rows | None:
    """Rows and columns counted from 1, as in a spreadsheet; UTF-8 or the Windows code page, `;` or `,` between."""
    if raw is None:
        collector.error("file.unreadable", kind="missing")
        return None
    if len(raw) > limits.FILE_BYTES:
        collector.error("file.too_large", limit=limits.FILE_BYTES // 2**20)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    first = text.partition("\n")[0]
    try:
        lines = list(csv.reader(text.splitlines(), delimiter=";" if ";" in first else ","))
    except csv.Error:
        collector.error("file.unreadable", kind="broken")
        return None
    if len(lines) > limits.ROWS:
        collector.error("rows.too_many", sheet.ru, limit=limits.ROWS)
        return None
    cells = {
        number: {place: cell for place, value in enumerate(line, start=1) if not (cell := Cell(Kind.TEXT, value)).blank}
        for number, line in enumerate(lines, start=1)
    }
    return {number: row for number, row in cells.items() if row}
