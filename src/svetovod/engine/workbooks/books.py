"""The books of purchases and of sales as they go to the tax service (NO_NDS.8, NO_NDS.9), XML.

A row counts when its operation is a purchase or a sale of goods, works or services, in rubles, within the year. The
sum without the tax is taken from the row itself. Advances, returns, corrections and the like are left out by the code
of the operation and told. Codes and names of attributes: the tax service's formats and its list of operation codes
(order of 14.03.2016 MMV-7-3/136), known here from published files and from memory, not verified against the order.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import IO
from xml.parsers import expat

from svetovod.engine.reference import inn as numbers

from . import limits
from .accounts import Accounts, Side, Tally
from .failure import UnusableFileError, unreadable

GOODS = frozenset(("01", "13", "15", "19", "20", "27"))
_RUBLE = "643"
_ROWS = 500_000
_YEAR = re.compile(r"[0-9]{2}\.[0-9]{2}\.([0-9]{4})")
_BOOKS = {"КнПокСтр": Side.BOUGHT, "КнПродСтр": Side.SOLD}
_PARTNERS = {Side.BOUGHT: "СвПрод", Side.SOLD: "СвПокуп"}
_DECLARED = re.compile(r"СтоимПродСФ[0-9]{1,2}")
_CHUNK = 1 << 16


def read_book(source: IO[bytes], *, year: int) -> Accounts:
    """The sums by partner; raises `UnusableFileError` for another XML or a hostile one."""
    reader = _Reader(year)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise unreadable("broken_xml") from None
    if reader.side is None:
        raise unreadable("not_a_book")
    return reader.tally.result(reader.side, with_vat=False)


def _refuse(*_: object) -> None:
    raise unreadable("dtd")


class _Reader:
    """Rows one by one; nothing of a row is kept but its sum."""

    def __init__(self, year: int) -> None:
        self.side: Side | None = None
        self.tally = Tally()
        self._year = str(year)
        self._rows = 0
        self._attributes: Mapping[str, str] = {}
        self._codes: list[str] = []
        self._days: list[str] = []
        self._partners: list[str] = []
        self._inside = False
        self._partner = False
        self._said: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._said.clear()
        if tag in _BOOKS:
            self._begin(_BOOKS[tag], attributes)
        elif self._inside and self.side and tag == _PARTNERS[self.side]:
            self._partner = True
        elif self._partner and tag in {"СведЮЛ", "СведИП"}:
            self._partners.append(attributes.get("ИННЮЛ") or attributes.get("ИННФЛ") or "")

    def _begin(self, side: Side, attributes: dict[str, str]) -> None:
        if self.side not in {None, side}:
            raise unreadable("not_a_book")
        self.side = side
        self._rows += 1
        if self._rows > _ROWS:
            raise UnusableFileError("rows.too_many", limit=_ROWS)
        self._attributes, self._inside = attributes, True
        self._codes, self._days, self._partners = [], [], []

    def text(self, data: str) -> None:
        if len(self._said) < limits.ROWS:
            self._said.append(data)

    def end(self, tag: str) -> None:
        said = "".join(self._said).strip()
        self._said.clear()
        if not self._inside or self.side is None:
            return
        if tag == "КодВидОпер":
            self._codes.append(said)
        elif tag == "ДатаУчТов":
            self._days.append(said)
        elif tag == _PARTNERS[self.side]:
            self._partner = False
        elif tag in _BOOKS:
            self._inside = False
            self._count(self.side)

    def _count(self, side: Side) -> None:
        amount = _without_tax(side, self._attributes)
        code = next((code for code in self._codes if code not in GOODS), "")
        day = _YEAR.fullmatch(self._days[0] if self._days else self._attributes.get("ДатаСчФПрод", ""))
        currency = self._attributes.get("ОКВ", _RUBLE)
        inn = self._partners[0] if self._partners else ""
        if code or not self._codes:
            self.tally.leave("operation", amount, code)
        elif currency != _RUBLE:
            self.tally.leave("currency", Decimal(0), currency)
        elif day is None or day[1] != self._year:
            self.tally.leave("other_year", amount, day[1] if day else "")
        elif not numbers.valid(inn):
            self.tally.leave("no_inn", amount)
        else:
            self.tally.add(inn, "", amount)


def _without_tax(side: Side, row: Mapping[str, str]) -> Decimal:
    if side is Side.BOUGHT:
        return _money(row, "СтоимПокупВ") - _money(row, "СумНДСВыч")
    bare = sum((_money(row, name) for name in row if _DECLARED.fullmatch(name)), _money(row, "СтоимПродОсв"))
    taxes = sum((_money(row, name) for name in row if name.startswith("СумНДССФ")), Decimal(0))
    return bare or _money(row, "СтоимПродСФ") - taxes


def _money(row: Mapping[str, str], name: str) -> Decimal:
    text = row.get(name) or "0"
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise unreadable("broken_xml") from None
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 15:
        raise unreadable("broken_xml")
    return amount.quantize(Decimal("0.01"))
