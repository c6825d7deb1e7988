"""What the verifier says of every single thing that is broken: this, and nothing beside it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pytest

from svetovod.engine import ledger
from svetovod.engine.ledger import verify
from svetovod.engine.ledger.container import pack
from svetovod.engine.ledger.findings import Finding

from . import exports

LINES = exports.entries()
EXPORT = exports.export()
PARTS = exports.parts_of(EXPORT)
ROOTS = [ledger.root([exports.leaf(line) for line in LINES[:size]]).hex() for size in range(7)]
ENTRIES, LEAVES, ROOT, MANIFEST = "ledger/entries.jsonl", "ledger/leaves.txt", "ledger/root.json", "manifest.json"
NOTE, TEXT = "note.txt", b"hello"

Said = list[tuple[str, str | None, int | None, str]]


def said(data: bytes, **known: Any) -> Said:
    result = ledger.verify_export(data, **known)
    assert result.ok is not bool(result.findings)
    return [(each.kind, each.name, each.index, each.detail) for each in result.findings]


def ledger_of(lines: Sequence[bytes], key: bytes = exports.KEY) -> dict[str, bytes]:
    leaves = [exports.leaf(line) for line in lines]
    return {
        ENTRIES: b"".join(line + b"\n" for line in lines),
        LEAVES: b"".join(leaf.hex().encode() + b"\n" for leaf in leaves),
        ROOT: ledger.canonical_json(exports.signed(lines, key).to_json()),
    }


def naming(manifest: bytes, before: Sequence[bytes] = (b"{}",)) -> dict[str, bytes]:
    """A ledger whose last entry names this very manifest, and the manifest."""
    last = ledger.canonical_json({"manifest_sha256": sha256(manifest).hexdigest()})
    return {**ledger_of([*before, last]), MANIFEST: manifest}


def manifest(files: Sequence[Mapping[str, object]], withheld: object = ()) -> bytes:
    return ledger.canonical_json({"files": list(files), "format": "svetovod export v2", "withheld": withheld})


LISTED = {"name": NOTE, "sha256": sha256(TEXT).hexdigest(), "size": len(TEXT)}
SMALL = naming(manifest([LISTED])) | {f"files/{NOTE}": TEXT}


def test_what_an_export_says_of_itself() -> None:
    signed = exports.signed(LINES)
    result = ledger.verify_export(EXPORT)
    assert (result.ok, result.findings, result.files, result.shown) == (True, (), 5, 6)
    assert (result.size, result.root, result.key, result.timestamp) == (6, ROOTS[6], signed.key_id, signed.timestamp)
    assert (result.known_root_size, result.recomputed, result.witnessed) == (None, (), 0)
    part = ledger.verify_export(exports.export(exports.entries(withheld=(1, 2))))
    assert (part.ok, part.shown) == (True, 4)
    assert said(pack(SMALL)) == []


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MAX_BYTES", len(EXPORT))
    assert said(EXPORT) == []
    assert said(EXPORT + b"x") == [("container", None, len(EXPORT), "too_large")]


def test_what_cannot_be_read_is_told_where() -> None:
    assert said(b"") == said(b"nothing of the kind") == [("container", None, 0, "unreadable")]
    cut = EXPORT.index(b"ledger/root.json") - 30
    assert said(EXPORT[: cut + 40]) == [("container", None, cut, "unreadable")]
    assert said(EXPORT, root="no hash") == [("container", None, None, "unreadable: ValueError")]


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        (ENTRIES, [("part", ENTRIES, None, "missing"), ("entry", ENTRIES, 0, "truncated")]),
        (LEAVES, [("part", LEAVES, None, "missing"), ("leaves", LEAVES, None, "form")]),
        (ROOT, [("part", ROOT, None, "missing")]),
        (MANIFEST, [("part", MANIFEST, None, "missing")]),
    ],
)  # fmt: skip
def test_a_part_that_is_missing(name: str, findings: Said) -> None:
    found = said(pack({part: content for part, content in SMALL.items() if part != name}))
    assert found == findings
    nothing = ledger.verify_export(pack({part: content for part, content in SMALL.items() if part != ROOT}))
    assert (nothing.size, nothing.root, nothing.key, nothing.timestamp) == (None, None, None, None)


def test_who_signed_it() -> None:
    own, stranger = exports.signed(LINES), exports.signed(LINES, bytes(32))
    assert said(EXPORT, key=own.key_id) == []
    assert said(EXPORT, key=stranger.key_id) == [("key", None, None, own.key_id)]
    forged = ledger.canonical_json(own.to_json() | {"signature": "00" * 64})
    assert said(exports.replaced(EXPORT, root=forged)) == [("signature", ROOT, None, "invalid")]
    assert said(exports.replaced(EXPORT, root=b"{}")) == [("root", ROOT, None, "form")]
    assert said(exports.replaced(EXPORT, root=b"{ }")) == [("root", ROOT, None, "form")]


def test_a_root_that_is_not_theirs_accuses_what_nobody_vouches_for() -> None:
    other = ledger_of([b'{"a":1}', LINES[-1]])
    honest = SMALL | {ENTRIES: other[ENTRIES], LEAVES: other[LEAVES]}
    assert ("root", ENTRIES, None, "mismatch") in said(pack(honest))
    value = ledger.parse_canonical(SMALL[ROOT]) | {"signature": "00" * 64}
    found = said(pack(honest | {ROOT: ledger.canonical_json(value)}))
    assert ("root", ROOT, None, "mismatch") in found and ("signature", ROOT, None, "invalid") in found
    # signed by a stranger it is still signed
    strange = said(pack(honest | {ROOT: ledger_of([b"{}"], bytes(32))[ROOT]}), key=exports.signed(LINES).key_id)
    assert ("root", ENTRIES, None, "mismatch") in strange


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"x.txt": b""}, ("file", "x.txt", None, "unexpected")),
        ({"files/x.txt": b""}, ("file", "files/x.txt", None, "unexpected")),
        ({f"files/{NOTE}": b"Hello"}, ("file", f"files/{NOTE}", None, "changed")),
        (naming(manifest([LISTED | {"size": 6}])), ("file", f"files/{NOTE}", None, "changed")),
        (naming(manifest([LISTED | {"sha256": "00" * 32}])), ("file", f"files/{NOTE}", None, "changed")),
        (naming(manifest([])), ("file", f"files/{NOTE}", None, "unexpected")),
        (naming(manifest([LISTED, LISTED | {"name": "y"}])), ("file", "files/y", None, "missing")),
        # named by the ledger, and not as a manifest is written
        (naming(manifest([LISTED, LISTED])), ("manifest", MANIFEST, None, "form")),
        (naming(manifest([LISTED], [[9, 9]])), ("manifest", MANIFEST, None, "form")),
        (naming(manifest([LISTED], [[2, 2]])), ("manifest", MANIFEST, None, "form")),
        (naming(manifest([{"name": NOTE}])), ("manifest", MANIFEST, None, "form")),
        (naming(manifest([LISTED], 7)), ("manifest", MANIFEST, None, "form")),
        (naming(b"{}"), ("manifest", MANIFEST, None, "form")),
        (naming(b"{ }"), ("manifest", MANIFEST, None, "form")),
        (naming(manifest([LISTED], [[0, 0]])), ("entry", ENTRIES, 0, "shown")),
        (naming(manifest([LISTED]), [b"{}", ledger.stub(bytes(32))]), ("entry", ENTRIES, 1, "withheld")),
        # another manifest than the last entry names
        ({MANIFEST: manifest([LISTED], [[9, 9]])}, ("manifest", MANIFEST, None, "manifest_sha256")),
        ({MANIFEST: manifest([LISTED], [[0, 0]])}, ("manifest", MANIFEST, None, "manifest_sha256")),
        (ledger_of([b"{}"]), ("manifest", MANIFEST, None, "manifest_sha256")),
    ],
)  # fmt: skip
def test_files_and_their_manifest(change: dict[str, bytes], finding: tuple[str, str, int | None, str]) -> None:
    assert said(pack(SMALL | change)) == [finding]


def test_the_last_entry_is_never_withheld() -> None:
    lines = SMALL[ENTRIES].split(b"\n")[:-1]
    hidden = SMALL | ledger_of([lines[0], ledger.stub(exports.leaf(lines[1]))])
    assert said(pack(hidden)) == [("entry", ENTRIES, 1, "withheld")]


def test_a_broken_entry_accuses_no_manifest() -> None:
    spoiled = SMALL | {ENTRIES: SMALL[ENTRIES].replace(b"{}", b"[]")}
    assert said(pack(spoiled | {MANIFEST: manifest([LISTED], [[0, 0]])})) == [("entry", ENTRIES, 0, "form")]


def test_the_container_is_accused_of_what_is_between_the_parts_alone() -> None:
    data = pack(SMALL)
    assert said(data + b"\n") == [("container", None, len(data), "differs")]
    at = data.index(TEXT)
    changed = data[:at] + b"H" + data[at + 1 :]
    # its checksum is as stated before the change: the file is accused, and not its header
    assert said(changed) == [("file", f"files/{NOTE}", None, "changed")]
    crc = data.index(f"files/{NOTE}".encode()) - 16
    told = data[:crc] + bytes([data[crc] ^ 1]) + data[crc + 1 :]
    assert said(told) == [("container", None, crc, "differs")]


@pytest.mark.parametrize("size", range(7))
def test_a_root_that_is_known_from_elsewhere(size: int) -> None:
    assert ledger.verify_export(EXPORT, root=ROOTS[size]).known_root_size == size
    assert said(EXPORT, root=ROOTS[size]) == []
    assert said(EXPORT, root="ab" * 32) == [("known_root", None, None, "ab" * 32)]


def test_every_witness_is_heard() -> None:
    every = list(enumerate(ROOTS))
    assert ledger.verify_export(EXPORT, witnesses=every).witnessed == 7
    mixed = [(0, ROOTS[0]), (2, ROOTS[3]), (4, ROOTS[4]), (9, ROOTS[6])]
    assert ledger.verify_export(EXPORT, witnesses=mixed).witnessed == 2
    assert said(EXPORT, witnesses=mixed) == [("witness", None, 2, ROOTS[3]), ("witness", None, 9, "beyond")]
    # two letters of one moment that do not agree
    assert ledger.verify_export(EXPORT, witnesses=[(2, ROOTS[2]), (2, ROOTS[3])]).witnessed == 1


def test_results_are_computed_again_from_files_and_entries() -> None:
    wrong = Finding("recompute", "ranking", None, "place")
    given: list[object] = []

    def again(files: Mapping[str, bytes], entries: Sequence[object]) -> tuple[list[str], list[Finding]]:
        given.extend([dict(files), list(entries)])
        return ["ranking", "money"], [wrong]

    result = ledger.verify_export(pack(SMALL), recompute=again)
    assert (result.ok, result.findings, result.recomputed) == (False, (wrong,), ("ranking", "money"))
    # beside what is wrong with the export itself
    spoiled = ledger.verify_export(pack(SMALL | {"x.txt": b""}), recompute=again)
    assert spoiled.findings == (Finding("file", "x.txt", None, "unexpected"), wrong)
    assert given[0] == {NOTE: TEXT}
    assert given[1] == [ledger.parse_canonical(line) for line in SMALL[ENTRIES].split()]


def test_what_is_written_is_what_is_verified() -> None:
    with pytest.raises(ValueError, match="the signed root is not that of these 5 entries"):
        ledger.build_export(exports.FILES, LINES[:-1], exports.signed(LINES))
    with pytest.raises(ValueError, match="the last entry does not name these files under manifest_sha256"):
        ledger.build_export({}, LINES, exports.signed(LINES))
    lines = exports.entries(withheld=(1,))
    assert said(ledger.build_export(exports.FILES, lines, exports.signed(lines))) == []
