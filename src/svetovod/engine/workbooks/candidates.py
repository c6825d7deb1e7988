"""Reads who could join a cluster: a workbook, or its one required sheet as CSV."""

from svetovod.engine.model import Participant, PossibleParticipant, Purchase

from .candidates_layout import CANDIDATES, OWN_PURCHASES, SHEETS
from .collector import Collector, ReadResult
from .plain_table import read_book_or_csv
from .reader import Source
from .repeats import report_repeated
from .tables import Row, Table

Candidates = tuple[PossibleParticipant, ...]


def read_candidates(source: Source) -> ReadResult[Candidates]:
    """The candidates of a workbook or of a CSV file, or everything that is wrong with it.

    A path is CSV by its suffix, a binary file by its content.
    """
    return read_book_or_csv(source, SHEETS, CANDIDATES, _build)


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
