"""Data of a pass encrypted: a dump of the database shows nothing without the key file outside of it."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class PassBrokenError(Exception):
    """The stored bytes are not what was sealed for this registration, or the key is another."""


def seal(registration_id: int, value: dict[str, Any]) -> bytes:
    """Bound to its registration: put into another row it does not open."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key()).encrypt(nonce, json.dumps(value).encode(), _bound(registration_id))


def unseal(registration_id: int, sealed: bytes | memoryview) -> dict[str, Any]:
    data = bytes(sealed)
    try:
        text = AESGCM(_key()).decrypt(data[:NONCE], data[NONCE:], _bound(registration_id))
    except (InvalidTag, ValueError) as error:
        raise PassBrokenError(registration_id) from error
    found: dict[str, Any] = json.loads(text)
    return found


def _bound(registration_id: int) -> bytes:
    return f"svetovod pass {registration_id}".encode()


def _key() -> bytes:
    return _read(Path(settings.VAR) / "keys" / "passes")


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    """Made on first use, readable by the owner only; of two processes that make it at once, one does."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} is readable by others; run chmod 600 on it") from None
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(AESGCM.generate_key(256))
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes()
