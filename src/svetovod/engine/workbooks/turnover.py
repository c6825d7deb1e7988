"""The turnover sheet of account 60 or 62 as 1C writes it to XLSX: a title, two header rows, a tree of rows.

The purchase is what account 60 was credited with, the sale what account 62 was debited with, tax included. Advances
(60.02, 62.02 and their kin) would count a delivery twice: where the sheet is split into subaccounts only those of
settlements, which end in 1, are read. A partner's row is one that carries an INN, in a column of its own or in the
name; rows without one are contracts of the row above, or partners whom nobody can tell.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import IO

from svetovod.engine.reference import inn as numbers

from .accounts import Accounts, Side, Tally
from .book import Book, Rows
from .cell import BLANK, Cell, Kind
from .failure import UnusableFileError
from .headers import normal
from .numbers import parse_signed
from .spec import BadCellError

_ACCOUNT = re.compile(r"счет\w*\s*:?\s*(60|62)\b")
_SUBACCOUNT = re.compile(r"(60|62)(?:\.([0-9]{1,2}))?(?:,.*)?")
_NUMBER = re.compile(r"(?<![0-9])([0-9]{12}|[0-9]{10})(?![0-9])")
_HEADER_SEARCH = 20
_KOPECK = Decimal("0.01")
_SIDES = {"60": (Side.BOUGHT, "кредит"), "62": (Side.SOLD, "дебет")}


def read_turnover(source: IO[bytes]) -> Accounts:
    """The sums by partner; raises `UnusableFileError` for another workbook or a hostile one."""
    with Book(source) as book:
        rows, _merged = book.load(0)
    header = _find_header(rows)
    account = _account(rows, header)
    if header is None or account is None:
        raise UnusableFileError("accounts.not_turnover")
    side, column = _SIDES[account]
    place = _turnover_column(rows, header, column)
    if place is None:
        raise UnusableFileError("accounts.not_turnover")
    return _add(rows, header, place, side)


def _find_header(rows: Rows) -> int | None:
    for number in list(rows)[:_HEADER_SEARCH]:
        if any("обороты за период" in normal(cell.text) for cell in rows[number].values()):
            return number
    return None


def _account(rows: Rows, header: int | None) -> str | None:
    """The account of the title; of the first row below the header where the title names none."""
    for number in rows:
        if header is not None and number >= header:
            break
        for cell in rows[number].values():
            if found := _ACCOUNT.search(normal(cell.text)):
                return found[1]
    for number in [n for n in rows if header is not None and n > header][:3]:
        for cell in rows[number].values():
            if found := _SUBACCOUNT.fullmatch(_label(cell)):
                return found[1]
    return None


def _turnover_column(rows: Rows, header: int, wanted: str) -> int | None:
    """The debit or the credit below `Turnover of the period`, which spans both."""
    start = next(place for place, cell in rows[header].items() if "обороты за период" in normal(cell.text))
    below = min((number for number in rows if number > header), default=None)
    if below is None:
        return None
    return next((p for p, cell in sorted(rows[below].items()) if p >= start and normal(cell.text) == wanted), None)


def _add(rows: Rows, header: int, place: int, side: Side) -> Accounts:
    tally, counted, seen = Tally(), True, False
    tax_column = _inn_column(rows, header)
    for _number, cells in _body(rows, header):
        label = _label(cells[min(cells)])
        if found := _SUBACCOUNT.fullmatch(label):
            counted = found[2] is None or found[2].endswith("1")
            continue
        if not (inn := _inn(cells, label, tax_column)):
            continue
        seen = True
        amount = _amount(cells.get(place, BLANK))
        if amount is None:
            continue
        if counted:
            tally.add(inn, _name(label), amount)
        else:
            tally.leave("advances", amount)
    if not seen:
        raise UnusableFileError("accounts.no_inn")
    return tally.result(side, with_vat=True)


def _body(rows: Rows, header: int) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Below both header rows, up to the total."""
    for number in [n for n in rows if n > header][1:]:
        if normal(_label(rows[number][min(rows[number])])) in {"итого", "итого развернутое"}:
            return
        yield number, rows[number]


def _inn_column(rows: Rows, header: int) -> int | None:
    near = [n for n in rows if n >= header][:2]
    return next((p for n in near for p, cell in rows[n].items() if normal(cell.text).endswith("инн")), None)


def _label(cell: Cell) -> str:
    """An account that the spreadsheet took for a number: 60.1 is 60.01 shown without its zero."""
    text = " ".join(cell.text.split())
    if cell.kind is Kind.NUMBER and re.fullmatch(r"6[02]\.[0-9]", text):
        return f"{text[:3]}0{text[3:]}"
    return text


def _inn(cells: dict[int, Cell], label: str, column: int | None) -> str | None:
    if column is not None and (cell := cells.get(column)):
        restored = numbers.restore("".join(cell.text.split()))
        return restored[0] if restored else None
    return next((number for number in _NUMBER.findall(label) if numbers.valid(number)), None)


def _name(label: str) -> str:
    """The label without the INN and what stood around it."""
    bare = re.sub(r"[,;(\s]*(?:ИНН(?:/КПП)?)?[:\s]*(?<![0-9])(?:[0-9]{12}|[0-9]{10})(?:/[0-9]{9})?\)?", "", label)
    return bare.strip(" ,;")[:300]


def _amount(cell: Cell) -> Decimal | None:
    if cell.blank:
        return None
    try:
        return parse_signed(cell, lambda *_args, **_params: None).quantize(_KOPECK, ROUND_HALF_UP)
    except BadCellError as bad:
        raise UnusableFileError("accounts.not_turnover") from bad
