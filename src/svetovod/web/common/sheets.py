"""Lists as a workbook for downloading: everything typed by strangers is text, never a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from tempfile import TemporaryFile
from typing import IO, Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EXACT = 15  # digits that a spreadsheet's number holds
_LONGEST = 32_767  # characters of a cell

# title, heads, rows
Tab = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def workbook(tabs: Iterable[Tab]) -> bytes:
    """One sheet a tab. Numbers stay numbers where a spreadsheet holds them exactly; all else is text."""
    target = BytesIO()
    _fill(target, tabs, {"in_memory": True})
    return target.getvalue()


def stream(tabs: Iterable[Tab]) -> IO[bytes]:
    """The same for any number of rows, of which no more than one is in memory at a time. The caller closes the file."""
    target = TemporaryFile()  # noqa: SIM115 -- handed out open
    _fill(target, tabs, {"constant_memory": True})
    target.seek(0)
    return target


def _fill(target: IO[bytes], tabs: Iterable[Tab], mode: dict[str, bool]) -> None:
    import xlsxwriter  # only where a workbook is made

    from .bridge import for_print

    options = {**mode, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True}),
            "quoted": book.add_format({"quote_prefix": True}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        for title, heads, rows in tabs:
            sheet = book.add_worksheet(title[:31])
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, looks["head"])
            for line, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, line, column, value, looks)
            sheet.freeze_panes(1, 0)
            for_print(sheet, heads=True, columns=len(heads))
            sheet.set_column(0, max(len(heads) - 1, 0), 24)


def _write(sheet: Any, line: int, column: int, value: Any, looks: dict[str, Any]) -> None:
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _EXACT:
        sheet.write_number(line, column, float(value), looks["money"])
    elif _number(value):
        sheet.write_number(line, column, value)
    else:
        text = _text(value)
        sheet.write_string(line, column, text, looks["quoted"] if text.startswith(FORMULA) else None)


def _number(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_EXACT


def _text(value: Any) -> str:
    if isinstance(value, date | datetime):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)[:_LONGEST]
