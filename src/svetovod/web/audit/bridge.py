"""Ledger rows to `engine.ledger` and back."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.engine.ledger import EMPTY_ROOT, Frontier, SignedRoot, canonical_json, leaf_hash, load_or_create_key, sign_root


def entry_bytes(fields: dict[str, Any]) -> bytes:
    return canonical_json(fields)


def append(frontier: Iterable[str], size: int, body: bytes) -> tuple[list[str], str, str]:
    """The new frontier, the new root and the leaf (hex) after `body` is appended to a tree of `size` leaves."""
    tree = Frontier.from_list(size, frontier)
    leaf = leaf_hash(body)
    tree.append(leaf)
    return tree.to_list(), tree.root().hex(), leaf.hex()


def sign(size: int, root: str, at: datetime) -> SignedRoot:
    """The root (hex, "" for an empty tree) signed with the installation's key."""
    key = load_or_create_key(Path(settings.LEDGER_KEY_FILE))
    return sign_root(key, size=size, root=bytes.fromhex(root) if root else EMPTY_ROOT, at=at)
