"""Codes, shares and boxes of `engine.custody` as what is stored: keys in hex, boxes as bytes."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from svetovod.engine import custody
from svetovod.engine.custody import BoxError, CodeError, code_make

__all__ = ["BoxError", "CodeError", "Holding", "Split", "code_make"]

WORD = b"rehearsal"


@dataclass(frozen=True, slots=True, repr=False)
class Holding:
    """The key of a typed code; it says nothing of itself in a log."""

    private: Any

    @property
    def public(self) -> str:
        return _hex(self.private)


@dataclass(frozen=True, slots=True)
class Split:
    """A key made and forgotten: its public half and a box for each holder."""

    public: str
    boxes: Mapping[int, bytes]


def fingerprint(public: str) -> str:
    """What the journal and the pages say of a public key: `4f2a 91c0 …`."""
    known = sha256(bytes.fromhex(public)).hexdigest()[:32]
    return " ".join(known[at : at + 4] for at in range(0, 32, 4))


def holding(typed: str, round_id: int, word: str = "round") -> Holding:
    """`word` is of the use of the key. Raises `CodeError`."""
    return Holding(custody.holder_key(custody.code_bytes(typed), bound=_bound(word, round_id)))


def split(kind: str, needed: int, holders: Mapping[int, str]) -> Split:
    """A new secret among holders (row -> public key); its private key leaves this function in shares only."""
    secret = custody.secret_make()
    shares = custody.split(secret, needed=needed, holders=len(holders))
    boxes = {
        row: custody.box_seal(bytes.fromhex(public), share, bound=_bound(kind, row))
        for (row, public), share in zip(holders.items(), shares, strict=True)
    }
    return Split(_hex(custody.key_of(secret)), boxes)


def share_of(kind: str, row: int, own: Holding, box: bytes | memoryview) -> str:
    """The holder's share, as text to be sealed. Raises `BoxError`."""
    return base64.b64encode(custody.box_open(own.private, bytes(box), bound=_bound(kind, row))).decode()


def joined(shares: Iterable[str], public: str, needed: int) -> Holding | None:
    """The private key of `public`, if any `needed` of these shares give it."""
    secret = custody.recover(
        [base64.b64decode(each) for each in shares], needed=needed,
        fits=lambda found: _hex(custody.key_of(found)) == public,
    )  # fmt: skip
    return Holding(custody.key_of(secret)) if secret else None


def word_box(public: str) -> bytes:
    return custody.box_seal(bytes.fromhex(public), WORD, bound="rehearsal")


def word_opens(key: Holding, box: bytes | memoryview) -> bool:
    """Raises `BoxError`."""
    return custody.box_open(key.private, bytes(box), bound="rehearsal") == WORD


def sheet_box(public: str, row: int, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False).encode()
    return base64.b64encode(custody.box_seal(bytes.fromhex(public), text, bound=f"sheet {row}")).decode()


def sheet_unbox(key: Holding, row: int, box: str) -> Any:
    """Raises `BoxError`."""
    return json.loads(custody.box_open(key.private, base64.b64decode(box), bound=f"sheet {row}"))


def file_box(public: str, application: int, place: int, content: bytes) -> bytes:
    return custody.box_seal(bytes.fromhex(public), content, bound=_bound(f"envelope {application}", place))


def file_unbox(key: Holding, application: int, place: int, box: bytes) -> bytes:
    """Raises `BoxError`."""
    return custody.box_open(key.private, box, bound=_bound(f"envelope {application}", place))


def _bound(kind: str, row: int) -> str:
    return f"{kind} {row}"


def _hex(private: Any) -> str:
    return str(private.public_key().public_bytes_raw().hex())
