"""What lies in a backup, in order: a mark, tables in pieces, files by their hash, the manifest, a hash of all before.

A piece of a table is gzip of whole rows in PostgreSQL's text format of COPY. A table's hash is that of its rows
uncompressed, so that it can be compared with a database's. Nothing is kept in memory but a piece.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any, Protocol

from svetovod.engine.ledger import canonical_json, parse_canonical

from .cipher import MAGIC, Opening, Opens, open_encrypted
from .errors import BackupError
from .members import END, Member, header, members, padding

FORMAT, VERSION = "svetovod-backup", 1
PIECE = 1 << 20  # rows are gathered until they are as many bytes
PIECE_LIMIT = 1 << 30  # one row may be large, a forged piece may not be endless
MANIFEST_LIMIT = 1 << 24
SUM = 65  # 64 hexadecimal digits and a line feed


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was: `sha256` of its rows in the order of its key, `bytes` of them, `pieces` in the archive."""

    name: str
    columns: tuple[str, ...]
    rows: int
    bytes: int
    pieces: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `files_sha256` is that of all names of files, in order; `lost` are hashes of files
    that were not there, or not as they should be, when the backup was made."""

    made_at: str
    product: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sequences: tuple[tuple[str, int, bool], ...]
    files: int
    files_bytes: int
    files_sha256: str
    lost: tuple[str, ...]
    ledger_size: int
    ledger_root: str
    keys: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Visitor(Protocol):
    """Who is told of the content while the archive is read."""

    def rows(self, table: str, rows: bytes) -> None:
        """Some whole rows of the table, its pieces in order."""

    def file(self, sha256: str, size: int, pieces: Iterator[bytes]) -> None:
        """A file. Its pieces are checked as they are read; what is not read is read afterwards."""


class _Hashed:
    """Counts what goes through into one hash."""

    def __init__(self, stream: Any) -> None:
        self._stream, self.digest = stream, hashlib.sha256()

    def write(self, data: bytes) -> None:
        self.digest.update(data)
        self._stream.write(data)

    def read(self, size: int) -> bytes:
        data: bytes = self._stream.read(size)
        self.digest.update(data)
        return data


class Archive:
    """A backup being written to `out`: tables first, then files, then `finish`."""

    def __init__(self, out: Any) -> None:
        self._out = _Hashed(out)
        self._names, self.files, self.files_bytes = hashlib.sha256(), 0, 0
        self._member(FORMAT, f"{VERSION}\n".encode())

    def table(self, name: str, columns: Iterable[str], rows: Iterable[bytes]) -> Table:
        """Writes the rows (each ends with a line feed) and says what was written."""
        digest, number, size, pieces = hashlib.sha256(), 0, 0, 0
        for pieces, piece in enumerate(_gathered(rows), start=1):
            digest.update(piece)
            size += len(piece)
            number += piece.count(b"\n")
            self._member(f"tables/{name}/{pieces:08}.gz", gzip.compress(piece, 6, mtime=0))
        return Table(name, tuple(columns), number, size, pieces, digest.hexdigest())

    def file(self, sha256: str, size: int, source: IO[bytes]) -> None:
        """Writes a file of that size. Raises `BackupError` when it ends before."""
        name = f"files/{sha256}"
        self._out.write(header(name, size))
        left = size
        while left:
            piece = source.read(min(PIECE, left))
            if not piece:
                raise BackupError("backup.file_changed", sha256)
            self._out.write(piece)
            left -= len(piece)
        self._out.write(padding(size))
        self._names.update(f"{sha256}\n".encode())
        self.files, self.files_bytes = self.files + 1, self.files_bytes + size

    def finish(self, **said: Any) -> Manifest:
        """Writes the manifest of what was written and of what is `said`, and the hash of everything."""
        manifest = Manifest(
            files=self.files, files_bytes=self.files_bytes, files_sha256=self._names.hexdigest(), **said
        )
        self._member("manifest.json", canonical_json(asdict(manifest)))
        self._out.write(header("sha256", SUM))
        line = f"{self._out.digest.hexdigest()}\n".encode()
        self._out.write(line + padding(SUM) + END)
        return manifest

    def _member(self, name: str, content: bytes) -> None:
        self._out.write(header(name, len(content)) + content + padding(len(content)))


def _gathered(rows: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += len(row)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def walk(source: IO[bytes], key: Opens | None, visitor: Visitor | None = None) -> Manifest:
    """Reads a backup to its end and holds every byte of it against the others. Raises `BackupError` at the first fault.

    `visitor` is told of rows and files on the way: before the end nobody knows whether the whole is sound, so whatever
    it does must be undone by an error.
    """
    stream = _Hashed(_plain(source, key))
    reading = _Reading(stream, visitor)
    for member in members(stream):  # type: ignore[arg-type]  # reads as a file does
        reading.take(member)
    return reading.finished()


def _plain(source: IO[bytes], key: Opens | None) -> IO[bytes] | Opening:
    start = source.read(len(MAGIC))
    if start == MAGIC:
        return open_encrypted(source, key)
    source.seek(0)
    if not start.startswith(FORMAT.encode() + b"\0"):
        raise BackupError("backup.truncated" if not start else "backup.not_one")
    return source


class _Reading:
    """The state of a walk: what was met so far, to be compared with the manifest at the end."""

    def __init__(self, stream: _Hashed, visitor: Visitor | None) -> None:
        self._stream, self._visitor = stream, visitor
        self._tables: dict[str, list[Any]] = {}  # name -> [hash, rows, bytes, pieces]
        self._names, self._last, self.files, self.files_bytes = hashlib.sha256(), "", 0, 0
        self._manifest: Manifest | None = None
        self._step = "mark"

    def take(self, member: Member) -> None:
        if self._step == "mark":
            self._mark(member)
        elif self._step == "manifest":
            self._sum(member)
        elif self._step == "sum":
            raise BackupError("backup.damaged", member.name)
        elif member.name == "manifest.json":
            self._step, self._manifest = "manifest", _parsed(member.whole(MANIFEST_LIMIT))
        elif member.name.startswith("files/"):
            self._file(member)
        else:
            self._piece(member)

    def finished(self) -> Manifest:
        if self._manifest is None or self._step != "sum":
            raise BackupError("backup.truncated")
        return self._manifest

    def _mark(self, member: Member) -> None:
        text = member.whole(20).decode("ascii", "replace").strip()
        if member.name != FORMAT or not text.isdigit():
            raise BackupError("backup.damaged", member.name)
        if int(text) != VERSION:
            raise BackupError("backup.newer", f"{FORMAT} {text}")
        self._step = "content"

    def _piece(self, member: Member) -> None:
        folder, _slash, rest = member.name.partition("/")
        name, _slash, number = rest.partition("/")
        known = self._tables.setdefault(name, [hashlib.sha256(), 0, 0, 0])
        known[3] += 1
        if folder != "tables" or number != f"{known[3]:08}.gz" or self.files:
            raise BackupError("backup.damaged", member.name)
        rows = _unpacked(member)
        known[0].update(rows)
        known[1] += rows.count(b"\n")
        known[2] += len(rows)
        if self._visitor:
            self._visitor.rows(name, rows)

    def _file(self, member: Member) -> None:
        sha256 = member.name.removeprefix("files/")
        if len(sha256) != 64 or sha256.strip("0123456789abcdef") or sha256 <= self._last:
            raise BackupError("backup.damaged", member.name)
        digest = hashlib.sha256()

        def checked() -> Iterator[bytes]:
            for piece in member.pieces():
                digest.update(piece)
                yield piece
            if digest.hexdigest() != sha256:
                raise BackupError("backup.damaged", member.name)

        pieces = checked()
        if self._visitor:
            self._visitor.file(sha256, member.size, pieces)
        for _piece in pieces:
            pass
        self._last = sha256
        self._names.update(f"{sha256}\n".encode())
        self.files, self.files_bytes = self.files + 1, self.files_bytes + member.size

    def _sum(self, member: Member) -> None:
        everything = self._stream.digest.hexdigest()  # up to and with the header of this member
        if member.name != "sha256" or member.whole(SUM) != f"{everything}\n".encode():
            raise BackupError("backup.damaged", member.name)
        manifest = self._manifest
        assert manifest is not None
        for table in manifest.tables:
            digest, *counts = self._tables.pop(table.name, [hashlib.sha256(), 0, 0, 0])
            if [digest.hexdigest(), *counts] != [table.sha256, table.rows, table.bytes, table.pieces]:
                raise BackupError("backup.damaged", table.name)
        found = (self._names.hexdigest(), self.files, self.files_bytes)
        if self._tables or found != (manifest.files_sha256, manifest.files, manifest.files_bytes):
            raise BackupError("backup.damaged", "manifest.json")
        self._step = "sum"


def _unpacked(member: Member) -> bytes:
    """The rows of a piece; a gzip that is cut off, goes on after its end or grows without end is damage."""
    unpack = zlib.decompressobj(31)
    rows = bytearray()
    try:
        for piece in member.pieces():
            rows += unpack.decompress(piece, PIECE_LIMIT - len(rows) + 1)
            if unpack.unused_data or unpack.unconsumed_tail or len(rows) > PIECE_LIMIT:
                raise BackupError("backup.damaged", member.name)
    except zlib.error as error:
        raise BackupError("backup.damaged", member.name) from error
    if not unpack.eof:
        raise BackupError("backup.damaged", member.name)
    return bytes(rows)


def _parsed(data: bytes) -> Manifest:
    """The manifest of its canonical JSON. Raises `BackupError` when it is anything else."""
    try:
        said = parse_canonical(data)
        if datetime.fromisoformat(said["made_at"]).tzinfo is None:
            raise ValueError(said["made_at"])
        tables = tuple(Table(**{**each, "columns": tuple(each["columns"])}) for each in said.pop("tables"))
        pairs: dict[str, Any] = {
            name: tuple(map(tuple, said.pop(name))) for name in ("migrations", "sequences", "keys")
        }
        return Manifest(tables=tables, lost=tuple(said.pop("lost")), **pairs, **said)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError("backup.damaged", "manifest.json") from error
