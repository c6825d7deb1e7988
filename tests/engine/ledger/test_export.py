"""Everything that can be done to an export is found, by both verifiers, and the first broken entry is named."""

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine import ledger


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ledger_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


exports, outsider = _load("exports"), _load("outsider")
EXPORT = exports.export()
LINES = exports.entries()


def lines_of(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def leaves_of(lines: list[bytes]) -> bytes:
    return b"".join(ledger.leaf_hash(line).hex().encode() + b"\n" for line in lines)


def test_whole_export_is_accepted_by_both() -> None:
    result = ledger.verify_export(EXPORT)
    assert result.ok, result.findings
    assert (result.size, result.files) == (6, 3)
    assert outsider.check(EXPORT) is None


def test_container_is_canonical() -> None:
    with zipfile.ZipFile(BytesIO(EXPORT)) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert archive.comment == b""
    assert [i.filename for i in infos] == sorted((i.filename for i in infos), key=str.encode)
    assert {(i.compress_type, i.date_time, i.extra, i.comment) for i in infos} == {(0, (1980, 1, 1, 0, 0, 0), b"", b"")}
    assert exports.export() == EXPORT


def test_every_flipped_byte_is_found_by_the_outsider() -> None:
    for offset in range(len(EXPORT)):
        broken = bytearray(EXPORT)
        broken[offset] ^= 0x01
        assert outsider.check(bytes(broken)), offset


def test_flips_are_named_where_they_are() -> None:
    """A flip in a part accuses that part alone, one between the parts the container at its offset."""
    inside: dict[int, str] = {}
    names: set[int] = set()
    for name, content in exports.parts_of(EXPORT).items():
        at = EXPORT.index(name.encode())
        start = at + len(name.encode())
        names |= set(range(at, start))
        inside |= dict.fromkeys(range(start, start + len(content)), name)
    for offset in range(len(EXPORT)):
        broken = bytearray(EXPORT)
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
    lines[index] = lines[index].replace(b"seq", b"sEq")
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
    assert outsider.check(broken)


@settings(deadline=None)
@given(st.data())
def test_any_other_sequence_of_entries_is_found(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(LINES), max_size=9).filter(lambda drawn: drawn != LINES))
    also_leaves = {"leaves": leaves_of(lines)} if data.draw(st.booleans()) else {}
    assert not ledger.verify_export(exports.replaced(EXPORT, entries=lines_of(lines), **also_leaves)).ok


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.integers(0, len(EXPORT)), st.integers(0, len(EXPORT)))
def test_hostile_bytes_never_raise(noise: bytes, start: int, end: int) -> None:
    for data in (noise, EXPORT[:start] + noise + EXPORT[end:], EXPORT[:start]):
        result = ledger.verify_export(data, root="00" * 32, key="00" * 32)
        assert not result.ok
        assert data == EXPORT or not ledger.verify_export(data).ok


@settings(deadline=None)
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
        assert outsider.check(data)


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
