"""From a file to its tables: finds the sheets of a layout, reads each, says what is missing or unknown."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Protocol, TypeVar

from . import limits
from .book import Book, Rows
from .collector import Collector, ReadResult
from .failure import UnusableFileError
from .headers import normal
from .sheet import Range
from .spec import Sheet
from .tables import Table, read_pairs, read_table

T = TypeVar("T")
Source = str | Path | IO[bytes]


class Tabs(Protocol):
    """What sheets are found in: a workbook, or tables that came another way."""

    @property
    def titles(self) -> list[str]: ...

    def load(self, position: int) -> tuple[Rows, list[Range]]: ...


# sheets of our own blanks that hold no data
OWN_SHEETS = frozenset(("пояснения", "notes", "справочник", "lists"))


def read_workbook(
    source: Source, sheets: Sequence[Sheet], build: Callable[[dict[str, Table], Collector], T | None]
) -> ReadResult[T]:
    """Reads the tables of `sheets` (by Russian title) and lets `build` make the value and check across sheets."""
    try:
        with Book(source) as book:
            return read_tabs(book, sheets, build)
    except UnusableFileError as failure:
        return ReadResult(None, (failure.problem,), ())


def read_tabs(
    book: Tabs, sheets: Sequence[Sheet], build: Callable[[dict[str, Table], Collector], T | None]
) -> ReadResult[T]:
    """The same of tabs that are open."""
    collector = Collector([sheet.ru for sheet in sheets])
    try:
        tables = _read_tables(book, sheets, collector)
    except UnusableFileError as failure:
        collector.errors.append(failure.problem)
        return collector.result(None)
    return collector.result(build(tables, collector))


def _read_tables(book: Tabs, sheets: Sequence[Sheet], collector: Collector) -> dict[str, Table]:
    places = _find_sheets(book, sheets, collector)
    tables: dict[str, Table] = {}
    for sheet in sheets:
        if sheet.ru not in places:
            if sheet.required:
                collector.error("sheet.missing", sheet.ru)
            continue
        try:
            rows, merged = book.load(places[sheet.ru])
        except UnusableFileError as failure:
            if failure.problem.code != "rows.too_many":
                raise
            collector.error("rows.too_many", sheet.ru, limit=limits.ROWS)
            continue
        if not rows and not sheet.required:
            continue
        read = read_pairs if sheet.pairs else read_table
        tables[sheet.ru] = read(sheet, rows, merged, collector)
    return tables


def _find_sheets(book: Tabs, sheets: Sequence[Sheet], collector: Collector) -> dict[str, int]:
    known = {normal(name): sheet.ru for sheet in sheets for name in sheet.names}
    places: dict[str, int] = {}
    for position, title in enumerate(book.titles):
        name = known.get(normal(title))
        if name is None:
            if normal(title) not in OWN_SHEETS:
                collector.note("sheet.unknown", title, value=title)
        elif name in places:
            collector.error("sheet.duplicate", name, value=title)
        else:
            places[name] = position
    return places
