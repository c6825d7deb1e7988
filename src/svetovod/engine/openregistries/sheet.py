"""The first sheet of a workbook as a stream of rows, however long: nothing of it is kept but the table of texts."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from svetovod.engine.workbooks.sheet import column_number
from svetovod.engine.workbooks.texts import unescape

from . import limits
from .failure import RefusedFileError, drift
from .opening import member_of
from .xml import PIECES, events

_TEXTS = "xl/sharedStrings.xml"
_SHEET = "xl/worksheets/sheet1.xml"
_EPOCH = date(1899, 12, 30)


class SheetRows:
    """Iterates over (number of the row, cells) of the first sheet; a date arrives as the number that stands for it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = set(archive.namelist())
        sheets = sorted((name for name in names if name.startswith("xl/worksheets/sheet")), key=lambda n: (len(n), n))
        if "xl/workbook.xml" not in names or not sheets:
            raise drift(["xl/workbook.xml", _SHEET], sorted(names)[:5])
        self._archive, self._part = archive, sheets[0]
        self.total = archive.getinfo(self._part).file_size
        self.done = 0
        self._texts = self._read_texts() if _TEXTS in names else []

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        cells = _Cells(self._texts)
        with member_of(self._archive, self._archive.getinfo(self._part)) as stream:
            for done in events(stream, self._part, cells.start, cells.end, cells.text):
                self.done = done
                yield from cells.rows
                cells.rows.clear()

    def _read_texts(self) -> list[str]:
        if self._archive.getinfo(_TEXTS).file_size > limits.SHARED_TEXT_BYTES:
            raise RefusedFileError("open.large", _TEXTS, limit=limits.SHARED_TEXT_BYTES // 2**20)
        texts = _Texts()
        with member_of(self._archive, self._archive.getinfo(_TEXTS)) as stream:
            for _ in events(stream, _TEXTS, texts.start, texts.end, texts.text):
                pass
        return texts.found


def serial_day(text: str) -> str | None:
    """The day that a spreadsheet's number stands for, as ISO."""
    try:
        number = int(float(text))
    except ValueError:
        return None
    return (_EPOCH + timedelta(days=number)).isoformat() if 0 < number < 2_958_466 else None


class _Texts:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._in = self._aloud = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._in = name == "t"
        self._aloud = self._aloud or name == "rPh"

    def text(self, data: str) -> None:
        if self._in and not self._aloud and len(self._parts) < PIECES:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self._in = False
        if name == "rPh":
            self._aloud = False
        elif name == "si":
            self.found.append(unescape("".join(self._parts)))
            self._parts.clear()


class _Cells:
    def __init__(self, texts: list[str]) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._texts = texts
        self._row: list[str] = []
        self._number = self._column = 0
        self._type = ""
        self._parts: list[str] = []
        self._in = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._in = name in {"v", "t"}
        if name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = column_number(letters) if letters.isascii() and letters.isalpha() else self._column + 1
            self._type = attributes.get("t", "n")
            self._parts.clear()
        elif name == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isdecimal() else self._number + 1
            self._row, self._column = [], 0

    def text(self, data: str) -> None:
        if self._in and len(self._parts) < PIECES:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self._in = False
        if name == "c":
            self._keep("".join(self._parts))
        elif name == "row" and any(self._row):
            self.rows.append((self._number, self._row))

    def _keep(self, value: str) -> None:
        if not value or self._column > 200 or len(value) > limits.CELL:
            return
        if self._type == "s":
            if not value.isdecimal() or int(value) >= len(self._texts):
                raise RefusedFileError("open.truncated", _TEXTS)
            value = self._texts[int(value)]
        elif self._type in {"str", "inlineStr"}:
            value = unescape(value)
        self._row.extend([""] * (self._column - len(self._row)))
        self._row[self._column - 1] = value
