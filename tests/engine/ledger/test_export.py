"""Everything that can be done to an export is found, by three verifiers that share no line, and the first broken entry
is named by ours."""

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import thorough

from svetovod.engine import ledger

from .verifiers import EXPORT, LINES, WHOLE, WITHHELD, exports, leaves_of, lines_of, outside, outsider


@pytest.mark.parametrize(("data", "shown"), [(WHOLE, 6), (EXPORT, 4)])
def test_whole_export_is_accepted_by_both(data: bytes, shown: int) -> None:
    result = ledger.verify_export(data)
    assert result.ok, result.findings
    assert (result.size, result.shown, result.files) == (6, shown, 5)
    assert outside(data) is None


def test_a_withheld_entry_leaves_no_byte_of_itself_and_the_tree_as_it_was() -> None:
    inside = exports.parts_of(EXPORT)
    for index in WITHHELD:
        assert exports.entries()[index] not in EXPORT
    assert inside["ledger/leaves.txt"].split()[:5] == exports.parts_of(WHOLE)["ledger/leaves.txt"].split()[:5]
    assert exports.signed(LINES[:4]).root == exports.signed(exports.entries()[:4]).root


@pytest.mark.parametrize("index", [0, 3, 4, 5])
def test_an_entry_withheld_afterwards_is_named(index: int) -> None:
    """Tree and root still agree: only the manifest says that this entry was to be seen."""
    lines = [*LINES]
    lines[index] = ledger.stub(exports.leaf(lines[index]))
    broken = exports.replaced(EXPORT, entries=lines_of(lines))
    result = ledger.verify_export(broken)
    assert ("entry", index, "withheld") in {(f.kind, f.index, f.detail) for f in result.findings}
    assert result.first_broken_entry == index
    assert outside(broken)


def test_an_entry_shown_against_the_promise_is_named() -> None:
    lines = [*LINES]
    lines[2] = exports.entries()[2]
    broken = exports.replaced(EXPORT, entries=lines_of(lines))
    result = ledger.verify_export(broken)
    assert {(f.kind, f.index, f.detail) for f in result.findings} == {("entry", 2, "shown")}
    assert outside(broken)


@pytest.mark.parametrize("line", [b'"text"', b'"' + b"A" * 64 + b'"', b"5", b"[]", b"null", b'""'])
def test_an_entry_is_an_object_or_a_hash(line: bytes) -> None:
    lines = [*LINES]
    lines[3] = line
    lines[5] = exports.entries(withheld=WITHHELD)[5]
    data = exports.replaced(EXPORT, entries=lines_of(lines), leaves=leaves_of(lines))
    assert ledger.verify_export(data).first_broken_entry == 3
    assert outside(data)


@pytest.mark.parametrize("withheld", [[[1, 1], [2, 2]], [[2, 2], [1, 1]], [[1, 2], [9, 9]], [[1, 2], [2, 1]], 7])
def test_runs_of_withheld_entries_have_one_spelling(withheld: object) -> None:
    """A manifest that says the same otherwise, although the last entry names it."""
    manifest = ledger.parse_canonical(exports.parts_of(EXPORT)["manifest.json"]) | {"withheld": withheld}
    text = ledger.canonical_json(manifest)
    last = ledger.canonical_json({"kind": "export", "manifest_sha256": sha256(text).hexdigest()})
    lines = [*LINES[:-1], last]
    root = ledger.canonical_json(exports.signed(lines).to_json())
    data = exports.replaced(EXPORT, entries=lines_of(lines), leaves=leaves_of(lines), root=root, manifest=text)
    assert {f.name for f in ledger.verify_export(data).findings} == {"manifest.json"}
    assert outside(data)


def test_container_is_canonical() -> None:
    with zipfile.ZipFile(BytesIO(EXPORT)) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert archive.comment == b""
    assert [i.filename for i in infos] == sorted((i.filename for i in infos), key=str.encode)
    assert {(i.compress_type, i.date_time, i.extra, i.comment) for i in infos} == {(0, (1980, 1, 1, 0, 0, 0), b"", b"")}
    assert exports.export(LINES) == EXPORT


def test_every_flipped_byte_is_found_by_the_outsider() -> None:
    for offset in range(len(EXPORT)):
        broken = bytearray(EXPORT)
        broken[offset] ^= 0x01
        assert outsider.check(bytes(broken)), offset
        if thorough.WHOLE or offset % 97 == 0:
            outside(bytes(broken))


@pytest.mark.parametrize("export", [WHOLE, EXPORT], ids=["whole", "partly withheld"])
def test_flips_are_named_where_they_are(export: bytes) -> None:
    """A flip in a part accuses that part alone, one between the parts the container at its offset."""
    inside: dict[int, str] = {}
    names: set[int] = set()
    for name, content in exports.parts_of(export).items():
        at = export.index(name.encode())
        start = at + len(name.encode())
        names |= set(range(at, start))
        inside |= dict.fromkeys(range(start, start + len(content)), name)
    for offset in range(0, len(export), 1 if thorough.WHOLE else 3):
        broken = bytearray(export)
        broken[offset] ^= 0x01
        findings = ledger.verify_export(bytes(broken)).findings
        if offset in inside:
            assert inside[offset] in {f.name for f in findings}, (offset, findings)
            assert "container" not in {f.kind for f in findings}, (offset, findings)
        elif offset in names:
            assert {"container", "file", "part"} & {f.kind for f in findings}, (offset, findings)
        else:
            assert ("container", offset) in {(f.kind, f.index) for f in findings}, (offset, findings)


@pytest.mark.parametrize("index", range(6))
def test_first_broken_entry_is_named(index: int) -> None:
    lines = [*LINES]
    digit = b"1" if lines[index][1:2] == b"0" else b"0"
    lines[index] = b'"' + digit + lines[index][2:] if index in WITHHELD else lines[index].replace(b"seq", b"sEq")
    for broken in (lines, [*lines[:-1], b"{}"]):
        result = ledger.verify_export(exports.replaced(EXPORT, entries=lines_of(broken)))
        assert result.first_broken_entry == index


@pytest.mark.parametrize(
    ("lines", "index", "detail"),
    [
        (LINES[:2] + LINES[3:], 2, "dropped"),
        (LINES[:-1], 5, "truncated"),
        ([*LINES[:2], LINES[3], LINES[2], *LINES[4:]], 2, "moved"),
        ([*LINES[:3], LINES[1], *LINES[3:]], 3, "repeated"),
        ([*LINES, LINES[0]], 6, "repeated"),
        ([*LINES[:3], b"{}", *LINES[3:]], 3, "added"),
        ([], 0, "truncated"),
    ],
)
def test_entries_out_of_order_are_found(lines: list[bytes], index: int, detail: str) -> None:
    broken = exports.replaced(EXPORT, entries=lines_of(lines))
    result = ledger.verify_export(broken)
    assert result.first_broken_entry == index
    assert result.findings[0].detail == detail
    assert outside(broken)


@given(st.data())
def test_any_other_sequence_of_entries_is_found(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(LINES), max_size=9).filter(lambda drawn: drawn != LINES))
    also_leaves = {"leaves": leaves_of(lines)} if data.draw(st.booleans()) else {}
    assert not ledger.verify_export(exports.replaced(EXPORT, entries=lines_of(lines), **also_leaves)).ok


@settings(max_examples=200)
@given(st.binary(max_size=600), st.integers(0, len(EXPORT)), st.integers(0, len(EXPORT)))
def test_hostile_bytes_never_raise(noise: bytes, start: int, end: int) -> None:
    for data in (noise, EXPORT[:start] + noise + EXPORT[end:], EXPORT[:start]):
        result = ledger.verify_export(data, root="00" * 32, key="00" * 32)
        assert not result.ok
        assert data == EXPORT or not ledger.verify_export(data).ok


@given(st.sampled_from(["entries", "leaves", "root", "manifest"]), st.binary(max_size=80))
def test_hostile_parts_never_raise(name: str, noise: bytes) -> None:
    assert not ledger.verify_export(exports.replaced(EXPORT, **{name: noise})).ok


@pytest.mark.parametrize(
    "text", [b"[" * 200_000, b'{"files":[1],"format":1}', b"null", b'{"files":{"a":1}}', b"1" * 9000]
)
def test_hostile_json_never_raises(text: bytes) -> None:
    for change in ({"root": text}, {"manifest": text}, {"entries": text + b"\n"}):
        assert not ledger.verify_export(exports.replaced(EXPORT, **change)).ok


def test_a_cut_export_is_found_where_it_is_cut() -> None:
    for length in range(0, len(EXPORT), 7):
        finding = ledger.verify_export(EXPORT[:length]).findings[-1]
        assert finding.kind == "container"
        assert finding.index is not None
        assert finding.index <= length
    cut = ledger.verify_export(EXPORT[: EXPORT.index(b"ledger/root.json") + 40]).findings[0]
    assert cut.index == EXPORT.index(b"ledger/root.json") - 30


def test_rezipped_and_compressed_exports_are_not_canonical() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in exports.parts_of(EXPORT).items():
            archive.writestr(name, content)
    assert not ledger.verify_export(out.getvalue()).ok
    assert not ledger.verify_export(EXPORT + b"\n").ok


def test_sheet_must_open_its_promise() -> None:
    promise, salt = ledger.commit(exports.SALT, exports.SHEET), exports.SALT.hex()
    for sheets in (
        [{"commitment": promise, "salt": salt, "sheet": {"scores": {}}}],
        [{"commitment": ledger.commit(exports.SALT, {}), "salt": salt, "sheet": {}}],
        [{"commitment": 5, "salt": 5, "sheet": {}}],
    ):
        files = {**exports.FILES, "selection/sheets.json": ledger.canonical_json({"sheets": sheets})}
        data = exports.export(files=files)
        assert "sheet" in {finding.kind for finding in ledger.verify_export(data).findings}
        assert outside(data)


HASH = sha256(exports.EVIDENCE).hexdigest()
KEPT = f"selection/files/{HASH}"


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({KEPT: b"another"}, "changed"),
        ({KEPT: None}, "missing"),
        ({KEPT: None, "selection/left-out.json": [{"sha256": HASH, "size": 8, "why": "changed"}]}, "changed"),
        ({KEPT: None, "selection/left-out.json": [{"sha256": HASH, "size": 8, "why": "missing"}]}, "missing"),
        ({"selection/applications/P1.json": exports.APPLICATION.replace(b"P1", b"P2")}, "not_in_ledger"),
        ({"selection/left-out.json": [5]}, "form"),
    ],
)
def test_what_was_filed_is_what_is_there(change: dict[str, object], detail: str) -> None:
    """Manifest, root and signature agree with the exchanged file: the version's own hash convicts it."""
    files = dict(exports.FILES) | {
        name: ledger.canonical_json({"files": value}) if isinstance(value, list) else value
        for name, value in change.items()
    }
    data = exports.export(files={name: content for name, content in files.items() if content is not None})
    assert [(f.kind, f.detail) for f in ledger.verify_export(data).findings] == [("file", detail)]
    assert outside(data)


def test_a_file_left_out_for_its_size_is_no_fault() -> None:
    files = {name: content for name, content in exports.FILES.items() if name != KEPT}
    files["selection/left-out.json"] = ledger.canonical_json({"files": [{"sha256": HASH, "size": 8, "why": "size"}]})
    data = exports.export(files=files)
    assert ledger.verify_export(data).ok
    assert outside(data) is None


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "a\\b", "c:x", "", ".", "a/..", "x\x00", "\ud800"])
def test_unsafe_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        ledger.manifest_of({name: b""})


def test_build_refuses_what_verify_would() -> None:
    with pytest.raises(ValueError, match="signed root"):
        ledger.build_export(exports.FILES, LINES[:-1], exports.signed(LINES))
    with pytest.raises(ValueError, match="last entry"):
        ledger.build_export(exports.FILES, LINES[:-1], exports.signed(LINES[:-1]))
    with pytest.raises(ValueError, match="canonical"):
        ledger.build_export(exports.FILES, [b" {}"], exports.signed([b" {}"]))
