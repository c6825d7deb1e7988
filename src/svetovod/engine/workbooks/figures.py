"""Numbers of any workbook by the names of their cells: a person's own model, which no layout describes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .book import Book
from .cell import Cell, Kind
from .collector import ReadResult
from .failure import UnusableFileError
from .reader import Source
from .sheet import column_letters

CELLS = 20_000
_PLACE = re.compile(r"'?((?:[^'!]|'')+)'?!\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Figures:
    """`cells`: `Sheet!B7` -> decimal text as the cell shows it; `names`: defined name -> `Sheet!B7`.

    `blind` are places of formulas whose value nobody has computed. Beyond `CELLS` numbers only named ones are kept.
    """

    cells: Mapping[str, str]
    names: Mapping[str, str]
    blind: frozenset[str]


def read_figures(source: Source) -> ReadResult[Figures]:
    """Every number of the workbook, or why it cannot be read."""
    try:
        with Book(source) as book:
            names = {name: found for name, text in book.names.items() if (found := place(text))}
            wanted = set(names.values())
            cells: dict[str, str] = {}
            blind: set[str] = set()
            for where, cell in _cells(book):
                number = _number(cell)
                if cell.kind is Kind.NO_VALUE:
                    blind.add(where)
                elif number is not None and (len(cells) < CELLS or where in wanted):
                    cells[where] = number
    except UnusableFileError as failure:
        return ReadResult(None, (failure.problem,), ())
    return ReadResult(Figures(cells, names, frozenset(blind)), (), ())


def place(text: str) -> str | None:
    """`'My sheet'!$B$7` as `My sheet!B7`; None for anything but one cell."""
    match = _PLACE.fullmatch(text.strip().lstrip("="))
    if match is None:
        return None
    sheet = match[1].replace("''", "'")
    return f"{sheet}!{match[2]}{int(match[3])}"


def _cells(book: Book) -> Iterator[tuple[str, Cell]]:
    for position, title in enumerate(book.titles):
        rows, _merged = book.load(position)
        for number, cells in rows.items():
            for column, cell in cells.items():
                yield f"{title}!{column_letters(column)}{number}", cell


def _number(cell: Cell) -> str | None:
    if cell.kind is not Kind.NUMBER:
        return None
    try:
        number = Decimal(f"{cell.number:.15g}")
    except InvalidOperation:
        return None
    return format(number, "f") if number.is_finite() and abs(number) < 10**18 else None
