"""The workbook's table of shared texts, read only as far as a cell asks: a large one costs nothing until needed."""

import re
import zipfile
from collections.abc import Mapping

from . import limits
from .failure import UnusableFileError, unreadable
from .xml import iter_part

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedTexts:
    """Texts by index; raises `UnusableFileError` for an index the table does not have."""

    def __init__(self, container: zipfile.ZipFile, name: str) -> None:
        if name not in container.namelist():
            raise unreadable("broken")
        if container.getinfo(name).file_size > limits.SHARED_TEXT_BYTES:
            raise UnusableFileError("file.too_large", limit=limits.SHARED_TEXT_BYTES // 2**20, what="texts")
        self._texts: list[str] = []
        self._parts: list[str] = []
        self._phonetic = False
        self._steps = iter_part(container, name, self._start, self._end)

    def get(self, index: str) -> str:
        """The text that a cell refers to by `index`."""
        if not index.isdecimal():
            raise unreadable("broken")
        wanted = int(index)
        while wanted >= len(self._texts):
            if next(self._steps, None) is None:
                raise unreadable("broken")
        return self._texts[wanted]

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._phonetic = self._phonetic or tag == "rPh"

    def _end(self, tag: str, text: str) -> None:
        if tag == "t" and not self._phonetic:
            self._parts.append(text)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self._texts.append(unescape("".join(self._parts)))
            self._parts.clear()


def unescape(text: str) -> str:
    """`_x000D_` and the like back to the characters they stand for; a zero or half a character is no text and stays."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF else match[0]
