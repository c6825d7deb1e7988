"""One worksheet as a stream: rows of raw cells, merged ranges; stops at the first row beyond the limit."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import limits
from .failure import UnusableFileError
from .xml import EnoughReadError, parse_part

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

# type, style, stored value (None = none), has a formula
RawCell = tuple[str, int, str | None, bool]
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class RawSheet:
    """Rows with content by the number the user sees; `too_many` when reading stopped at the limit."""

    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    too_many: bool = False


def read_raw(container: zipfile.ZipFile, name: str, title: str) -> RawSheet:
    """Reads a worksheet part. What `<dimension>` claims is not believed: only rows with content count."""
    reader = _Reader(title)
    parse_part(container, name, reader.start, reader.end)
    return reader.sheet


class _Reader:
    def __init__(self, title: str) -> None:
        self.sheet = RawSheet()
        self._title = title
        self._row = self._column = 0
        self._cells = 0
        self._type, self._style = "n", 0
        self._value: str | None = None
        self._parts: list[str] = []
        self._formula = self._phonetic = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell" and (area := _area(attributes.get("ref", ""))):
            self.sheet.merged.append(area)

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self._value = text
        elif tag == "t":
            if not self._phonetic:
                self._parts.append(text)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(reference[1]) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() else 0
        self._value, self._formula = None, False
        self._parts.clear()

    def _end_cell(self) -> None:
        value = "".join(self._parts) if self._type == "inlineStr" else self._value
        if not self._formula and not value:
            return
        self._cells += 1
        if self._cells > limits.CELLS:
            raise UnusableFileError("file.too_large", self._title, limit=limits.CELLS, what="cells")
        row = self.sheet.rows.get(self._row)
        if row is None:
            if len(self.sheet.rows) >= limits.ROWS:
                self.sheet.too_many = True
                raise EnoughReadError
            row = self.sheet.rows[self._row] = {}
        row[self._column] = (self._type, self._style, value, self._formula)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    """A for 1, AA for 27."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _area(reference: str) -> Range | None:
    first, _, last = reference.replace("$", "").partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if not (corners[0] and corners[1]):
        return None
    (a, b), (c, d) = ((column_number(corner[1]), int(corner[2])) for corner in corners if corner)
    return b, a, d, c
