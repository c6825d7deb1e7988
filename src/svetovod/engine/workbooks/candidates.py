"""Reads who could join a cluster: a workbook, or its one required sheet as CSV."""

import csv
from pathlib import Path

from svetovod.engine.model import Participant, PossibleParticipant, Purchase

from . import limits
from .book import Rows
from .candidates_layout import CANDIDATES, OWN_PURCHASES, SHEETS
from .cell import Cell, Kind
from .collector import Collector, ReadResult
from .reader import Source, read_workbook
from .repeats import report_repeated
from .tables import Row, Table, read_table

Candidates = tuple[PossibleParticipant, ...]
_HEAD = 4096


def read_candidates(source: Source) -> ReadResult[Candidates]:
    """The candidates of a workbook or of a CSV file, or everything that is wrong with it.

    A path is CSV by its suffix, a binary file by its content.
    """
    if isinstance(source, str | Path):
        return _read_csv(_raw(Path(source))) if Path(source).suffix.lower() == ".csv" else _read_book(source)
    head = source.read(_HEAD)
    source.seek(0)
    return _read_csv(source.read(limits.FILE_BYTES + 1)) if _is_text(head) else _read_book(source)


def _read_book(source: Source) -> ReadResult[Candidates]:
    return read_workbook(source, SHEETS, _build)


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


def _read_csv(raw: bytes | None) -> ReadResult[Candidates]:
    collector = Collector([CANDIDATES.ru])
    rows = _csv_rows(raw, collector)
    if rows is None:
        return collector.result(None)
    return collector.result(_build({CANDIDATES.ru: read_table(CANDIDATES, rows, [], collector)}, collector))


def _csv_rows(raw: bytes | None, collector: Collector) -> Rows | None:
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
        collector.error("rows.too_many", CANDIDATES.ru, limit=limits.ROWS)
        return None
    cells = {
        number: {place: Cell(Kind.TEXT, value) for place, value in enumerate(line, start=1) if value.strip()}
        for number, line in enumerate(lines, start=1)
    }
    return {number: row for number, row in cells.items() if row}


def _build(tables: dict[str, Table], collector: Collector) -> Candidates | None:
    table, bought = tables.get(CANDIDATES.ru), tables.get(OWN_PURCHASES.ru)
    if table is not None and table.has("inn"):
        report_repeated(table, "inn", "inn.duplicate", collector)
        if bought is not None and bought.has("buyer"):
            _check_buyers(table, bought, collector)
    if collector.errors or table is None:
        return None
    rows = [Purchase(**row.values) for row in bought.rows] if bought is not None else []  # type: ignore[arg-type]
    return tuple(_candidate(row, rows) for row in table.rows)


def _check_buyers(table: Table, bought: Table, collector: Collector) -> None:
    known = {row.values.get("inn") for row in table.rows}
    for row in bought.rows:
        if "buyer" not in row.failed and row.values["buyer"] not in known:
            column = OWN_PURCHASES.column("buyer").ru
            collector.error(
                "reference.unknown", bought.sheet.ru, row.number, column, row.text("buyer"), where=CANDIDATES.ru
            )


def _candidate(row: Row, bought: list[Purchase]) -> PossibleParticipant:
    values = dict(row.values)
    products, cost = values.pop("products", ()), values.pop("cost", None)
    values["special_territory"] = bool(values.get("special_territory"))
    who = Participant(**values)  # type: ignore[arg-type]
    own = tuple(each for each in bought if each.buyer == who.inn)
    return PossibleParticipant(who, products or (), own, cost)  # type: ignore[arg-type]
