"""Copies for a reader and hashes of the register: the only file of this app that knows the engine."""

from collections.abc import Mapping, Sequence
from typing import Any

from svetovod.engine import copies
from svetovod.engine.ledger import canonical_json, leaf_hash, root

COPIED = copies.KINDS
SECONDS = 10.0  # somebody waits, and a thread of the server with him


def copy(content: bytes, kind: str, head: Sequence[str], foot: Sequence[str], across: str) -> bytes | str:
    """The copy, or the code of why there is none."""
    made = copies.stamped(content, kind, copies.Stamp(head, foot, across), seconds=SECONDS)
    return str(made) if isinstance(made, copies.CopyProblem) else made


def leaf(row: Mapping[str, Any]) -> str:
    return leaf_hash(canonical_json(row)).hex()


def root_of(leaves: Sequence[str]) -> str:
    return root([bytes.fromhex(each) for each in leaves]).hex()
