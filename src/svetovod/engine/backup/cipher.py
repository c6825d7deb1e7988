"""Encryption of a backup: AES-256-GCM in chunks, the key wrapped for a passphrase (scrypt) or a recipient (X25519).

Layout: a line that says what the file is, a line of canonical JSON that says how the key is wrapped, then chunks of
64 KiB, each with its tag. The nonce is the chunk's number and a mark of the last one: a chunk that is moved, dropped or
cut off does not open. The key of the chunks depends on the line of JSON, so that is authenticated too. The construction
is STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import os
from dataclasses import dataclass, field
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from svetovod.engine.ledger import canonical_json, parse_canonical

from .errors import BackupError

MAGIC = b"svetovod-backup-encrypted 1\n"
CHUNK, TAG, KEY = 1 << 16, 16, 32
COST, COST_LIMIT = 1 << 16, 1 << 20  # of scrypt: 64 MB of memory, and what a forged file may ask for
HEAD_LIMIT = 2048
IDENTITY, RECIPIENT = "svetovod-backup-identity 1 ", "svetovod-backup-recipient 1 "


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A secret people remember or keep in a file; opens and seals."""

    text: bytes
    cost: int = COST


@dataclass(frozen=True, slots=True)
class Recipient:
    """A key: the public half seals, the private half, kept elsewhere, opens."""

    public: bytes
    private: bytes | None = None


@dataclass(frozen=True, slots=True)
class OwnSecret:
    """What one file was closed with, known to the process that has just written it: opens that file and no other."""

    chunks: bytes = field(repr=False)


Opens = Passphrase | Recipient | OwnSecret


def identity_make() -> tuple[str, str]:
    """A new pair as two lines of text: the private one (to be kept away from the server) and the public one."""
    key = X25519PrivateKey.generate()
    return f"{IDENTITY}{key.private_bytes_raw().hex()}\n", f"{RECIPIENT}{key.public_key().public_bytes_raw().hex()}\n"


def opened_by(line: str) -> Recipient:
    """The key of a file with either line of a pair. Raises `BackupError` `backup.no_key`."""
    text = line.strip()
    try:
        if text.startswith(IDENTITY):
            private = X25519PrivateKey.from_private_bytes(bytes.fromhex(text.removeprefix(IDENTITY)))
            return Recipient(private.public_key().public_bytes_raw(), private.private_bytes_raw())
        if text.startswith(RECIPIENT):
            public = X25519PublicKey.from_public_bytes(bytes.fromhex(text.removeprefix(RECIPIENT)))
            return Recipient(public.public_bytes_raw())
    except ValueError as error:
        raise BackupError("backup.no_key") from error
    raise BackupError("backup.no_key")


class Sealing:
    """A file to write plain bytes to; `close` writes the last chunk and leaves the file below open. `own` opens it."""

    def __init__(self, out: IO[bytes], cipher: AESGCM, own: OwnSecret) -> None:
        self._out, self._cipher, self.own = out, cipher, own
        self._number, self._waiting = 0, bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:  # the last one is kept back: only `close` knows that it is the last
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), plain, None))
        self._number += 1


class Opening:
    """A file to read plain bytes from. Raises `BackupError` where the bytes are not what was sealed."""

    def __init__(self, source: IO[bytes], cipher: AESGCM) -> None:
        self._source, self._cipher = source, cipher
        self._number, self._plain, self._over = 0, b"", False
        self._next = _chunk(source)

    def read(self, size: int) -> bytes:
        while not self._plain and not self._over:
            present, self._next = self._next, _chunk(self._source)
            self._over = not self._next
            try:
                self._plain = self._cipher.decrypt(_nonce(self._number, self._over), present, None)
            except InvalidTag as error:
                raise BackupError("backup.truncated" if self._over else "backup.damaged", "chunk") from error
            self._number += 1
        given, self._plain = self._plain[:size], self._plain[size:]
        return given


def seal_to(out: IO[bytes], key: Passphrase | Recipient) -> Sealing:
    """Begins an encrypted file."""
    secret = os.urandom(KEY)
    head = _wrap(secret, key)
    line = canonical_json(head) + b"\n"
    out.write(MAGIC + line)
    return Sealing(out, _of_chunks(secret, line), OwnSecret(secret))


def open_encrypted(source: IO[bytes], key: Opens | None) -> Opening:
    """The content of an encrypted file, `source` standing after `MAGIC`. Raises `BackupError`."""
    line = source.readline(HEAD_LIMIT)
    if not line.endswith(b"\n"):
        raise BackupError("backup.truncated", "key")
    try:
        head = parse_canonical(line[:-1])
        kind = head["kind"]
    except (ValueError, TypeError, KeyError) as error:
        raise BackupError("backup.damaged", "key") from error
    if key is None:
        raise BackupError("backup.encrypted", str(kind))
    try:
        secret = _unwrap(head, key)
    except (InvalidTag, ValueError, TypeError, KeyError) as error:
        raise BackupError("backup.wrong_key") from error
    return Opening(source, _of_chunks(secret, line))


def _wrap(secret: bytes, key: Passphrase | Recipient) -> dict[str, Any]:
    if isinstance(key, Passphrase):
        salt = os.urandom(16)
        wrapping = Scrypt(salt=salt, length=KEY, n=key.cost, r=8, p=1).derive(key.text)
        return {"kind": "passphrase", "salt": salt.hex(), "n": key.cost, "wrapped": _lock(wrapping, secret)}
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(key.public))
    wrapping = _derive(shared, public + key.public, b"svetovod backup recipient")
    return {"kind": "recipient", "once": public.hex(), "wrapped": _lock(wrapping, secret)}


def _unwrap(head: dict[str, Any], key: Opens) -> bytes:
    if isinstance(key, OwnSecret):
        return key.chunks
    locked = bytes.fromhex(head["wrapped"])
    if isinstance(key, Passphrase):
        if head["kind"] != "passphrase" or not 1 < head["n"] <= COST_LIMIT:
            raise ValueError("not sealed with a passphrase")
        wrapping = Scrypt(salt=bytes.fromhex(head["salt"]), length=KEY, n=head["n"], r=8, p=1).derive(key.text)
    else:
        if head["kind"] != "recipient" or key.private is None:
            raise ValueError("not sealed for a recipient, or only its public half is here")
        public = bytes.fromhex(head["once"])
        shared = X25519PrivateKey.from_private_bytes(key.private).exchange(X25519PublicKey.from_public_bytes(public))
        wrapping = _derive(shared, public + key.public, b"svetovod backup recipient")
    # the wrapping key is used once: its salt or its pair is new in every file
    return AESGCM(wrapping).decrypt(bytes(12), locked, None)


def _lock(wrapping: bytes, secret: bytes) -> str:
    return AESGCM(wrapping).encrypt(bytes(12), secret, None).hex()


def _of_chunks(secret: bytes, line: bytes) -> AESGCM:
    return AESGCM(_derive(secret, MAGIC + line, b"svetovod backup chunks"))


def _derive(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=purpose).derive(secret)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _chunk(source: IO[bytes]) -> bytes:
    """A chunk with its tag, shorter only at the end of the file."""
    parts = bytearray()
    while len(parts) < CHUNK + TAG:
        part = source.read(CHUNK + TAG - len(parts))
        if not part:
            break
        parts += part
    return bytes(parts)
