"""The questionnaire of an enterprise: typed texts to figures, with the errors of a workbook at their fields.

The columns are those of the workbook of a cluster: what a workbook refuses is refused here, in the same words.
A `Problem` names the place as the workbook does; `Fault` adds the key of the field and the number of the row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from svetovod.engine.model import Problem
from svetovod.engine.workbooks.asking import Row, read_row
from svetovod.engine.workbooks.cluster_layout import PARTICIPANTS, PURCHASES
from svetovod.engine.workbooks.spec import Column, Need, Sheet
from svetovod.engine.workbooks.words import INN

from .model import Bought, Figures, Sold

ROWS = 100  # of each table; a form of more fields is not sent whole by a browser
_CODE = re.compile(r"[0-9]{2}(\.[0-9]{1,3}){0,4}")
REQUIRED = ("employees", "high_performance_jobs", "revenue")


def _asked(key: str) -> Column:
    column = PARTICIPANTS.column(key)
    return replace(column, need=Need.REQUIRED) if key in REQUIRED else column


OWN = Sheet(
    PARTICIPANTS.ru, PARTICIPANTS.en,
    tuple(_asked(key) for key in (*REQUIRED, "cost_of_sales", "joined_on", "special_territory")),
)  # fmt: skip
BOUGHT = Sheet(
    PURCHASES.ru, PURCHASES.en,
    tuple(PURCHASES.column(key) for key in ("seller", "okpd2", "amount", "year", "for_final_product")),
)  # fmt: skip
SOLD = Sheet(
    "Продажи", "Sales",
    (
        Column("buyer", "Покупатель", "Buyer", INN, Need.REQUIRED, "Покупатель (ИНН)", "Buyer (INN)"),
        *(PURCHASES.column(key) for key in ("okpd2", "amount", "year")),
    ),
)  # fmt: skip
TABLES: dict[str, tuple[Sheet, str, type[Any]]] = {
    "purchases": (BOUGHT, "seller", Bought), "sales": (SOLD, "buyer", Sold),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and at which field: table "" for the enterprise's own figures, rows counted from 0."""

    table: str
    row: int
    field: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures, or everything that is wrong; notes do not stand in the way."""

    figures: Figures | None
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def read(typed: Mapping[str, Any], *, inn: str, year: int) -> Reading:
    """`typed`: texts by the keys of `OWN`, and under `purchases` and `sales` lists of rows of texts."""
    faults: list[Fault] = []
    notes: list[Fault] = []
    own = _row(OWN, typed, "", 0, faults, notes)
    tables: dict[str, tuple[Any, ...]] = {}
    for table, (sheet, partner, kind) in TABLES.items():
        rows: Sequence[Mapping[str, str]] = typed.get(table, ())
        if len(rows) > ROWS:
            faults.append(Fault(table, ROWS, partner, Problem("rows.too_many", sheet.ru, params={"limit": ROWS})))
        found = [
            (number, _row(sheet, row, table, number, faults, notes))
            for number, row in enumerate(rows[:ROWS])
            if not blank(row, partner)
        ]
        for number, row in found:
            _check(sheet, table, partner, number, row, faults, inn=inn, year=year)
        tables[table] = tuple(kind(**row.values) for _, row in found) if not faults else ()
    figures = None if faults else Figures(**own.values, **tables)  # type: ignore[arg-type]
    return Reading(figures, tuple(faults), tuple(notes))


def blank(row: Mapping[str, str], partner: str) -> bool:
    """Whether nobody typed anything: the year and the tick stand there from the beginning."""
    return not any(str(row.get(key) or "").strip() for key in (partner, "okpd2", "amount"))


def _row(  # noqa: PLR0917
    sheet: Sheet, typed: Mapping[str, Any], table: str, number: int, faults: list[Fault], notes: list[Fault]
) -> Row:
    row, errors, remarks = read_row(sheet, {column.key: str(typed.get(column.key) or "") for column in sheet.columns})
    by_name = {column.ru: column.key for column in sheet.columns}
    for problems, target in ((errors, faults), (remarks, notes)):
        for problem in problems:
            placed = replace(problem, row=number + 1, params={**problem.params, "place": "field"})
            target.append(Fault(table, number, by_name[problem.column or ""], placed))
    return row


def _check(  # noqa: PLR0917
    sheet: Sheet, table: str, partner: str, number: int, row: Row, faults: list[Fault], *, inn: str, year: int
) -> None:
    """What the cell of a workbook lets pass: trading with oneself, a year that has not come, words for a code."""

    def fault(key: str, code: str, **params: str | int) -> None:
        problem = Problem(code, sheet.ru, number + 1, sheet.column(key).ru, row.text(key), params)
        faults.append(Fault(table, number, key, problem))

    if partner not in row.failed and row.values.get(partner) == inn:
        fault(partner, "inn.own")
    said = row.values.get("year")
    if "year" not in row.failed and isinstance(said, int) and said > year:
        fault("year", "year.after", year=year)
    code = row.values.get("okpd2")
    if "okpd2" not in row.failed and not _CODE.fullmatch(str(code)):
        fault("okpd2", "okpd2.words")
