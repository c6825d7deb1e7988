"""Ledger rows to `engine.ledger` and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.disk import private_file
from svetovod.engine.ledger import (
    EMPTY_ROOT,
    Frontier,
    SignedRoot,
    canonical_json,
    fingerprint,
    generate_private_key,
    inclusion_proof,
    inclusion_proofs,
    leaf_hash,
    load_key,
    parse_canonical,
    public_key_of,
    sign_root,
    verify_inclusion,
    verify_signed_root,
)
from svetovod.engine.ledger import stub as ledger_stub


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the journal that does not hold. `index` is the first entry concerned, None for the whole."""

    code: str
    index: int | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry lies under a signed root: the path of sibling hashes, lowest first."""

    index: int
    size: int
    leaf: str
    path: tuple[str, ...]
    root: str
    holds: bool


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
    return sign_root(_key(), size=size, root=bytes.fromhex(root) if root else EMPTY_ROOT, at=at)


def key_fingerprint() -> str:
    """SHA-256 of the public key: what people compare with the printed one."""
    return fingerprint(public_key_of(_key()))


def _key() -> bytes:
    path = Path(settings.LEDGER_KEY_FILE)
    if not path.exists():
        private_file(path, generate_private_key())
    return load_key(path)


def prove(leaves: list[str], index: int, root: str) -> Proof:
    """The inclusion proof of one entry, checked by the code of the verifier against the signed root."""
    raw = [bytes.fromhex(leaf) for leaf in leaves]
    path = inclusion_proof(raw, index)
    holds = verify_inclusion(raw[index], index, len(raw), path, bytes.fromhex(root))
    return Proof(index, len(raw), leaves[index], tuple(step.hex() for step in path), root, holds)


def paths(leaves: list[str], indexes: Iterable[int]) -> dict[int, list[str]]:
    """Inclusion proofs of several entries at once, in hexadecimal."""
    found = inclusion_proofs([bytes.fromhex(leaf) for leaf in leaves], indexes)
    return {index: [step.hex() for step in path] for index, path in found.items()}


def stub(leaf: str) -> bytes:
    """The line of an export for an entry of which it shows the leaf (hex) alone."""
    return ledger_stub(bytes.fromhex(leaf))


def to_signed(row: Any) -> SignedRoot:
    return SignedRoot(row.size, row.root, row.timestamp, row.key_id, row.public_key, row.signature)


def check(rows: Iterable[Any], head: Any, roots: Iterable[Any]) -> Iterator[Finding]:
    """Recomputes every leaf and the tree, and compares them with the head and with every root ever signed."""
    signed = sorted(roots, key=lambda row: row.size)
    wanted: dict[int, str] = {row.size: "" for row in signed}
    tree = Frontier()
    if 0 in wanted:
        wanted[0] = tree.root().hex()
    for position, row in enumerate(rows):
        if row.index != position:
            yield Finding("missing", position, f"{row.index}")
            return
        yield from _check_row(row)
        tree.append(leaf_hash(row.body.encode()))
        if tree.size in wanted:
            wanted[tree.size] = tree.root().hex()
    yield from _check_head(tree, head)
    for row in signed:
        yield from _check_root(row, wanted[row.size])


def _check_row(row: Any) -> Iterator[Finding]:
    if leaf_hash(row.body.encode()).hex() != row.leaf:
        yield Finding("body", row.index)
    try:
        body = parse_canonical(row.body.encode())
    except ValueError as error:
        yield Finding("form", row.index, str(error))
        return
    columns = {
        "index": row.index, "action": row.action, "actor": row.actor, "acting_as": row.acting_as,
        "subject": f"{row.subject_type}:{row.subject_id}",
    }  # fmt: skip
    said = {name: body.get(name) for name in columns}
    times = parse_canonical(canonical_json({"domain_at": row.domain_at, "recorded_at": row.recorded_at}))
    if said != columns or any(body.get(name) != value for name, value in times.items()):
        yield Finding("columns", row.index)


def _check_head(tree: Frontier, head: Any) -> Iterator[Finding]:
    size, root = (head.size, head.root) if head else (0, "")
    if size != tree.size:
        yield Finding("head_size", min(size, tree.size), f"{size} / {tree.size}")
    elif size and (root != tree.root().hex() or list(head.frontier) != tree.to_list()):
        yield Finding("head_root", None, root)


def _check_root(row: Any, root: str) -> Iterator[Finding]:
    if not verify_signed_root(to_signed(row)):
        yield Finding("signature", None, f"{row.size}")
    if not root:
        yield Finding("truncated", row.size, row.root)
    elif root != row.root:
        yield Finding("signed_root", None, f"{row.size}")
