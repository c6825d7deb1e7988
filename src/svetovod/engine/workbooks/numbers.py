"""Numbers out of cells, exact. Text may have spaces and a decimal comma; a stored binary float means what it shows."""

import math
import re
from decimal import Decimal, InvalidOperation

from svetovod.engine.model import TOO_MANY_JOBS

from .cell import Cell, Kind
from .spec import BadCellError, Form, Note, ValueType

_SPACES = re.compile(r"\s")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}([.,][0-9]{1,30})?")
_SLOTS = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")
_LARGEST = Decimal(10) ** 18
_KOPECK = Decimal("0.01")


def parse_money(cell: Cell, note: Note) -> Decimal:
    """Rubles with at most two decimals, not negative."""
    amount = _decimal(cell)
    if cell.kind is Kind.NUMBER:
        amount = _without_artefact(amount, cell.number)
    if _decimals(amount) > 2:
        raise BadCellError("number.invalid", reason="decimals")
    return _not_negative(amount).quantize(_KOPECK)


def parse_number(cell: Cell, note: Note) -> Decimal:
    """Any number that is not negative: a weight, a threshold."""
    return _not_negative(_tidy(cell))


def parse_signed(cell: Cell, note: Note) -> Decimal:
    """Any number; its range is judged elsewhere."""
    return _tidy(cell)


def parse_amount(cell: Cell, note: Note) -> Decimal:
    """Any number of at most two decimals and sixteen digits before them: an indicator in its unit."""
    number = _tidy(cell)
    if _decimals(number) > 2:
        raise BadCellError("number.invalid", reason="hundredths")
    if abs(number) >= _LARGEST / 100:
        raise BadCellError("number.invalid", reason="digits")
    return number


def parse_positive(cell: Cell, note: Note) -> Decimal:
    """A number above zero."""
    number = _not_negative(_tidy(cell))
    if not number:
        raise BadCellError("number.invalid", reason="zero")
    return number


def parse_integer(cell: Cell, note: Note) -> int:
    """A whole number that is not negative; 12.0 is one."""
    number = _tidy(cell)
    if number != number.to_integral_value():
        raise BadCellError("number.invalid", reason="whole")
    return int(_not_negative(number))


def parse_jobs(cell: Cell, note: Note) -> int:
    """How many work in one firm: a whole number below `TOO_MANY_JOBS`."""
    number = parse_integer(cell, note)
    if number >= TOO_MANY_JOBS:
        raise BadCellError("number.invalid", reason="crowd")
    return number


def parse_positive_integer(cell: Cell, note: Note) -> int:
    """A whole number above zero."""
    number = parse_integer(cell, note)
    if not number:
        raise BadCellError("number.invalid", reason="zero")
    return number


def parse_slots(cell: Cell, note: Note) -> tuple[int, ...]:
    """Whole numbers above zero and ranges of them (`5-7`), `;` or `,` between."""
    found: set[int] = set()
    for item in re.split(r"[;,\s]+", re.sub(r"\s*[-\u2012-\u2015\u2212]\s*", "-", cell.text.strip())):
        match = _SLOTS.fullmatch(item)
        if not match:
            raise BadCellError("number.invalid", reason="slots")
        first, last = int(match[1]), int(match[2] or match[1])
        found |= set(range(first, last + 1))
        if not first or last < first:
            raise BadCellError("number.invalid", reason="slots")
    return tuple(sorted(found))


def parse_year(cell: Cell, note: Note) -> int:
    """A year from 1990 to 2100."""
    try:
        year = _tidy(cell)
    except BadCellError:
        raise BadCellError("year.invalid") from None
    if year != year.to_integral_value() or not 1990 <= year <= 2100:
        raise BadCellError("year.invalid")
    return int(year)


def _decimal(cell: Cell) -> Decimal:
    if cell.kind is Kind.NUMBER and math.isfinite(cell.number):
        number = _stored(cell)
    elif cell.kind is Kind.TEXT:
        text = _SPACES.sub("", cell.text).replace("\u2212", "-")
        if not _NUMBER.fullmatch(text):
            raise BadCellError("number.invalid", reason="text")
        number = Decimal(text.replace(",", "."))
    else:
        raise BadCellError("number.invalid", reason="text")
    if abs(number) >= _LARGEST:
        raise BadCellError("number.invalid", reason="large")
    return number


def _stored(cell: Cell) -> Decimal:
    """The decimal that the file writes, if it is short enough to be meant; else the shortest for that float."""
    try:
        written = Decimal(cell.raw)
    except InvalidOperation:
        return Decimal(repr(cell.number))
    return written if written.is_finite() and _decimals(written) <= 2 else Decimal(repr(cell.number))


def _tidy(cell: Cell) -> Decimal:
    """As the spreadsheet shows it: fifteen digits, so that a stored 14.300000000000001 is 14.3."""
    number = _decimal(cell)
    if cell.kind is Kind.NUMBER and _decimals(number) > 2:
        number = Decimal(f"{cell.number:.15g}")
    return _plain(number)


def _without_artefact(amount: Decimal, stored: float) -> Decimal:
    """Kopecks that binary arithmetic blurred (0.1 + 0.2) are put right; a true third decimal stays."""
    if _decimals(amount) <= 2:
        return amount
    nearest = amount.quantize(_KOPECK)
    blur = min(8 * Decimal(math.ulp(stored)), Decimal("1e-6"))
    return nearest if abs(nearest - amount) <= blur else amount


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise BadCellError("number.negative")
    return abs(number)


MONEY = ValueType(Form.MONEY, parse_money)
NUMBER = ValueType(Form.NUMBER, parse_number)
AMOUNT = ValueType(Form.NUMBER, parse_amount)
SIGNED = ValueType(Form.NUMBER, parse_signed)
POSITIVE = ValueType(Form.NUMBER, parse_positive)
INTEGER = ValueType(Form.INTEGER, parse_integer)
JOBS = ValueType(Form.INTEGER, parse_jobs)
POSITIVE_INTEGER = ValueType(Form.INTEGER, parse_positive_integer)
SLOTS = ValueType(Form.SLOTS, parse_slots)
YEAR = ValueType(Form.INTEGER, parse_year)
