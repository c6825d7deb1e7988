"""Parts of a workbook as streams of XML events. A part with a document type is refused: no entity is ever expanded."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from . import limits
from .container import BROKEN
from .failure import UnusableFileError, unreadable

_CHUNK = 1 << 16

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


class EnoughReadError(Exception):
    """Raised by a handler that has seen enough."""


def parse_part(container: zipfile.ZipFile, name: str, start: Start, end: End) -> None:
    """Calls `start(tag, attributes)` and `end(tag, text since the last start)`, tags without namespace prefixes."""
    for _ in iter_part(container, name, start, end):
        pass


def iter_part(container: zipfile.ZipFile, name: str, start: Start, end: End) -> Iterator[bool]:
    """As `parse_part`, a chunk at a time: yields after each, so that the caller may stop."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[str] = []
    length = 0

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal length
        texts.clear()
        length = 0
        start(tag.rpartition(":")[2], attributes)

    def on_end(tag: str) -> None:
        nonlocal length
        text = "".join(texts)
        texts.clear()
        length = 0
        end(tag.rpartition(":")[2], text)

    def on_text(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > limits.CELL_TEXT:
            raise UnusableFileError("file.too_large", limit=limits.CELL_TEXT, what="cell")
        texts.append(data)

    def on_doctype(*_: Any) -> None:
        raise unreadable("dtd")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = on_doctype
    try:
        with container.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                yield True
            parser.Parse(b"", True)
            yield True
    except EnoughReadError:
        return
    except (expat.ExpatError, LookupError, *BROKEN):
        raise unreadable("broken") from None
