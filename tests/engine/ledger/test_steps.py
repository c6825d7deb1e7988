"""Each step of the verifier asked alone: what it says, of which entry or byte, and what stands just inside a bound."""

import json
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO

import pytest

from svetovod.engine import ledger
from svetovod.engine.ledger import container, entries, filed, sheets, withheld
from svetovod.engine.ledger.export import bound_manifest, is_safe_name, texts_under
from svetovod.engine.ledger.findings import Finding, Verification
from svetovod.engine.ledger.tree import largest_power_below

from . import exports

LINES = [b'{"seq":%d}' % number for number in range(5)]
LEAVES = [ledger.leaf_hash(line) for line in LINES]
TEXT, LIST = b"".join(line + b"\n" for line in LINES), b"".join(leaf.hex().encode() + b"\n" for leaf in LEAVES)
SIGNED = exports.signed(LINES)


def said(findings: list[Finding]) -> list[tuple[str, str | None, int | None, str]]:
    return [(each.kind, each.name, each.index, each.detail) for each in findings]


# -- the container


def test_another_hand_reads_the_container_as_it_is_described() -> None:
    data = container.pack({"b.txt": b"two", "а.txt": b"one"})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        first, second = archive.infolist()
    assert [(each.filename, each.flag_bits) for each in (first, second)] == [("b.txt", 0), ("а.txt", 0x800)]
    for each in (first, second):
        assert (each.create_system, each.create_version, each.extract_version) == (3, 20, 20)
        assert (each.external_attr >> 16, each.internal_attr, each.volume) == (0o100644, 0, 0)
    assert second.header_offset == 30 + len("b.txt") + len(b"two")


def test_a_container_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_PARTS", 2)
    monkeypatch.setattr(container, "MAX_BYTES", 5)
    assert container.unpack(container.pack({"a": b"12", "b": b"345"}))
    for parts in ({"a": b"123", "b": b"456"}, {"a": b"", "b": b"", "c": b""}):
        with pytest.raises(ValueError, match="at most 2 files and 5 bytes"):
            container.pack(parts)


def test_a_checksum_that_is_stated_otherwise_stays_so() -> None:
    data = container.pack({"a": b"1", "я": b"2"}, checksums={"я": 0})
    parts = container.unpack(data)
    assert parts is not None
    assert [(part.name, part.content, part.intact) for part in parts] == [("a", b"1", True), ("я", b"2", False)]
    assert [part.stated_crc for part in parts][1] == 0


def test_a_container_is_read_from_either_end(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    local = bytearray(whole)
    local[0] = 0  # the first header is none: the directory places both
    parts = container.unpack(bytes(local))
    assert parts is not None
    assert [(part.name, part.content, part.intact) for part in parts] == [("a", b"12", True), ("b", b"345", True)]
    end = bytearray(whole)
    end[-12] ^= 0xFF  # the directory is elsewhere: the headers place both
    again = container.unpack(bytes(end))
    assert again == parts
    both = bytearray(end)
    both[0] = 0
    assert container.unpack(bytes(both)) is None
    assert container.unpack(b"") is None
    # of two readings the one with fewer parts that are not what their checksum says
    size = bytearray(whole)
    size[22] = 3  # the first file takes a byte of the second header with it
    spoiled = container.unpack(bytes(size))
    assert spoiled is not None
    assert [part.intact for part in spoiled] == [True, True]
    monkeypatch.setattr(container, "MAX_PARTS", 2)
    assert container.unpack(whole) == parts
    monkeypatch.setattr(container, "MAX_PARTS", 1)
    assert container.unpack(whole) is None


def test_a_container_is_no_larger_than_the_documentation_says() -> None:
    assert (container.MAX_BYTES, container.MAX_PARTS) == (2 * 1024**3, 65_534)


def test_of_two_readings_the_one_with_fewer_parts_that_are_not_what_they_are_said_to_be() -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    for place in (14, whole.index(container.CENTRAL) + 16):  # the checksum in a header, and that in the directory
        bent = bytearray(whole)
        bent[place] ^= 1
        assert container.unpack(bytes(bent)) == container.unpack(whole)


def test_a_name_that_is_no_text_is_kept_byte_by_byte() -> None:
    (part,) = container.unpack(container.pack({"a\udcff": b"12"})) or ()
    assert (part.name, part.content, part.intact) == ("a\udcff", b"12", True)
    assert container.readable_until(container.pack({"a\udcff": b"12"})) == 30 + 2 + 2


@pytest.mark.parametrize("length", [0, 10, 11, 21])
def test_what_is_shorter_than_an_end_is_no_container(length: int) -> None:
    assert container.unpack(bytes(length)) is None


def test_a_file_that_the_directory_places_ends_with_the_data_at_the_latest() -> None:
    whole = container.pack({"a": b"12"})
    for more, read in ((0, True), (1, False)):
        bent = bytearray(whole)
        bent[0] = 0  # the header is none: the directory alone places it
        size = whole.index(container.CENTRAL) + 24
        bent[size : size + 4] = (len(whole) - 31 + more).to_bytes(4, "little")
        found = container.unpack(bytes(bent))
        assert (found is not None and found[0].content == bent[31:]) is read


def test_what_a_header_holds_beside_the_name_is_stepped_over() -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    more = whole[:28] + (3).to_bytes(2, "little") + whole[30:31] + b"xyz" + whole[31:]
    assert container.unpack(more) == container.unpack(whole)


def test_how_far_a_container_can_be_read() -> None:
    whole = container.pack({"a": b"12", "я": b"345"})
    first, second = 30 + 1 + 2, 30 + 1 + 2 + 30 + 2 + 3
    assert [container.readable_until(whole[:length]) for length in (0, 20, first, first + 1, second - 1)] == [
        0, 0, first, first, first,
    ]  # fmt: skip
    assert container.readable_until(whole) == container.readable_until(whole[:second]) == second


@pytest.mark.parametrize(
    ("one", "other", "offset"),
    [(b"", b"", None), (b"abc", b"abc", None), (b"", b"a", 0), (b"abc", b"abd", 2), (b"abc", b"xbc", 0),
     (b"abc", b"ab", 2), (b"ab", b"abc", 2), (b"aXcX", b"aYcY", 1)],
)  # fmt: skip
def test_the_first_byte_that_differs(one: bytes, other: bytes, offset: int | None) -> None:
    assert container.first_difference(one, other) == offset


# -- the entries


def checked(
    text: bytes = TEXT, listed: bytes | None = LIST, signed: ledger.SignedRoot | None = SIGNED, vouched: bool = True
) -> list[tuple[str, str | None, int | None, str]]:
    return said(entries.check_entries(text, listed, signed, vouched=vouched).findings)


ENTRIES, LEAVES_, ROOT = "ledger/entries.jsonl", "ledger/leaves.txt", "ledger/root.json"


def test_entries_that_agree() -> None:
    result = entries.check_entries(TEXT, LIST, SIGNED, vouched=True)
    assert (result.leaves, result.withheld, result.findings) == (LEAVES, [], [])
    assert result.values == [{"seq": number} for number in range(5)]
    assert checked(signed=None) == []
    lines = [LINES[0], ledger.stub(LEAVES[1]), *LINES[2:]]
    part = entries.check_entries(b"\n".join([*lines, b""]), LIST, SIGNED, vouched=True)
    assert (part.leaves, part.withheld, part.values[1], part.findings) == (LEAVES, [1], None, [])
    assert entries.check_entries(b"", b"", None, vouched=True).findings == []


def test_what_does_not_agree_is_said_of_one_thing() -> None:
    other = exports.signed(LINES[:4])
    spoiled = TEXT.replace(b'"seq":2', b'"seq":7')
    told = LIST.replace(LEAVES[3].hex().encode(), LEAVES[0].hex().encode())
    assert checked(TEXT[:-1]) == [("entry", ENTRIES, 4, "unterminated")]
    assert checked(signed=other) == [("root", ENTRIES, None, "mismatch")]
    assert checked(signed=replace(SIGNED, size=4)) == [("root", ENTRIES, None, "mismatch")]
    # with a root that nobody vouches for it is the root that is accused
    assert checked(signed=other, vouched=False) == [("root", ROOT, None, "mismatch")]
    assert checked(listed=told) == [("leaves", LEAVES_, None, "mismatch")]
    assert checked(listed=None) == [("leaves", LEAVES_, None, "form")]
    assert checked(listed=None, signed=other) == [
        ("leaves", LEAVES_, None, "form"), ("root", ENTRIES, None, "mismatch"),
    ]  # fmt: skip
    assert checked(listed=None, signed=None) == [("leaves", LEAVES_, None, "form")]
    assert checked(spoiled) == [("entry", ENTRIES, 2, "changed")]
    assert checked(spoiled, signed=None) == [("entry", ENTRIES, 2, "changed")]
    # the list agrees neither with the entries nor with the root
    assert checked(spoiled, told) == [("entry", ENTRIES, 2, "changed"), ("leaves", LEAVES_, None, "mismatch")]
    assert checked(spoiled, signed=replace(SIGNED, size=6)) == [
        ("entry", ENTRIES, 2, "changed"), ("leaves", LEAVES_, None, "mismatch"),
    ]  # fmt: skip
    # what is no JSON is said once
    assert checked(TEXT.replace(LINES[2], b"{")) == [("entry", ENTRIES, 2, "form")]


@pytest.mark.parametrize("line", [b"5", b"[]", b"null", b'"text"', b'"' + b"A" * 64 + b'"', b""])
def test_an_entry_is_an_object(line: bytes) -> None:
    lines = [*LINES[:3], line, LINES[4]]
    leaves = [ledger.leaf_hash(each) for each in lines]
    signed = ledger.sign_root(exports.KEY, size=5, root=ledger.root(leaves), at=exports.AT)
    listed = b"".join(leaf.hex().encode() + b"\n" for leaf in leaves)
    assert checked(b"\n".join([*lines, b""]), listed, signed) == [("entry", ENTRIES, 3, "form")]


def test_an_entry_is_at_most_a_mebibyte() -> None:
    for more, findings in ((0, []), (1, [("entry", ENTRIES, 0, "form")])):
        line = b'{"a":"%s"}' % (b"x" * ((1 << 20) - 8 + more))
        listed = ledger.leaf_hash(line).hex().encode() + b"\n"
        assert checked(line + b"\n", listed, exports.signed([line])) == findings


@pytest.mark.parametrize(
    ("stated", "found", "where"),
    [
        ("abcde", "abde", (2, "dropped")), ("abcde", "abe", (2, "dropped")), ("abcde", "abc", (3, "truncated")),
        ("abcde", "", (0, "truncated")), ("abcde", "bcde", (0, "dropped")), ("abc", "abbc", (2, "repeated")),
        ("abc", "abca", (3, "repeated")), ("abc", "abxc", (2, "added")), ("abc", "xabc", (0, "added")),
        ("abcd", "acbd", (1, "moved")), ("abcd", "axcd", (1, "changed")), ("abcd", "axc", (1, "changed")),
        ("abc", "axcd", (1, "changed")), ("", "a", (0, "added")),
    ],
)  # fmt: skip
def test_where_two_lists_part(stated: str, found: str, where: tuple[int, str]) -> None:
    assert entries.locate([each.encode() for each in stated], [each.encode() for each in found]) == where


@pytest.mark.parametrize(
    "listed",
    [LIST[:-1], LIST.upper(), LIST + b"\n", LIST.replace(b"\n", b"\r\n"), LIST[:64] + b"00\n", b"zz\n", b"\xff\n",
     b"ab\n", LIST[2:]],
)  # fmt: skip
def test_the_list_of_leaves_has_one_spelling(listed: bytes) -> None:
    assert checked(listed=listed) == [("leaves", LEAVES_, None, "form")]


# -- the export and what it names


def test_texts_under_a_key_at_any_depth() -> None:
    value = {"k": "1", "a": [{"k": "2"}, [{"b": {"k": "3", "l": "4"}}], "k"], "c": {"k": 5}, "d": {"k": {"k": "6"}}}
    assert sorted(texts_under("k", value)) == ["1", "2", "3", "6"]
    assert texts_under("k", "k") == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ([], None),
        ([{"manifest_sha256": "a"}], "a"),
        ([{"manifest_sha256": "a"}, {}], None),
        ([{}, {"data": {"manifest_sha256": "a"}}], "a"),
        ([{"x": {"manifest_sha256": "a"}, "y": {"manifest_sha256": "b"}}], None),
        ([None], None),
    ],
)
def test_the_manifest_that_the_last_entry_names(values: list[object], named: str | None) -> None:
    assert bound_manifest(values) == named


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a", True), ("a/b c.txt", True), ("я/б", True), ("x" * 999, True), ("x" * 1000, False), ("я" * 500, False),
     ("X", True),
     (".a", True), ("a.", True), ("...", False), ("a/ /b", False), ("a/../b", False), ("a/.", False), ("a/b/", False),
     ("a\x7fb", False), ("\ud800", False)],
)  # fmt: skip
def test_names_that_are_safe_anywhere(name: str, safe: bool) -> None:
    assert is_safe_name(name) is safe


def test_a_manifest_lists_files_by_their_names() -> None:
    text = ledger.manifest_of({"б": b"2", "a": b"", "я/a": b"333"}, [4, 0, 1])
    listed = [("a", b""), ("б", b"2"), ("я/a", b"333")]
    files = [{"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)} for name, content in listed]
    told = {"files": files, "format": "svetovod export v2", "withheld": [[0, 1], [4, 4]]}
    assert text == json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    assert ledger.manifest_sha256({"a": b""}) == sha256(ledger.manifest_of({"a": b""}, [])).hexdigest()
    assert ledger.manifest_sha256({"a": b""}, [3]) == sha256(ledger.manifest_of({"a": b""}, [3])).hexdigest()


# -- sheets and what was filed


def test_a_sheet_opens_a_promise_of_the_ledger() -> None:
    salt, promise = exports.SALT, ledger.commit(exports.SALT, exports.SHEET)
    whole = {"commitment": promise, "salt": salt.hex(), "sheet": exports.SHEET}
    unknown = whole | {"commitment": "00" * 32}
    another = whole | {"sheet": {}}
    text = ledger.canonical_json({"sheets": [whole, unknown, another]})
    kept = [{"data": [{"commitment": promise}]}, None]
    name = "files/selection/sheets.json"
    assert said(sheets.check_sheets({"selection/sheets.json": text}, kept)) == [
        ("sheet", name, 1, "not_in_ledger"), ("sheet", name, 2, "does_not_open"),
    ]  # fmt: skip
    assert sheets.check_sheets({}, kept) == []
    for spoiled in ({}, {"sheets": [{}]}, {"sheets": [whole | {"salt": "zz"}]}, {"sheets": 5}, {"sheets": [5]}):
        text = ledger.canonical_json(spoiled)
        assert said(sheets.check_sheets({"selection/sheets.json": text}, kept)) == [("sheet", name, None, "form")]
    assert sheets.check_sheets({"selection/sheets.json": b'{ "sheets":[]}'}, kept)


def test_a_salt_has_its_length() -> None:
    assert len(ledger.new_salt()) == 32 and ledger.new_salt() != ledger.new_salt()
    for length in (31, 33):
        with pytest.raises(ValueError, match=f"a salt has 32 bytes, not {length}"):
            ledger.commit(bytes(length), {})
    assert ledger.commit(bytes(32), {"a": 1}) == sha256(bytes(32) + b'{"a":1}').hexdigest()
    assert not ledger.opens("00", bytes(32), 1.5)


def test_what_was_filed_is_asked_of_every_application() -> None:
    def application(*digests: str) -> bytes:
        listed = [{"sha256": each} for each in digests]
        apart = [[{"files": listed[:1]}, {"b": {"files": listed[1:]}}]]
        return ledger.canonical_json({"a": apart, "files": {"sha256": "aa"}, "sha256": "bb"})

    kept, lost, big, stale = (sha256(each).hexdigest() for each in (b"kept", b"lost", b"big", b"stale"))
    first, second = application(kept, lost, big), application(stale)
    known = [{"data": {"sha256": sha256(first).hexdigest()}}, {"sha256": sha256(second).hexdigest()}, None]
    left = [{"sha256": big, "why": "size"}, {"sha256": stale, "why": "changed"}]
    files = {
        "selection/applications/1.json": first, "selection/applications/2.json": second,
        f"selection/files/{kept}": b"kept", "selection/left-out.json": ledger.canonical_json({"files": left}),
        # not of an application: nobody filed it
        "other.json": application("cc"),
    }  # fmt: skip
    where = "files/selection/files/"
    faults = sorted([("file", where + lost, None, "missing"), ("file", where + stale, None, "changed")])
    assert said(filed.check_filed(files, known)) == faults
    spoiled = files | {f"selection/files/{kept}": b"Kept"}
    assert said(filed.check_filed(spoiled, known)) == sorted([*faults, ("file", where + kept, None, "changed")])
    unknown = said(filed.check_filed(files, known[1:]))
    assert unknown == [("file", "files/selection/applications/1.json", None, "not_in_ledger"), *faults]
    form = ("file", "files/selection/left-out.json", None, "form")
    for text in (b"{}", b'{"files":[5]}', b'{"files":[{"sha256":"a"}]}', b"{ }"):
        assert said(filed.check_filed(files | {"selection/left-out.json": text}, known)) == [form]
    unread = files | {"selection/applications/2.json": b"{ }"}
    assert said(filed.check_filed(unread, known)) == [
        ("file", "files/selection/applications/2.json", None, "not_in_ledger"), form,
    ]  # fmt: skip
    assert filed.check_filed({}, []) == []


# -- withheld entries


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [([], []), ([3], [[3, 3]]), ([2, 1, 0], [[0, 2]]), ([0, 1, 3, 4, 6, 1], [[0, 1], [3, 4], [6, 6]])],
)
def test_runs_of_numbers(numbers: list[int], runs: list[list[int]]) -> None:
    assert withheld.spans(numbers) == runs


@pytest.mark.parametrize(
    ("stated", "hidden", "first"),
    [
        ([], [], None), ([[1, 2]], [1, 2], None), ([[0, 0], [4, 4]], [0, 4], None), ([[1, 2]], [1], 2),
        ([[1, 1]], [1, 2], 2), ([[1, 2]], [0, 1, 2], 0), ([], [3], 3),
        # beyond the entries there is nothing to withhold
        ([[3, 99]], [3, 4], None), ([[-5, 1]], [0, 1], None), ([[5, 9]], [], None), ([[4, 4]], [], 4),
        ([[2, 1]], [], None),
    ],
)  # fmt: skip
def test_the_first_entry_withheld_against_what_is_stated(
    stated: list[list[int]], hidden: list[int], first: int | None
) -> None:
    assert withheld.first_difference(stated, hidden, 5) == first


def test_a_stub_is_a_hash_in_quotes() -> None:
    leaf = ledger.leaf_hash(b"x")
    assert ledger.stub(leaf) == b'"' + leaf.hex().encode() + b'"'
    assert withheld.is_stub(ledger.stub(leaf)) and withheld.leaf_of(ledger.stub(leaf)) == leaf
    for line in (b'"' + leaf.hex().upper().encode() + b'"', ledger.stub(leaf) + b" ", leaf.hex().encode(), b""):
        assert not withheld.is_stub(line) and withheld.leaf_of(line) == ledger.leaf_hash(line)


# -- findings, proofs, roots


def test_the_first_broken_entry() -> None:
    found = (
        Finding("sheet", None, 0), Finding("entry", None, 4), Finding("entry", None, None), Finding("entry", None, 2),
    )  # fmt: skip
    assert Verification(ok=False, findings=found).first_broken_entry == 2
    assert Verification(ok=False, findings=found[:1]).first_broken_entry is None


def test_where_a_tree_is_split() -> None:
    assert [largest_power_below(size) for size in range(2, 10)] == [1, 2, 2, 4, 4, 4, 4, 8]


def test_every_proof_of_every_small_tree() -> None:
    """Of one leaf and of all at once; and no proof but its own is accepted, however it is cut, filled or moved."""
    leaves = [ledger.leaf_hash(bytes([number])) for number in range(9)]
    for size in range(1, 10):
        part, top = leaves[:size], ledger.root(leaves[:size])
        proofs = ledger.inclusion_proofs(part, range(size))
        for index, proof in proofs.items():
            assert proof == ledger.inclusion_proof(part, index)
            for at in range(-1, size + 2):
                assert ledger.verify_inclusion(leaves[index], at, size, proof, top) is (at == index)
            for wrong in ([*proof, top], proof[:-1] if proof else [top], [*proof, b""], [b"x" * 31, *proof]):
                assert not ledger.verify_inclusion(leaves[index], index, size, wrong, top)
            assert not ledger.verify_inclusion(leaves[index], index, size, proof, leaves[(index + 1) % 9])
        for wrong_index in (-1, size):
            with pytest.raises(IndexError, match=f"leaf {wrong_index} is not in a tree of {size}"):
                ledger.inclusion_proof(part, wrong_index)
            with pytest.raises(IndexError, match=f"a leaf is not in a tree of {size}"):
                ledger.inclusion_proofs(part, [0, wrong_index])
    assert ledger.inclusion_proofs(leaves, [8, 2, 2]) == {2: proofs[2], 8: proofs[8]}
    assert ledger.inclusion_proofs([], []) == {}


def test_a_step_of_another_length_proves_nothing_though_the_hashes_come_out() -> None:
    leaf = ledger.leaf_hash(b"0")
    for length, proves in ((31, False), (32, True), (33, False)):
        step = bytes(length)
        top = ledger.node_hash(leaf, step)
        assert ledger.verify_inclusion(leaf, 0, 2, [step], top) is proves
        assert ledger.verify_consistency(1, 2, leaf, top, [step]) is proves


def test_every_growth_of_every_small_tree() -> None:
    leaves = [ledger.leaf_hash(bytes([number])) for number in range(9)]
    roots = [ledger.root(leaves[:size]) for size in range(10)]
    for size in range(10):
        for earlier in range(size + 1):
            proof = ledger.consistency_proof(leaves[:size], earlier)
            assert bool(proof) is (0 < earlier < size)
            for before in range(size + 2):
                fits = before == earlier or (not proof and before in (0, size))
                assert ledger.verify_consistency(before, size, roots[min(before, 9)], roots[size], proof) is fits
            wrong = [[*proof, roots[1]], [*proof, b"x" * 31]] + ([proof[:-1]] if proof else [])
            for other in wrong:
                assert not ledger.verify_consistency(earlier, size, roots[earlier], roots[size], other)
            assert not ledger.verify_consistency(earlier, size, roots[(earlier + 1) % 10], roots[size], proof)
            if proof:
                assert not ledger.verify_consistency(earlier, size, roots[earlier], roots[size - 1], proof)
        for outside in (-1, size + 1):
            with pytest.raises(IndexError, match=f"a tree of {size} has no prefix of {outside}"):
                ledger.consistency_proof(leaves[:size], outside)
    assert not ledger.verify_consistency(-1, 3, roots[0], roots[3], [])


def test_proofs_of_trees_of_several_storeys_hold() -> None:
    leaves = [ledger.leaf_hash(bytes([number])) for number in range(33)]
    roots = [ledger.root(leaves[:size]) for size in range(34)]
    for size in range(1, 34):
        for index, proof in ledger.inclusion_proofs(leaves[:size], range(size)).items():
            assert ledger.verify_inclusion(leaves[index], index, size, proof, roots[size])
            grown = ledger.consistency_proof(leaves[:size], index)
            assert ledger.verify_consistency(index, size, roots[index], roots[size], grown)


@pytest.mark.parametrize(
    "change",
    [
        {"size": "3"}, {"size": None}, {"root": "ab" * 31}, {"root": "ab" * 33}, {"root": "g" * 64}, {"root": None},
        {"root": "X" * 64},
        {"key_id": "ab"}, {"public_key": "AB" * 32}, {"signature": "ab" * 32}, {"signature": "ab" * 65},
    ],
)  # fmt: skip
def test_a_signed_root_has_its_form(change: dict[str, object]) -> None:
    value = SIGNED.to_json()
    with pytest.raises(ValueError, match="size is a whole number" if "size" in change else "is not in its form"):
        ledger.SignedRoot.from_json(value | change)
    assert ledger.SignedRoot.from_json(value | {"size": 0}).size == 0


def test_a_signed_root_has_these_fields() -> None:
    value = SIGNED.to_json()
    for other in ({**value, "more": 1}, {k: v for k, v in value.items() if k != "root"}, [], None):
        with pytest.raises(ValueError, match="a signed root has"):
            ledger.SignedRoot.from_json(other)


def test_a_letter_with_parts_is_read_whole_and_each_root_once() -> None:
    made, (one, other) = EmailMessage(), ((3, "ab" * 32), (12, "cd" * 32))
    made["Subject"] = "Итог"
    made.set_content(ledger.root_line(*one))
    made.add_alternative(f"<p>{ledger.root_line(*other)} {ledger.root_line(*one)}</p>", subtype="html")
    made.add_attachment(ledger.root_line(7, "ef" * 32).encode(), maintype="application", subtype="octet-stream")
    assert ledger.roots_in(made.as_bytes()) == [one, other]
    assert ledger.root_line(*one) == f"svetovod-root:3:{'ab' * 32}"
    assert ledger.roots_in(b"\xff svetovod-root: 3 :" + b"ab" * 32) == [one]
    # a line by itself is no letter, though it begins as a header of one does
    assert ledger.roots_in(ledger.root_line(*one).encode()) == [one]
    assert ledger.roots_in(ledger.root_line(*one).encode("utf-16")) == [one]
    assert ledger.roots_in(b"svetovod-root: 3 : " + b"ab" * 32 + b"\n") == [one]
    assert ledger.roots_in(b"svetovod-root:1234567890123:" + b"ab" * 32) == []
