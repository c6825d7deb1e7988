"""XML as a stream of events. A document type is refused, so no entity is ever expanded (as in `workbooks.xml`)."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat
from xml.parsers.expat import errors

from .failure import RefusedFileError

_CHUNK = 1 << 18
_TOKEN = 1 << 22  # bytes of one tag with its attributes
PIECES = 50  # of the text of one element, each some 8 KB: what is longer is cut, for nobody means it
_UNFINISHED = {
    errors.codes[each] for each in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN,
                                    errors.XML_ERROR_PARTIAL_CHAR, errors.XML_ERROR_UNCLOSED_CDATA_SECTION)
}  # fmt: skip
_ENCODED = {errors.codes[each] for each in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING)}
_INVALID = errors.codes[errors.XML_ERROR_INVALID_TOKEN]
_ENCODING = re.compile(rb"""encoding=["']([A-Za-z0-9_-]+)""")
_CONTINUED = bytes(range(0x80, 0xC0))  # of a character in UTF-8, all bytes but the first

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def events(
    stream: IO[bytes], place: str, start: Start, end: End | None = None, text: Callable[[str], None] | None = None
) -> Iterator[int]:
    """Feeds the handlers; yields after each part of the file how many bytes are read. `place` names it in refusals."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    done, last, declared = 0, b"", "UTF-8"
    try:
        while chunk := stream.read(_CHUNK):
            if not done:
                declared = _declared(chunk)
            last = chunk
            parser.Parse(chunk, False)
            done += len(chunk)
            if done - parser.CurrentByteIndex > _TOKEN:
                raise RefusedFileError("open.xml", place, line=parser.CurrentLineNumber)
            yield done
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _meaning(error, declared, last, place) from None
    except LookupError:
        raise RefusedFileError("open.encoding", place, expected=declared) from None


def _refuse(*_: Any) -> None:
    raise RefusedFileError("open.entities")


def _meaning(error: expat.ExpatError, declared: str, chunk: bytes, place: str) -> RefusedFileError:
    """Cut off, in another encoding than it says, or broken; `chunk` is the part in which it was found."""
    if error.code in _UNFINISHED:
        return RefusedFileError("open.truncated", place)
    wrong = error.code == _INVALID and declared == "UTF-8" and not _utf8(chunk)
    if error.code in _ENCODED or wrong:
        return RefusedFileError("open.encoding", place, expected=declared)
    return RefusedFileError("open.xml", place, line=error.lineno)


def _declared(head: bytes) -> str:
    found = _ENCODING.search(head[:200])
    return found[1].decode("ascii").upper() if found else "UTF-8"


def _utf8(chunk: bytes) -> bool:
    """Whether the part is UTF-8; a character may be cut at either end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(chunk.lstrip(_CONTINUED), final=False)
    except UnicodeDecodeError:
        return False
    return True
