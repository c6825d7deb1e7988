"""Sheets to rows of values: finds the header, parses every cell by its column, collects what is wrong."""

from dataclasses import dataclass, field

from . import limits
from .book import Rows
from .cell import BLANK, Cell, Kind
from .collector import Collector
from .headers import index, match, normal
from .sheet import Range, column_letters
from .spec import BadCellError, Column, Need, Sheet

_HEADER_SEARCH = 15  # rows with content in which a header may follow a title
_NAME_WORDS = frozenset(("показатель", "параметр", "поле", "имя", "наименование", "parameter", "field"))
_VALUE_WORDS = frozenset(("значение", "значения", "value", "values"))


@dataclass(slots=True)
class Row:
    """Values by column key; `failed` are the keys whose cell has an error of its own already."""

    number: int | None
    values: dict[str, object] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    cells: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # rows of names, in a sheet of pairs

    def text(self, key: str) -> str | None:
        """The cell's text for a `Problem`."""
        return self.cells.get(key, BLANK).shown


@dataclass(slots=True)
class Table:
    """The rows of one sheet; `columns` are the keys whose column is there."""

    sheet: Sheet
    rows: list[Row]
    columns: frozenset[str]

    def has(self, *keys: str) -> bool:
        """Whether all these columns are there, so that rows can be compared by them."""
        return self.columns.issuperset(keys)


def read_table(sheet: Sheet, rows: Rows, merged: list[Range], collector: Collector) -> Table:
    """A sheet with a header row."""
    header = _find_header(sheet, rows)
    places = _match_header(sheet, rows.get(header, {}), header, collector)
    data = [number for number in rows if number > header and any(place in rows[number] for place in places)]
    _note_unnamed(sheet, rows, header, {*rows.get(header, {}), *places}, collector)
    names = {place: column.ru for place, column in places.items()}
    covered = _report_merged(sheet, merged, names, rows, (header + 1, data[-1] if data else header), collector)
    found: list[Row] = []
    for number in data:
        row = Row(number)
        for place, column in places.items():
            if (number, place) in covered:
                row.failed.add(column.key)
            else:
                read_cell(sheet, column, rows[number].get(place, BLANK), row, number, collector)
        found.append(row)
    return Table(sheet, found, frozenset(column.key for column in places.values()))


def read_pairs(sheet: Sheet, rows: Rows, merged: list[Range], collector: Collector) -> Table:
    """A sheet of names and values, as a table of one row."""
    known = index({column.key: column.names for column in sheet.columns})
    name_place = _name_place(rows, known)
    places = _named_rows(sheet, rows, name_place, known, collector)
    row = Row(None)
    span = (min(places, default=1), max(places, default=0))
    columns = {name_place: None, name_place + 1: None}
    covered = _report_merged(sheet, merged, columns, rows, span, collector, {n: c.ru for n, c in places.items()})
    for number, column in places.items():
        row.numbers[column.key] = number
        if (number, name_place + 1) in covered:
            row.failed.add(column.key)
        else:
            read_cell(sheet, column, rows[number].get(name_place + 1, BLANK), row, number, collector)
    for column in sheet.columns:
        if column.key not in row.numbers:
            row.values[column.key] = column.default
            if column.need is Need.REQUIRED:
                row.failed.add(column.key)
                collector.error("value.required", sheet.ru, None, column.ru)
    return Table(sheet, [row], frozenset(column.key for column in sheet.columns))


def _named_rows(
    sheet: Sheet, rows: Rows, name_place: int, known: dict[str, str], collector: Collector
) -> dict[int, Column]:
    """Row numbers of the names that are known; of everything else there is a note."""
    numbers, title = _without_title(rows, name_place)
    both = {name_place, name_place + 1}
    for place, cell in rows.get(title, {}).items():
        if place not in both and (text := cell.text.strip()):
            collector.note("column.unknown", sheet.ru, title, text, text)
    _note_unnamed(sheet, rows, title, both | rows.get(title, {}).keys(), collector)
    places: dict[int, Column] = {}
    for number in numbers:
        text = rows[number].get(name_place, BLANK).text.strip()
        key = match(text, known)
        if key is None:
            if text:
                collector.note("name.unknown", sheet.ru, number, text, text)
            elif value := rows[number].get(name_place + 1):
                collector.note("name.unknown", sheet.ru, number, None, value.shown, what="unnamed")
        elif sheet.column(key) in places.values():
            collector.error("column.duplicate", sheet.ru, number, sheet.column(key).ru, text)
        else:
            places[number] = sheet.column(key)
    return places


def read_cell(  # noqa: PLR0917
    sheet: Sheet, column: Column, cell: Cell, row: Row, number: int, collector: Collector
) -> None:
    """One cell into `row`, or an error at its place."""
    row.cells[column.key] = cell
    if cell.kind is Kind.NO_VALUE:
        row.failed.add(column.key)
        collector.error("cell.formula_without_value", sheet.ru, number, column.ru)
        return
    if cell.blank:
        row.values[column.key] = column.default
        if column.need is Need.REQUIRED:
            row.failed.add(column.key)
            collector.error("value.required", sheet.ru, number, column.ru)
        return
    if cell.formula:
        collector.note("cell.formula", sheet.ru, number, column.ru, cell.shown)

    def note(code: str, **params: str | int) -> None:
        collector.note(code, sheet.ru, number, column.ru, cell.shown, **params)

    try:
        row.values[column.key] = column.type.parse(cell, note)
    except BadCellError as bad:
        row.failed.add(column.key)
        collector.error(bad.code, sheet.ru, number, column.ru, cell.shown, **bad.params)


def _find_header(sheet: Sheet, rows: Rows) -> int:
    """The first row, or the row below a title that knows the most headers."""
    known = index({column.key: column.names for column in sheet.columns})
    first = list(rows)[:_HEADER_SEARCH]
    scores = {number: sum(match(cell.text, known) is not None for cell in rows[number].values()) for number in first}
    best = max(scores, key=lambda number: (scores[number], -number), default=1)
    if not first or scores[first[0]] or scores[best] < 2:
        return first[0] if first else 1
    return best


def _match_header(sheet: Sheet, cells: dict[int, Cell], number: int, collector: Collector) -> dict[int, Column]:
    known = index({column.key: column.names for column in sheet.columns})
    places: dict[int, Column] = {}
    for place, cell in sorted(cells.items()):
        text = cell.text.strip()
        key = match(text, known)
        if key is None:
            if text:
                shown = " ".join(text.split())
                collector.note("column.unknown", sheet.ru, number, shown, shown)
        elif sheet.column(key) in places.values():
            collector.error("column.duplicate", sheet.ru, number, sheet.column(key).ru, text)
        else:
            places[place] = sheet.column(key)
    for column in sheet.columns:
        if column not in places.values() and column.need is not Need.OPTIONAL:
            collector.error("column.missing", sheet.ru, None, column.ru)
    return places


def _note_unnamed(sheet: Sheet, rows: Rows, header: int, named: set[int], collector: Collector) -> None:
    """Columns below `header` that hold something and have no name there: each once, at its first cell."""
    told = set(named)
    for number, cells in rows.items():
        for place, cell in cells.items():
            if number > header and place not in told:
                told.add(place)
                letters = column_letters(place)
                collector.note("column.unknown", sheet.ru, number, letters, cell.shown, what="unnamed")


def _report_merged(  # noqa: PLR0917
    sheet: Sheet, merged: list[Range], columns: dict[int, str] | dict[int, None], rows: Rows, span: tuple[int, int],
    collector: Collector, names: dict[int, str] | None = None,
) -> set[tuple[int, int]]:  # fmt: skip
    """Reports merged ranges that touch the data; returns the cells they cover."""
    covered: set[tuple[int, int]] = set()
    budget = 2 * limits.CELLS  # ranges that overlap without end are nobody's table
    for top, left, bottom, right in merged:
        touched_rows = range(max(top, span[0]), min(bottom, span[1]) + 1)
        touched = [place for place in columns if left <= place <= right]
        if not touched_rows or not touched or (top, left) == (bottom, right):
            continue
        if len(touched_rows) * len(touched) > budget:
            break
        budget -= len(touched_rows) * len(touched)
        covered.update((number, place) for number in touched_rows for place in touched)
        column = (names or {}).get(touched_rows[0]) or columns[min(touched)]
        text = rows.get(top, {}).get(left, BLANK).shown
        collector.error("cell.merged", sheet.ru, touched_rows[0], column, text)
    return covered


def _name_place(rows: Rows, known: dict[str, str]) -> int:
    """The column that holds the names: the one with most known names, the first if there is none."""
    counts: dict[int, int] = {}
    for cells in rows.values():
        for place, cell in cells.items():
            if match(cell.text, known):
                counts[place] = counts.get(place, 0) + 1
    return max(sorted(counts), key=lambda place: counts[place], default=1)


def _without_title(rows: Rows, name_place: int) -> tuple[list[int], int]:
    """Row numbers of the names, and that of a first row that only names the columns, which is none of them; or 0."""
    numbers = list(rows)
    if not numbers:
        return [], 0
    first = rows[numbers[0]]
    name = normal(first.get(name_place, BLANK).text)
    value = normal(first.get(name_place + 1, BLANK).text)
    names_columns = name in _NAME_WORDS or value in _VALUE_WORDS
    return (numbers[1:], numbers[0]) if names_columns else (numbers, 0)
