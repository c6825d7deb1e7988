"""A small export to break, and the hand of a forger who has a key of his own."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from svetovod.engine import ledger
from svetovod.engine.ledger.container import pack

AT = datetime(2021, 6, 24, 9, tzinfo=UTC)
KEY = bytes(range(32))
SALT = bytes(range(32, 64))
SHEET = {"project": "P1", "expert": "Э1", "scores": {"К1": "5"}}
EVIDENCE = b"contract"
APPLICATION = ledger.canonical_json({
    "title": "P1", "costs": [{"files": [{"name": "a.pdf", "sha256": sha256(EVIDENCE).hexdigest(), "size": 8}]}],
})  # fmt: skip
FILES: Mapping[str, bytes] = {
    "selection/applications/P1.json": APPLICATION,
    f"selection/files/{sha256(EVIDENCE).hexdigest()}": EVIDENCE,
    "protocol.txt": "Протокол № 1".encode(),
    "сведения/пусто.bin": b"",
    "selection/sheets.json": ledger.canonical_json(
        {"sheets": [{"commitment": ledger.commit(SALT, SHEET), "salt": SALT.hex(), "sheet": SHEET}]}
    ),
}


def entries(
    files: Mapping[str, bytes] = FILES,
    count: int = 6,
    withheld: Collection[int] = (),
    told: Sequence[Mapping[str, object]] = (),
) -> list[bytes]:
    """Lines of a ledger; those of `withheld` are others' business and stand as hashes. `told` is said before the last
    entry."""
    values: list[dict[str, object]] = [{"seq": seq, "kind": "вход", "note": "x" * seq} for seq in range(count - 2)]
    values.append({"seq": count - 2, "kind": "sheet.sealed", "data": {"commitment": ledger.commit(SALT, SHEET)}})
    values[-1]["sha256"] = sha256(APPLICATION).hexdigest()
    values += map(dict, told)
    named = ledger.manifest_sha256(files, withheld)
    values.append({"seq": count - 1, "kind": "export", "data": {"manifest_sha256": named}})
    lines = [ledger.canonical_json(value) for value in values]
    return [ledger.stub(ledger.leaf_hash(line)) if n in withheld else line for n, line in enumerate(lines)]


def leaf(line: bytes) -> bytes:
    """Read apart from the code under test: 64 digits in quotes are a hash, anything else an entry."""
    stated = line.startswith(b'"') and len(line) == 66
    return bytes.fromhex(line[1:-1].decode()) if stated else ledger.leaf_hash(line)


def signed(lines: Sequence[bytes], key: bytes = KEY) -> ledger.SignedRoot:
    top = ledger.root([leaf(line) for line in lines])
    return ledger.sign_root(key, size=len(lines), root=top, at=AT)


def export(
    lines: Sequence[bytes] | None = None, key: bytes = KEY, files: Mapping[str, bytes] = FILES,
    told: Sequence[Mapping[str, object]] = (),
) -> bytes:  # fmt: skip
    lines = entries(files, told=told) if lines is None else lines
    return ledger.build_export(files, lines, signed(lines, key))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data: bytes, **changes: bytes) -> bytes:
    """The export with whole parts exchanged and the container made canonical again."""
    names = {"entries": "ledger/entries.jsonl", "leaves": "ledger/leaves.txt", "root": "ledger/root.json"}
    names |= {"manifest": "manifest.json", "protocol": "files/protocol.txt"}
    return pack(parts_of(data) | {names[name]: content for name, content in changes.items()})
