"""How the process that reads a file tells what it has found: a length, a header in JSON, the bytes of the picture.

Whoever made the file may have taken that process over, so nothing it tells is more than text and bytes, and no more of
them than a page can have.
"""

import json
import struct
from typing import IO, Any

from .page import MOST_PAGES, ScannedPage, ScanProblem

MOST_HEADER = 1024 * 1024
MOST_PICTURE = 16 * 1024 * 1024
JPEG = b"\xff\xd8\xff"
LENGTH = struct.Struct(">I")


class CutError(Exception):
    """It ended before it had told all."""


class GarbledError(Exception):
    """It told what is no page of a scan."""


def write(out: IO[bytes], found: ScannedPage | ScanProblem | None) -> None:
    """None says that this was all."""
    header: dict[str, Any] = {"problem": found}
    picture = b""
    if isinstance(found, ScannedPage):
        picture = found.picture
        header = {"number": found.number, "total": found.total, "mark": found.mark, "codes": found.codes,
                  "picture": len(picture)}  # fmt: skip
    text = json.dumps(header).encode()
    out.write(LENGTH.pack(len(text)) + text + picture)
    out.flush()


def read(source: IO[bytes]) -> ScannedPage | ScanProblem | None:
    (length,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    if length > MOST_HEADER:
        raise GarbledError
    try:
        header = json.loads(_exactly(source, length))
        if "problem" in header:
            return None if header["problem"] is None else ScanProblem(header["problem"])
        return _page(header, source)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise GarbledError from error


def _page(header: dict[str, Any], source: IO[bytes]) -> ScannedPage:
    number, total, mark = int(header["number"]), int(header["total"]), str(header["mark"])
    codes, size = tuple(map(str, header["codes"])), int(header["picture"])
    if not 1 <= number <= total <= MOST_PAGES or len(mark) != 64 or not 0 < size <= MOST_PICTURE:
        raise GarbledError
    picture = _exactly(source, size)
    if not picture.startswith(JPEG):
        raise GarbledError
    return ScannedPage(number, total, picture, mark, codes)


def _exactly(source: IO[bytes], size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise CutError
    return found
