"""Encryption at rest of what a dump of the database must not show: the key lies in a file outside of it."""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES, KEY_BYTES = 12, 32


class SealBrokenError(Exception):
    """The stored bytes are not what was sealed for this row, or the key is another."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals of one kind: the name of their key's file, and the word that binds a seal to a row of this kind."""

    key: str
    what: str

    def seal(self, row: int, value: Any) -> bytes:
        """`value` (plain JSON) encrypted and bound to its row: swapped between rows it does not open."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, json.dumps(value, ensure_ascii=False).encode(), self._bound(row))

    def unseal(self, row: int, sealed: bytes | memoryview) -> Any:
        """Raises `SealBrokenError`."""
        data = bytes(sealed)
        try:
            text = self._cipher().decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], self._bound(row))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(row) from error
        return json.loads(text)

    def _bound(self, row: int) -> bytes:
        return f"svetovod {self.what} {row}".encode()

    def _cipher(self) -> AESGCM:
        return AESGCM(_read(Path(settings.VAR) / "keys" / self.key))


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    """The key; made on first use, readable by the owner only. Raises `PermissionError` when others may read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} is readable by others; run chmod 600 on it") from None
        key = path.read_bytes()
        if len(key) != KEY_BYTES:
            raise ValueError(f"{path} is not a key of {KEY_BYTES} bytes") from None
        return key
    key = os.urandom(KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
