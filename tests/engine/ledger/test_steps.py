"""Each step of the verifier over entries and files asked alone: what it says, of which, and just inside a bound."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from svetovod.engine import ledger
from svetovod.engine.ledger import entries, filed, sheets, withheld
from svetovod.engine.ledger.export import bound_manifest, is_safe_name, texts_under
from svetovod.engine.ledger.findings import Finding, Verification

from . import exports

LINES = [b'{"seq":%d}' % number for number in range(5)]
LEAVES = [ledger.leaf_hash(line) for line in LINES]
TEXT, LIST = b"".join(line + b"\n" for line in LINES), b"".join(leaf.hex().encode() + b"\n" for leaf in LEAVES)
SIGNED = exports.signed(LINES)


def said(findings: list[Finding]) -> list[tuple[str, str | None, int | None, str]]:
    return [(each.kind, each.name, each.index, each.detail) for each in findings]


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


def test_the_first_broken_entry() -> None:
    found = (
        Finding("sheet", None, 0), Finding("entry", None, 4), Finding("entry", None, None), Finding("entry", None, 2),
    )  # fmt: skip
    assert Verification(ok=False, findings=found).first_broken_entry == 2
    assert Verification(ok=False, findings=found[:1]).first_broken_entry is None
