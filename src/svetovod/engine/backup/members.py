"""Members of a canonical tar: one header for a name and a size, zeros for padding, nothing before, between or after."""

import tarfile
from collections.abc import Iterator
from typing import IO

from .errors import BackupError

BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)
STEP = 1 << 20


def header(name: str, size: int) -> bytes:
    """The only header of that member: no owner, no date, mode 0600. Raises `ValueError` for a name longer than 100."""
    about = tarfile.TarInfo(name)
    about.size, about.mode, about.mtime = size, 0o600, 0
    return about.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def padding(size: int) -> bytes:
    return bytes(-size % BLOCK)


class Member:
    """A member being read: `pieces` gives its content once, at most a megabyte at a time."""

    def __init__(self, stream: IO[bytes], name: str, size: int) -> None:
        self.name, self.size = name, size
        self._stream, self._left = stream, size

    def pieces(self) -> Iterator[bytes]:
        while self._left:
            piece = exactly(self._stream, min(STEP, self._left), self.name)
            self._left -= len(piece)
            yield piece

    def whole(self, limit: int) -> bytes:
        """All of a small member; larger than `limit` it is not what it should be."""
        if self.size > limit:
            raise BackupError("backup.damaged", self.name)
        return b"".join(self.pieces())

    def end(self) -> None:
        """Reads what is left of it, padding included."""
        for _piece in self.pieces():
            pass
        rest = exactly(self._stream, len(padding(self.size)), self.name)
        if rest.strip(b"\0"):
            raise BackupError("backup.damaged", self.name)


def members(stream: IO[bytes]) -> Iterator[Member]:
    """The members in order. Raises `BackupError` for a header that is not the canonical one, or a premature end."""
    while True:
        block = exactly(stream, BLOCK, "")
        if not block.strip(b"\0"):
            if exactly(stream, BLOCK, "").strip(b"\0") or stream.read(1):
                raise BackupError("backup.damaged", "end")
            return
        member = _member(stream, block)
        yield member
        member.end()


def _member(stream: IO[bytes], block: bytes) -> Member:
    try:
        about = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        canonical = header(about.name, about.size)
    except (tarfile.HeaderError, ValueError) as error:
        raise BackupError("backup.damaged", "header") from error
    if canonical != block:
        raise BackupError("backup.damaged", about.name)
    return Member(stream, about.name, about.size)


def exactly(stream: IO[bytes], size: int, name: str) -> bytes:
    """That many bytes; fewer are a file that was cut off."""
    parts: list[bytes] = []
    left = size
    while left:
        part = stream.read(left)
        if not part:
            raise BackupError("backup.truncated", name)
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
