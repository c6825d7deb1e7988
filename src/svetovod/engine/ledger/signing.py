"""Roots signed with Ed25519: who vouches for the tree, and when. `cryptography` is imported only to do it."""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from .canonical import canonical_json

CONTEXT = "svetovod root v1"


@dataclass(frozen=True, slots=True)
class SignedRoot:
    """`root`, `key_id`, `public_key` and `signature` in lower-case hexadecimal, `timestamp` ISO 8601 with a zone.

    `key_id`, the fingerprint that people compare, is SHA-256 of the raw 32 bytes of the public key.
    """

    size: int
    root: str
    timestamp: str
    key_id: str
    public_key: str
    signature: str

    def message(self) -> bytes:
        """The bytes under the signature: canonical JSON of everything but keys and signature, with the context."""
        return signed_message(self.size, self.root, self.timestamp, self.key_id)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Any) -> "SignedRoot":
        """Raises `ValueError` unless the value has exactly the fields, each in its form."""
        texts = ("root", "timestamp", "key_id", "public_key", "signature")
        if not isinstance(value, dict) or value.keys() != {"size", *texts}:
            raise ValueError("a signed root has size, root, timestamp, key_id, public_key and signature")
        if not isinstance(value["size"], int) or isinstance(value["size"], bool) or value["size"] < 0:
            raise ValueError("size is a whole number, zero or more")
        lengths = {"root": 64, "key_id": 64, "public_key": 64, "signature": 128}
        for name in texts:
            text = value[name]
            if not isinstance(text, str) or (name in lengths and not _is_hex(text, lengths[name])):
                raise ValueError(f"{name} is not in its form")
        return cls(**value)


def signed_message(size: int, root: str, timestamp: str, key_id: str) -> bytes:
    return canonical_json({"context": CONTEXT, "key_id": key_id, "root": root, "size": size, "timestamp": timestamp})


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the raw public key, in hexadecimal."""
    return sha256(public_key).hexdigest()


def generate_private_key() -> bytes:
    """32 bytes from the operating system: an Ed25519 private key."""
    return os.urandom(32)


def public_key_of(private_key: bytes) -> bytes:
    """The raw 32 bytes that belong to the private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def sign_root(private_key: bytes, *, size: int, root: bytes, at: datetime) -> SignedRoot:
    """Vouch for the root of `size` entries at the moment `at`, which must have a time zone (`ValueError`)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if at.tzinfo is None:
        raise ValueError("the moment of a signature needs a time zone")
    public = public_key_of(private_key)
    key_id, timestamp = fingerprint(public), at.isoformat()
    message = signed_message(size, root.hex(), timestamp, key_id)
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(message)
    return SignedRoot(size, root.hex(), timestamp, key_id, public.hex(), signature.hex())


def verify_signed_root(signed: SignedRoot, *, key_id: str | None = None) -> bool:
    """Whether the signature is by the key inside, the fingerprint is that key's, and, if given, the one expected."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = bytes.fromhex(signed.public_key)
        if fingerprint(public) != signed.key_id or (key_id is not None and key_id != signed.key_id):
            return False
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(signed.signature), signed.message())
    except (ValueError, InvalidSignature):
        return False
    return True


def load_key(path: Path) -> bytes:
    """The private key in the file.

    Raises `PermissionError` when others may read the file, `ValueError` when it is not 32 bytes long.
    """
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} is readable by others; run chmod 600 on it")
    key = path.read_bytes()
    if len(key) != 32:
        raise ValueError(f"{path} is not an Ed25519 key of 32 bytes")
    return key


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and not text.strip("0123456789abcdef")
