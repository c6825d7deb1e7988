"""The JSON form of a workbook: the same tables under the keys of the model, read by the very same rules.

    {"name": "...", "regions": ["RU-MO"], "year": 2020, "final_products": ["27.40.25"], "regional_productivity": "1.00",
     "participants": [{"inn": "...", "name": "...", "role": "final_producer", "region": "RU-MO"}],
     "purchases": [{"buyer": "...", "seller": null, "okpd2": "27.40.25", "amount": "1.00", "year": 2020}],
     "infrastructure": [{"kind": "education", "name": "..."}]}

An estimate is the table of costs alone:

    {"costs": [{"kind": "equipment", "payer": "...", "on": "2022-03-01", "amount": "1.00", "evidence": "...",
                "other_support": false}]}

A key that is left out is a blank cell. Problems name sheet, row and column of the workbook; `pointer` says the place
in the JSON.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.engine.model import Cluster, CostItem, Problem

from . import limits
from .book import Rows
from .cell import BLANK, Cell, Kind
from .cluster import build
from .cluster_layout import CLUSTER, INFRASTRUCTURE, PARTICIPANTS, PURCHASES, SHEETS
from .collector import Collector, ReadResult
from .failure import UnusableFileError, unreadable
from .project_layout import ESTIMATE
from .reader import read_tabs
from .sheet import Range
from .spec import Column, Sheet
from .tables import Table
from .words import OKPD2_LIST, REGION_LIST

TABLES = {"participants": PARTICIPANTS, "purchases": PURCHASES, "infrastructure": INFRASTRUCTURE}
COSTS = {"costs": ESTIMATE}
_KEYS = {sheet.ru: key for key, sheet in (TABLES | COSTS).items()}
_LISTS = (OKPD2_LIST, REGION_LIST)
_FIRST_ROW = 2  # of the first element: the header stands above it
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_FAR = 40  # digits before or after the point that nobody means


def read_cluster_json(text: str | bytes) -> ReadResult[Cluster]:
    """The cluster that a JSON document describes, or everything that is wrong with it."""
    try:
        document = _parse(text)
    except UnusableFileError as failure:
        return ReadResult(None, (failure.problem,), ())
    return read_tabs(_Tabs(document, TABLES, CLUSTER), SHEETS, build)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Rows are numbered as those of the sheet: the first is 2."""

    costs: tuple[CostItem, ...]


def read_estimate_json(text: str | bytes) -> ReadResult[Estimate]:
    """The rows of an estimate that a JSON document describes, or everything that is wrong with it."""
    try:
        document = _parse(text)
    except UnusableFileError as failure:
        return ReadResult(None, (failure.problem,), ())
    return read_tabs(_Tabs(document, COSTS, None), (ESTIMATE,), _estimate)


def _estimate(tables: dict[str, Table], collector: Collector) -> Estimate | None:
    if collector.errors:
        return None
    rows: list[Any] = tables[ESTIMATE.ru].rows
    return Estimate(tuple(CostItem(row=row.number, **row.values) for row in rows))


def pointer(problem: Problem) -> str | None:
    """The JSON Pointer (RFC 6901) of the place, None where the problem is of the document as a whole."""
    sheet = next((each for each in (*SHEETS, ESTIMATE) if each.ru == problem.sheet), None)
    if sheet is None:
        return None
    key = next((c.key for c in sheet.columns if c.ru == problem.column), problem.column)
    where = [_KEYS[sheet.ru]] if sheet.ru in _KEYS else []
    if where and problem.row is not None and problem.row >= _FIRST_ROW:
        where.append(str(problem.row - _FIRST_ROW))
    if key is not None and (problem.row is not None or not where):
        where.append(key)
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in where)


def _parse(text: str | bytes) -> Mapping[str, Any]:
    """An object with exact numbers; binary floats would not be what was written."""
    try:
        raw = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        found = json.loads(raw, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):
        raise unreadable("json") from None
    if not isinstance(found, dict):
        raise unreadable("json_object")
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)


class _Tabs:
    """A JSON object as the tabs of a workbook: `tables` by their keys, and the `passport` of all the other keys."""

    def __init__(self, document: Mapping[str, Any], tables: Mapping[str, Sheet], passport: Sheet | None) -> None:
        self._document, self._tables = document, tables
        own = [passport] if passport else []
        self._sheets = [*own, *(sheet for key, sheet in tables.items() if document.get(key) is not None)]

    @property
    def titles(self) -> list[str]:
        return [sheet.ru for sheet in self._sheets]

    def load(self, position: int) -> tuple[Rows, list[Range]]:
        sheet = self._sheets[position]
        return (self._pairs(sheet) if sheet.pairs else self._table(sheet)), []

    def _pairs(self, sheet: Sheet) -> Rows:
        columns = {column.key: column for column in sheet.columns}
        own = [(key, value) for key, value in self._document.items() if key not in self._tables]
        return {
            number: _filled({1: _text(columns[key].ru if key in columns else key), 2: _cell(value, columns.get(key))})
            for number, (key, value) in enumerate(own, start=1)
        }

    def _table(self, sheet: Sheet) -> Rows:
        elements = self._document[_KEYS[sheet.ru]]
        if not isinstance(elements, list) or not all(isinstance(element, dict) for element in elements):
            raise unreadable("json_table")
        if len(elements) >= limits.ROWS:
            raise UnusableFileError("rows.too_many", sheet.ru, limit=limits.ROWS)
        columns = {column.key: column for column in sheet.columns}
        places = {key: place for place, key in enumerate(_all_keys(columns, elements), start=1)}
        head = {place: _text(columns[key].ru if key in columns else key) for key, place in places.items()}
        rows = {
            number: _filled({places[key]: _cell(value, columns.get(key)) for key, value in element.items()})
            for number, element in enumerate(elements, start=_FIRST_ROW)
        }
        return {1: head, **{number: cells for number, cells in rows.items() if cells}}


def _all_keys(columns: Mapping[str, Column], elements: Sequence[Mapping[str, Any]]) -> list[str]:
    """Those of the layout and any other that an element has, each once."""
    found = list(dict.fromkeys([*columns, *(key for element in elements for key in element)]))
    if len(found) > limits.CELLS // limits.ROWS:
        raise unreadable("json_table")
    return found


def _filled(cells: dict[int, Cell]) -> dict[int, Cell]:
    return {place: cell for place, cell in cells.items() if not cell.blank}


def _cell(value: Any, column: Column | None) -> Cell:
    """What a spreadsheet would hold; an object or a list in the wrong place is an error value."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Cell(Kind.BOOLEAN, "true" if value else "false")
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list) and column and column.type in _LISTS and all(isinstance(item, str) for item in value):
        return _text("; ".join(value))
    return Cell(Kind.ERROR, "{...}" if isinstance(value, dict) else "[...]")


def _number(value: Decimal) -> Cell:
    if not value.is_finite() or abs(value.adjusted()) > _FAR:
        return Cell(Kind.ERROR, str(value))
    written = f"{value:f}"
    return Cell(Kind.NUMBER, written, float(value), raw=written)  # the float is only what a spreadsheet would show


def _text(value: str) -> Cell:
    if _NO_TEXT.search(value):
        raise unreadable("json")  # a zero or half a character is no text
    return Cell(Kind.TEXT, value)
