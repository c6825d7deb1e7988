"""A text table as a stream of rows: its encoding and its separator found out, quotes understood, a cut end noticed."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from . import limits
from .failure import RefusedFileError

_HEAD = 1 << 20
_SEPARATORS = ";,\t|"
_OFTEN = "оеаинтсрв"  # the nine commonest letters of Russian, half of any text
_LIKELY = ("cp1251", "cp866", "koi8-r")


class TextRows:
    """Iterates over (number of the row as an editor counts it, cells). `done` is how many bytes are read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.total = path.stat().st_size
        self.done = 0
        with path.open("rb") as file:
            head = file.read(_HEAD)
        self.encoding = _encoding(head)
        first = head.decode(self.encoding, errors="replace").split("\n", 1)[0]
        self.separator = max(_SEPARATORS, key=first.count)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(limits.CELL)
        width, row, number = 0, [], 0
        with self._path.open("rb") as file:
            lines = _Lines(file, self.encoding, self)
            reader = csv.reader(lines, delimiter=self.separator, strict=True)
            try:
                for row in reader:
                    if any(row):
                        number = reader.line_num
                        width = max(width, len(row))
                        yield number, row
            except csv.Error as error:
                code = "open.truncated" if "end of data" in str(error) else "open.text"
                raise RefusedFileError(code, line=reader.line_num) from None
            except UnicodeError:
                raise RefusedFileError("open.encoding", expected=self.encoding.upper()) from None
        if not lines.ended and len(row) < width:
            raise RefusedFileError("open.truncated", line=number)


class _Lines:
    """Lines of a file, decoded as they come, and counted in bytes; `ended`: the last one has its end."""

    def __init__(self, file: IO[bytes], encoding: str, rows: TextRows) -> None:
        self._file, self._rows = file, rows
        self._decode = codecs.getincrementaldecoder(encoding)().decode
        self.ended = True

    def __iter__(self) -> Iterator[str]:
        rest = ""
        while chunk := self._file.read(1 << 16):
            self._rows.done += len(chunk)
            text = rest + self._decode(chunk)
            if "\0" in text:
                raise RefusedFileError("open.encoding", expected=self._rows.encoding.upper())
            *whole, rest = text.split("\n")
            for line in whole:
                yield f"{line}\n"
            if len(rest) > limits.CELL * 10:
                raise RefusedFileError("open.text", line=0)
        rest += self._decode(b"", True)
        self.ended = not rest
        if rest:
            yield rest


def _encoding(head: bytes) -> str:
    """By a mark at the start; else UTF-8 where it can be; else windows-1251, if the text then reads as Russian."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        raise RefusedFileError("open.encoding", expected="UTF-8, windows-1251")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    likely = max(_LIKELY, key=lambda each: _russian(head.decode(each, errors="replace")))
    if likely != "cp1251":
        raise RefusedFileError("open.encoding", expected="UTF-8, windows-1251", found=likely)
    return likely


def _russian(text: str) -> int:
    letters = Counter(text)
    return sum(letters[each] for each in _OFTEN) - letters["\ufffd"]
