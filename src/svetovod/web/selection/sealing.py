"""Encryption of sheets at rest: a dump of the database shows nothing without the key file outside of it."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES, KEY_BYTES = 12, 32


class SealBrokenError(Exception):
    """The stored bytes are not what was sealed for this sheet, or the key is another."""


def seal(assignment_id: int, value: Any) -> bytes:
    """`value` (plain JSON) encrypted and bound to its assignment: swapped between rows it does not open."""
    nonce = os.urandom(NONCE_BYTES)
    text = json.dumps(value, ensure_ascii=False).encode()
    return nonce + AESGCM(_key()).encrypt(nonce, text, _bound(assignment_id))


def unseal(assignment_id: int, sealed: bytes | memoryview) -> Any:
    """Raises `SealBrokenError`."""
    data = bytes(sealed)
    try:
        text = AESGCM(_key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _bound(assignment_id))
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError(assignment_id) from error
    return json.loads(text)


def _bound(assignment_id: int) -> bytes:
    return f"svetovod sheet {assignment_id}".encode()


def _key() -> bytes:
    return _read(Path(settings.VAR) / "keys" / "sheets")


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
