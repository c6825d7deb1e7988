"""Opens the file: is it a workbook at all, is it encrypted, is it a bomb. Nothing is unpacked before that is known."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from svetovod.engine.piped import in_any_order

from . import limits
from .failure import UnusableFileError, unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (b"PK", _OLE)  # of a workbook, and of an encrypted one
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK, _TYPES = "xl/workbook.xml", "[content_types].xml"
_KINDS_INSIDE = (("word/", "docx"), ("ppt/", "pptx"), ("xl/workbook.bin", "xlsb"), ("content.xml", "ods"))
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, struct.error, ValueError, NotImplementedError,
)  # fmt: skip


@contextmanager
def open_container(source: str | Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The ZIP of a workbook that is safe to read; raises `UnusableFileError` for anything else."""
    if isinstance(source, (str, Path)):
        try:
            stream = Path(source).open("rb")  # noqa: SIM115 - closed by the `with` below
        except OSError:
            raise unreadable("missing") from None
        with stream, _checked(in_any_order(stream, limits.FILE_BYTES)) as container:
            yield container
    else:
        with _checked(source) as container:
            yield container


def _checked(stream: IO[bytes]) -> zipfile.ZipFile:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limits.FILE_BYTES:
        raise UnusableFileError("file.too_large", limit=limits.FILE_BYTES // 2**20, what="file")
    head = stream.read(512)
    if head.startswith(_OLE):
        if _ENCRYPTED in head + stream.read():
            raise UnusableFileError("file.encrypted")
        raise unreadable("xls")
    if not head.startswith(b"PK"):
        raise unreadable(_what_it_is(head))
    stream.seek(0)
    try:
        container = zipfile.ZipFile(stream)
    except BROKEN:
        raise unreadable("broken") from None
    _check_directory(container.infolist())
    return container


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise UnusableFileError("file.too_large", limit=limits.UNPACKED_BYTES // 2**20, what="unpacked")
    for entry in entries:
        if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * max(entry.compress_size, 1):
            raise UnusableFileError("file.too_large", limit=limits.UNPACKED_BYTES // 2**20, what="unpacked")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableFileError("file.encrypted")
    names = {entry.filename.lower() for entry in entries}
    if _TYPES in names or _WORKBOOK in names:
        inside = [kind for start, kind in _KINDS_INSIDE if any(name.startswith(start) for name in names)]
        if inside and _WORKBOOK not in names:
            raise unreadable(inside[0])
    elif "mimetype" in names:
        raise unreadable("ods")
    else:
        raise unreadable("zip")


def _what_it_is(head: bytes) -> str:
    if not head:
        return "empty"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, kind in (
        (b"%pdf", "pdf"),
        (b"<!doctype html", "html"),
        (b"<html", "html"),
        (b"<", "xml"),
        (b"{\\rtf", "rtf"),
    ):
        if start.startswith(mark):
            return kind
    if b"\0" not in head and any(separator in head for separator in (b";", b",", b"\t")):
        return "csv"
    return "other"
