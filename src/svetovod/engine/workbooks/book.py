"""A workbook: its sheets by name, their cells decoded.

Why an own reader over the XML and not openpyxl or calamine: the contract needs, in one pass, the formula *and* its
stored value, merged ranges, and a refusal before anything large is built. openpyxl gives formulas or values, so the
file would be parsed twice, its streaming mode does not see merged cells, and importing it takes a fifth of a second of
the 0.7 that a check may take; calamine sees no formulas without values and cannot stop at a row. The parts of XLSX that
matter here (cells, texts, date formats, merges) are small. Parsing is `expat`'s; document types are refused.
"""

import posixpath
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO

from . import limits
from .cell import Cell, Kind, moment_text, number_text
from .container import open_container
from .failure import UnusableFileError, unreadable
from .sheet import Range, RawCell, read_raw
from .styles import Shows, read_styles
from .texts import SharedTexts, unescape
from .xml import parse_part

_WORKSHEET = "/worksheet"
Rows = dict[int, dict[int, Cell]]


class Book:
    """Use as a context manager. `titles` are the names of the worksheets in the order of the tabs.

    `names` are the names a person has defined for places: name -> `Sheet!$B$7` as the file has it.
    """

    def __init__(self, source: str | Path | IO[bytes]) -> None:
        self._opening = open_container(source)

    def __enter__(self) -> "Book":
        self._zip: zipfile.ZipFile = self._opening.__enter__()
        # 1C writes SharedStrings.xml where its relations say sharedStrings.xml: names of parts have no case
        there = self._zip.namelist()
        self._spelt = {name.lower(): name for name in there} | {name: name for name in there}
        self._parts: list[tuple[str, str]] = []
        self._epoch = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
        self._related: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._texts: SharedTexts | None = None
        try:
            self._read_workbook()
            self._styles = read_styles(self._zip, self._related["styles"]) if "styles" in self._related else []
        except BaseException:
            self._zip.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opening.__exit__(kind, error, trace)

    @property
    def titles(self) -> list[str]:
        """Names of the worksheets; charts and macro sheets are left out."""
        return [title for title, _ in self._parts]

    def load(self, position: int) -> tuple[Rows, list[Range]]:
        """Rows with content and merged ranges of the worksheet at `position`; raises beyond the limits."""
        title, part = self._parts[position]
        raw = read_raw(self._zip, part, title)
        if raw.too_many:
            raise UnusableFileError("rows.too_many", title, limit=limits.ROWS)
        rows = {number: self._decode_row(cells) for number, cells in sorted(raw.rows.items())}
        return {number: cells for number, cells in rows.items() if cells}, raw.merged

    def _decode_row(self, cells: Mapping[int, RawCell]) -> dict[int, Cell]:
        decoded = {column: self._decode(cell) for column, cell in cells.items()}
        return {column: cell for column, cell in decoded.items() if not cell.blank}

    def _decode(self, raw: RawCell) -> Cell:
        kind, style, value, formula = raw
        if formula and (value is None or (value == "" and kind != "str")):
            return Cell(Kind.NO_VALUE, formula=True)
        value = value or ""
        if kind == "s":
            return Cell(Kind.TEXT, self._shared(value), formula=formula)
        if kind in {"str", "inlineStr"}:
            return Cell(Kind.TEXT, unescape(value), formula=formula)
        if kind == "b":
            return Cell(Kind.BOOLEAN, "true" if value.strip() in {"1", "true"} else "false", formula=formula)
        if kind == "e":
            return Cell(Kind.ERROR, value, formula=formula)
        if kind == "d":
            return Cell(Kind.TEXT, value.removesuffix("Z"), formula=formula)
        return self._decode_number(value, style, formula)

    def _decode_number(self, value: str, style: int, formula: bool) -> Cell:
        try:
            number = float(value)
        except ValueError:
            return Cell(Kind.ERROR, value, formula=formula)
        shows = self._styles[style] if style < len(self._styles) else Shows.PLAIN
        if shows is Shows.DATE and 0 < number < 2_958_466:
            moment = self._epoch + timedelta(milliseconds=round(number * 86_400_000))
            return Cell(Kind.DATE, moment_text(moment), number, moment, formula)
        if shows is Shows.PERCENT:
            return Cell(Kind.PERCENT, f"{number * 100:.15g}%", number, formula=formula)
        return Cell(Kind.NUMBER, number_text(number), number, formula=formula, raw=value.strip())

    def _shared(self, index: str) -> str:
        if self._texts is None:
            self._texts = SharedTexts(self._zip, self._related.get("sharedStrings", ""))
        return self._texts.get(index)

    def _read_workbook(self) -> None:
        workbook = self._part_called("xl/workbook.xml")
        targets = self._relations("_rels/.rels", "")
        for kind, target in targets.values():
            if kind.endswith("/officeDocument"):
                workbook = target
        if workbook not in self._spelt:
            raise unreadable("broken")
        folder, _, base = workbook.rpartition("/")
        relations = self._relations(f"{folder}/_rels/{base}.rels", folder)
        for kind, target in relations.values():
            self._related[kind.rpartition("/")[2]] = target

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self._epoch = datetime(1904, 1, 1)  # noqa: DTZ001
            elif tag == "sheet":
                identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                kind, target = relations.get(identity, ("", ""))
                if kind.endswith(_WORKSHEET):
                    self._parts.append((attributes.get("name", ""), target))

        named = ""

        def begin(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal named
            start(tag, attributes)
            if tag == "definedName":
                # a name of one sheet alone, or a hidden one of the program's own, is nobody's link
                own = "localSheetId" in attributes or attributes.get("hidden") in {"1", "true"}
                named = "" if own else attributes.get("name", "")

        def finish(tag: str, text: str) -> None:
            if tag == "definedName" and named and len(self.names) < limits.NAMES:
                self.names[named] = text.strip()

        parse_part(self._zip, workbook, begin, finish)
        if not self._parts:
            raise unreadable("broken")

    def _relations(self, name: str, folder: str) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(f"{folder}/{target}").lstrip("/")
                )
                found[attributes.get("Id", "")] = (attributes.get("Type", ""), self._part_called(path))

        if (part := self._part_called(name)) in self._spelt:
            parse_part(self._zip, part, start, lambda tag, text: None)
        return found

    def _part_called(self, name: str) -> str:
        """The name as the archive spells it; one that it does not have as it is."""
        return self._spelt.get(name) or self._spelt.get(name.lower(), name)
