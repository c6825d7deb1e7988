"""Cells pasted out of a spreadsheet: the text of the clipboard to rows, and a cell to the value its column wants."""

import re
from decimal import Decimal

from svetovod.engine.unseen import seen

from .cell import Cell, Kind
from .dates import DATE
from .numbers import MONEY, POSITIVE
from .project_layout import COST_KIND
from .spec import BadCellError, ValueType
from .words import FLAG

# a cell is quoted where its last quote ends it: `"Луч" ООО` is a name. Nobody means a longer cell than that
_CELL = re.compile(r'"((?:[^"]|""){0,5000}+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_UNIT = re.compile(r"(?:₽|руб(?:\.|лей|ля|ль)?|rub)\Z", re.IGNORECASE)
_GROUPS = re.compile(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]*)?")
_DOTTED = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]{3})+)(,[0-9]*)")
_RATE_DECIMALS = -8
_TYPES: dict[str, ValueType] = {
    "kind": COST_KIND, "on": DATE, "given": MONEY, "rate": POSITIVE, "rate_on": DATE, "other_support": FLAG,
}  # fmt: skip


def rows(text: str) -> list[list[str]]:
    """Lines of cells: tabs between cells, quotes round a cell with a tab or a line end in it, doubled quotes inside."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").replace("\0", "")
    found: list[list[str]] = [[]]
    place = 0
    while True:
        match = _CELL.match(text, place)
        assert match is not None, "the second half of the pattern matches nothing at all"
        found[-1].append(match[2] if match[1] is None else match[1].replace('""', '"'))
        place = match.end()
        if place == len(text):
            break
        if text[place] == "\n":
            found.append([])
        place += 1
    while found and not any(seen(cell).strip() for cell in found[-1]):
        found.pop()
    return found


def value(column: str, text: str) -> object:
    """What the cell of an estimate means; `BadCellError` where it means nothing there."""
    kind = _TYPES[column]
    text = _number(text) if column in {"given", "rate"} else text
    found = kind.parse(Cell(Kind.TEXT, text), lambda code, **params: None)
    if isinstance(found, Decimal):
        if not found:
            raise BadCellError("number.invalid", reason="zero")
        exponent = found.as_tuple().exponent
        if column == "rate" and (found >= 10**8 or (isinstance(exponent, int) and exponent < _RATE_DECIMALS)):
            raise BadCellError("number.invalid", reason="large")
    return found


def _number(text: str) -> str:
    """Without the ruble's sign, with one decimal comma: `(1 234,56 ₽)` of an accountant is less than zero.

    A comma or a dot alone is always the decimal one, as in Russia: `1,234` is not taken for a thousand.
    """
    text = re.sub(r"\s", "", seen(text)).replace("\u2212", "-")
    text = _UNIT.sub("", text)
    if text.startswith("(") and text.endswith(")"):
        text = "-" + _UNIT.sub("", text[1:-1])
    if (english := _GROUPS.fullmatch(text)) and (english[2] or text.count(",") > 1):
        return english[1].replace(",", "") + (english[2] or "").rstrip(".")
    if dotted := _DOTTED.fullmatch(text):
        return dotted[1].replace(".", "") + dotted[2].rstrip(",")
    return text
