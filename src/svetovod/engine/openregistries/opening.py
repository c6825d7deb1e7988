"""Opens a file without trusting it: what it is, whether an archive is whole, honest about its size, and stays inside.

Nothing is ever unpacked to the disk; a member whose name climbs out of its folder is refused all the same, for an
archive of a registry has none and somebody has made it on purpose.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import IO

from . import limits
from .failure import RefusedFileError

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, NotImplementedError, ValueError)
HEAD = 512  # bytes that tell what a file is
_KINDS = (
    (b"PK", "ZIP"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "XLS"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"), (b"PAR1", "Parquet"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
)  # fmt: skip
# a document of an office suite is an archive too: by the name of its first member, whichever program wrote it
_OFFICE = (
    (("xl/",), "XLSX"), (("word/",), "DOCX"), (("ppt/",), "PPTX"), (("mimetype",), "ODF"),
    (("[Content_Types].xml", "_rels/", "docProps/", "customXml/"), "XLSX / DOCX"),
)  # fmt: skip
WORKBOOKS = ("XLSX", "XLSX / DOCX")


def what_it_is(path: Path) -> str:
    """As `kind_of` says; raises for an empty file."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise RefusedFileError("open.empty")
    return kind_of(head)


def kind_of(head: bytes) -> str:
    """By the first `HEAD` bytes, not by a name: ZIP, XLSX, DOCX, PPTX, "XLSX / DOCX" where it may be either, ODF, XML,
    HTML, text, PDF, XLS, RAR, 7z, GZIP, Parquet, PNG, JPEG; text is whatever is nothing of these."""
    for mark, kind in _KINDS:
        if head.startswith(mark):
            return _packed(head) if kind == "ZIP" else kind
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "XML" if start.startswith(b"<") or head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")) else "text"


def _packed(head: bytes) -> str:
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("cp437")  # of its local header
    return next((kind for names, kind in _OFFICE if first.startswith(names)), "ZIP")


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive after its directory was judged."""
    if path.stat().st_size > limits.FILE_BYTES:
        raise RefusedFileError("open.large", limit=limits.FILE_BYTES // 2**20)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        raise RefusedFileError("open.truncated") from None
    with archive:
        _judge(archive.infolist())
        yield archive


@contextmanager
def member_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """A member as a stream; one that is damaged, or not as long as it says, refuses the file."""
    try:
        with archive.open(entry) as stream:
            yield stream
    except BROKEN:
        raise RefusedFileError("open.truncated", entry.filename) from None


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MEMBERS or sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise RefusedFileError("open.bomb", limit=limits.UNPACKED_BYTES // 2**20, ratio=limits.RATIO)
    for entry in entries:
        if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * max(entry.compress_size, 1):
            raise RefusedFileError(
                "open.bomb", entry.filename, limit=limits.UNPACKED_BYTES // 2**20, ratio=limits.RATIO
            )
        if entry.flag_bits & 1:
            raise RefusedFileError("open.encrypted", entry.filename)
        path = PureWindowsPath(entry.filename)  # knows drives and both slashes
        if path.drive or path.root or ".." in path.parts or "\0" in entry.orig_filename:
            raise RefusedFileError("open.path", entry.filename)
