"""Sealed score sheets and files: what was promised can be checked after the opening, and not guessed before it."""

import hmac
import os
from hashlib import sha256
from typing import Any

from .canonical import canonical_json

SALT_BYTES = 32


def new_salt() -> bytes:
    """32 bytes from the operating system; erasing the salt erases the sheet from the ledger."""
    return os.urandom(SALT_BYTES)


def commit(salt: bytes, sheet: Any) -> str:
    """SHA-256 of the salt and the canonical sheet, in hexadecimal. Raises `ValueError` for a salt of other length."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return sha256(salt + canonical_json(sheet)).hexdigest()


def commit_file(salt: bytes, content: bytes) -> str:
    """The same of a file: SHA-256 of the salt and its bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return sha256(salt + content).hexdigest()


def opens(commitment: str, salt: bytes, sheet: Any) -> bool:
    """Whether this salt and this sheet are what the commitment promised."""
    try:
        return hmac.compare_digest(commit(salt, sheet).encode(), commitment.encode())
    except ValueError:
        return False


def opens_file(commitment: str, salt: bytes, content: bytes) -> bool:
    """Whether this salt and these bytes are what the commitment promised."""
    try:
        return hmac.compare_digest(commit_file(salt, content).encode(), commitment.encode())
    except ValueError:
        return False
