"""The export: the ledger, its signed root and the files of a round in one container anyone can check.

Every entry is there: those the reader may know in full, the others as leaf hashes, so that tree and root still verify.

The last entry of the ledger names the SHA-256 of the manifest and the manifest that of every file, so the root
vouches for all of it: whoever knows the root from a printed protocol needs to trust nothing else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from .canonical import canonical_json, parse_canonical
from .container import pack
from .signing import SignedRoot
from .tree import root
from .withheld import is_stub, leaf_of, spans

FORMAT = "svetovod export v2"
MANIFEST, ENTRIES, LEAVES, ROOT = "manifest.json", "ledger/entries.jsonl", "ledger/leaves.txt", "ledger/root.json"
FILES = "files/"
BINDING = "manifest_sha256"
_SAFE_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f\x7f]+(/[^/\\:*?"<>|\x00-\x1f\x7f]+)*')


def manifest_of(files: Mapping[str, bytes], withheld: Iterable[int] = ()) -> bytes:
    """The manifest of `files` (names without the folder `files/`) and of the entries shown as hashes alone.

    Raises `ValueError` for an unsafe name.
    """
    for name in files:
        if not is_safe_name(name):
            raise ValueError(f"{name!r} cannot be the name of a file in an export")
    listed = [{"name": name, "sha256": sha256(files[name]).hexdigest(), "size": len(files[name])} for name in files]
    ordered = sorted(listed, key=lambda file: str(file["name"]).encode())
    return canonical_json({"files": ordered, "format": FORMAT, "withheld": spans(withheld)})


def manifest_sha256(files: Mapping[str, bytes], withheld: Iterable[int] = ()) -> str:
    """What the entry that announces the export must carry under the key `manifest_sha256`, at any depth."""
    return sha256(manifest_of(files, withheld)).hexdigest()


def build_export(files: Mapping[str, bytes], entries: Sequence[bytes], signed_root: SignedRoot) -> bytes:
    """The canonical ZIP. `entries` are canonical JSON or stubs, the first to the last the root covers.

    Raises `ValueError` when an entry is not canonical, the root is not theirs or the last does not name the manifest.
    """
    values = [parse_canonical(entry) for entry in entries]
    leaves = [leaf_of(entry) for entry in entries]
    if (signed_root.size, signed_root.root) != (len(entries), root(leaves).hex()):
        raise ValueError(f"the signed root is not that of these {len(entries)} entries")
    manifest = manifest_of(files, [index for index, entry in enumerate(entries) if is_stub(entry)])
    if bound_manifest(values) != sha256(manifest).hexdigest():
        raise ValueError(f"the last entry does not name these files under {BINDING}")
    ledger = {
        ENTRIES: b"".join(entry + b"\n" for entry in entries),
        LEAVES: b"".join(leaf.hex().encode() + b"\n" for leaf in leaves),
        ROOT: canonical_json(signed_root.to_json()),
        MANIFEST: manifest,
    }
    return pack(ledger | {FILES + name: content for name, content in files.items()})


def bound_manifest(values: Sequence[Any]) -> str | None:
    """The manifest the last entry names; None when it names none, or more than one."""
    found = list(texts_under(BINDING, values[-1])) if values else []
    return found[0] if len(found) == 1 else None


def texts_under(key: str, value: Any) -> list[str]:
    """Every text that stands under the key at any depth."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if isinstance(item.get(key), str):
                found.append(item[key])
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


def is_safe_name(name: str) -> bool:
    """Whether the name is a relative path that no system would place outside the folder it is unpacked in."""
    try:
        encoded = name.encode()
    except UnicodeEncodeError:
        return False
    parts = name.split("/")
    return bool(_SAFE_NAME.fullmatch(name)) and len(encoded) < 1000 and all(part.strip(". ") for part in parts)
