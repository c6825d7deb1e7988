"""Encryption at rest of what a dump of the database must not show: the key lies in a file outside of it.

A key that may be known to others is renewed: the former one stays beside it, to open what it closed, until all of that
is closed anew and it is forgotten.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from svetovod.disk import folder_sync, private_file, whole_file

NONCE_BYTES, KEY_BYTES = 12, 32
# of a key that is being written, and of one that was renewed
PART, FORMER = ".part", ".former"


class SealBrokenError(Exception):
    """The stored bytes are not what was sealed for this row, or the key is another."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals of one kind: the name of their key's file, and the word that binds a seal to a row of this kind."""

    key: str
    what: str

    def seal(self, row: int, value: Any) -> bytes:
        """`value` (plain JSON) encrypted and bound to its row: swapped between rows it does not open."""
        return self._closed(row, json.dumps(value, ensure_ascii=False).encode())

    def seal_bytes(self, row: int, content: bytes) -> bytes:
        """The same of bytes as they are: a file that would be a third longer as JSON."""
        return self._closed(row, content)

    def unseal_bytes(self, row: int, sealed: bytes | memoryview) -> bytes:
        """Raises `SealBrokenError`."""
        return self._opened(row, bytes(sealed))[0]

    def unseal(self, row: int, sealed: bytes | memoryview) -> Any:
        """Raises `SealBrokenError`."""
        text, _former = self._opened(row, bytes(sealed))
        return json.loads(text)

    def renewed(self, row: int, sealed: bytes | memoryview) -> bytes | None:
        """The same under the key of now; nothing where it is that already. Raises `SealBrokenError`."""
        text, former = self._opened(row, bytes(sealed))
        return self._closed(row, text) if former else None

    def _closed(self, row: int, text: bytes) -> bytes:
        nonce, cipher = os.urandom(NONCE_BYTES), AESGCM(self._sealing(row))
        return nonce + cipher.encrypt(nonce, text, self._bound(row))

    def _opened(self, row: int, data: bytes) -> tuple[bytes, bool]:
        """The text, and whether it took the former key. Which key closed it, the cipher itself tells."""
        try:
            return self._tried(self._opening(row), row, data), False
        except (InvalidTag, ValueError, FileNotFoundError) as error:
            try:
                return self._tried(self._former(), row, data), True
            except (InvalidTag, ValueError, FileNotFoundError):
                raise SealBrokenError(row) from error

    def _tried(self, key: bytes, row: int, data: bytes) -> bytes:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], self._bound(row))

    def _bound(self, row: int) -> bytes:
        return f"svetovod {self.what} {row}".encode()

    def _sealing(self, row: int) -> bytes:
        return _read(key_file(self.key))

    def _opening(self, row: int) -> bytes:
        # none is made where it is lost: it would open nothing, and be in the way of the one that is restored
        return _there(key_file(self.key))

    def _former(self) -> bytes:
        return _checked(former_file(self.key))


@dataclass(frozen=True, slots=True)
class PassingSeal(Seal):
    """A key for every row, in a file of its own in the folder `key`: once it is forgotten nothing opens what it sealed.

    Whoever seals holds the row locked, so that one process at a time makes its key.
    """

    def forget(self, row: int) -> None:
        """The key of the row goes from the disk; one that is gone already is no error."""
        if self.folder.is_dir():
            for path in self._files(row):
                path.unlink(missing_ok=True)
            folder_sync(self.folder)

    def rows(self) -> dict[int, datetime]:
        """Rows that have a key, or half of one whose writing was cut short, and when it was made."""
        found = {}
        for path in self.folder.glob("*"):
            name = path.name.removesuffix(PART)
            if name.isdecimal():
                with suppress(FileNotFoundError):  # forgotten this moment
                    found[int(name)] = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return found

    @property
    def folder(self) -> Path:
        return key_file(self.key)

    def _files(self, row: int) -> tuple[Path, Path]:
        return self.folder / str(row), self.folder / f"{row}{PART}"

    def _opening(self, row: int) -> bytes:
        # never kept in memory: another process may have forgotten it meanwhile
        try:
            return _checked(self._files(row)[0])
        except FileNotFoundError as error:
            raise SealBrokenError(row) from error

    def _sealing(self, row: int) -> bytes:
        """The key of the row; a new one where there is none, or where what there is is no key.

        Under its name, on the disk, before anything is sealed with it.
        """
        try:
            return self._opening(row)
        except (SealBrokenError, ValueError):
            whole, part = self._files(row)
        for folder in (self.folder.parent, self.folder):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder_sync(folder.parent)
        part.unlink(missing_ok=True)
        key = _made(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        part.replace(whole)
        folder_sync(self.folder)
        return key


@dataclass(frozen=True, slots=True)
class Place:
    """Where lies what a seal has closed: a column of `model`, bound to its row by the number in the column `row`."""

    seal: Seal
    model: str
    row: str = "pk"
    field: str = "sealed"

    def renewed(self, row: int, kept: Any) -> Any:
        """The value of the column under the key of now; nothing where it is that already, or where nothing is kept."""
        return self.seal.renewed(row, kept) if kept else None


# by the name of the key: all that has to be closed anew with it
places: dict[str, list[Place]] = {}


def register_place(place: Place) -> None:
    known = places.setdefault(place.seal.key, [])
    if place not in known:
        known.append(place)


def key_file(name: str) -> Path:
    return Path(settings.VAR) / "keys" / name


def former_file(name: str) -> Path:
    return key_file(f"{name}{FORMER}")


def key_replace(name: str) -> bool:
    """A new key in the place of this one, which stays beside it; not while a former one is there that is another.

    Cut short between its two writings it leaves the same key twice, and is done the next time.
    """
    current, former = _read(key_file(name)), former_file(name)
    private_file(former, current)
    if _checked(former) != current:
        return False
    with whole_file(key_file(name), replace=True) as out:
        out.write(os.urandom(KEY_BYTES))
    return True


def former_drop(name: str, key: bytes) -> None:
    """If it is still that one: another renewal may have begun."""
    path = former_file(name)
    if path.exists() and path.read_bytes() == key:
        path.unlink()
        folder_sync(path.parent)


def _read(path: Path) -> bytes:
    """The key; made on first use, readable by the owner only. Raises `PermissionError` when others may read it."""
    try:
        return _there(path)
    except FileNotFoundError:
        private_file(path, os.urandom(KEY_BYTES))
        return _there(path)


def _there(path: Path) -> bytes:
    """Raises `FileNotFoundError` too."""
    found = path.stat()
    return _kept(path, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _kept(path: Path, _number: int, _changed: int) -> bytes:
    """Once for each file under this name: another process may renew it."""
    folder_sync(path.parent)  # who has just made it may not be that far
    return _checked(path)


def _checked(path: Path) -> bytes:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} is readable by others; run chmod 600 on it")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path} is not a key of {KEY_BYTES} bytes")
    return key


def _made(handle: int) -> bytes:
    key = os.urandom(KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
