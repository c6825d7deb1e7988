"""Envelopes in an export: a server that lies of them is found by three verifiers that share no line."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest

from svetovod.engine import ledger

from .verifiers import exports, outside


def envelope(number: str, place: int, content: bytes) -> dict[str, Any]:
    """A row of `envelopes.json`; the first one's file is filed with the application as well."""
    promise, hash_ = ledger.commit_file(exports.SALT, content), sha256(content).hexdigest()
    return {
        "number": number, "place": place, "promise": promise, "salt": exports.SALT.hex(), "sha256": hash_,
        "size": len(content),
    }  # fmt: skip


ONE, TWO, EARLIER = envelope("P1", 1, exports.EVIDENCE), envelope("P2", 1, b"another"), envelope("P1", 1, b"first")
ENVELOPES = "selection/envelopes.json"


def said(action: str, subject: str = "selection.selectionround:1", **data: object) -> dict[str, object]:
    return {"action": action, "subject": subject, "data": data}


def promised(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{key: row[key] for key in ("place", "promise", "size")} for row in rows]


def opened(*rows: dict[str, Any], unopened: Sequence[dict[str, Any]] = ()) -> dict[str, object]:
    files = [{key: row[key] for key in ("number", "place", "promise", "salt")} for row in rows]
    named = [{key: row[key] for key in ("number", "place", "promise")} for row in unopened]
    return said("envelopes.open", files=files, unopened=named) if named else said("envelopes.open", files=files)


# two applications and what they put in; a third that was withdrawn, a fourth that was never filed; the two words
BEFORE = [
    said("envelope.put", "a:1", place=1, promises=promised(EARLIER)),
    said("application.file", "a:1", number="P1", envelope=promised(EARLIER)),
    said("application.file", "a:2", number="P2", envelope=[]),
    said("envelope.put", "a:1", place=1, promises=promised(ONE)),
    said("envelope.put", "a:2", place=1, promises=promised(TWO)),
    said("application.file", "a:3", number="P3", envelope=promised(TWO)),
    said("application.withdraw", "a:3", number="P3"),
    said("envelope.put", "a:4", place=1, promises=promised(TWO)),
    said("envelopes.confirm", role="secretary"),
    said("envelopes.confirm", role="chair"),
]


def enveloped(*rows: dict[str, Any], told: list[dict[str, object]], out: tuple[str, ...] = ()) -> bytes:
    files = {**exports.FILES, ENVELOPES: ledger.canonical_json({"files": list(rows)})}
    files |= {f"selection/files/{sha256(each).hexdigest()}": each for each in (b"another", b"first")}
    left_out = [{"sha256": hash_, "size": 8, "why": "size"} for hash_ in out]
    files["selection/left-out.json"] = ledger.canonical_json({"files": left_out})
    made: bytes = exports.export(files={name: text for name, text in files.items() if name[16:] not in out}, told=told)
    return made


def found_in(data: bytes) -> list[tuple[int | None, str]]:
    findings = ledger.verify_export(data).findings
    assert {finding.kind for finding in findings} <= {"envelope"}
    assert outside(data) == ("envelope" if findings else None)
    return [(finding.index, finding.detail) for finding in findings]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({}, ""),
        ({"promise": ledger.commit_file(exports.SALT, b"third")}, "not_in_ledger"),
        ({"salt": "00" * 32}, "not_in_ledger"),
        ({"place": 2}, "not_in_ledger"),
        ({"sha256": "00" * 32}, "missing"),
        ({"sha256": TWO["sha256"]}, "does_not_open"),
    ],
)
def test_a_file_of_an_envelope_must_open_its_promise(change: dict[str, object], detail: str) -> None:
    found = found_in(enveloped(ONE | change, TWO, told=[*BEFORE, opened(ONE, TWO)]))
    assert ((0, detail) in found) if detail else not found


@pytest.mark.parametrize(
    ("rows", "lie", "found"),
    [
        ([ONE | {"number": "P2"}, TWO | {"number": "P1"}], None, [(0, "not_in_ledger"), (1, "not_in_ledger")]),
        ([ONE], None, []),
        ([], None, []),
        ([ONE, TWO, TWO], None, [(2, "repeated")]),
        ([ONE, TWO, TWO | {"place": 2}], None, [(2, "not_in_ledger")]),
        ([EARLIER, TWO], None, [(0, "not_in_ledger")]),
        # the journal lies with the list: what it had promised before the opening convicts it
        ([ONE | {"number": "P2"}, TWO | {"number": "P1"}], "same", [(0, "not_in_ledger"), (1, "not_in_ledger")]),
        ([ONE], "same", []),
        ([], "same", []),
        ([ONE, TWO, TWO | {"place": 2}], "same", [(2, "not_in_ledger")]),
        ([EARLIER, TWO], "same", [(0, "not_in_ledger")]),
        ([ONE, TWO, TWO | {"number": "P3"}], "same", [(2, "not_in_ledger")]),
    ],
)
def test_a_server_that_lies_of_envelopes_is_found(
    rows: list[dict[str, Any]], lie: str | None, found: list[tuple[int | None, str]]
) -> None:
    """Swapped between applications, dropped, added, in the list twice, replaced by what was there before."""
    told = [*BEFORE, opened(*(rows if lie else [ONE, TWO]))]
    listed = {(row["number"], row["place"], row["promise"]) for row in rows}
    lacks = not {("P1", 1, ONE["promise"]), ("P2", 1, TWO["promise"])} <= listed
    assert found_in(enveloped(*rows, told=told)) == [*found, *([(None, "dropped")] if lacks else [])]


@pytest.mark.parametrize("told", [[*BEFORE, opened(ONE, TWO)], BEFORE])
def test_the_list_of_opened_envelopes_is_not_left_out(told: list[dict[str, object]]) -> None:
    assert found_in(exports.export(told=told)) == [(None, "dropped")]


def test_envelopes_that_nobody_has_opened_are_no_fault() -> None:
    assert not found_in(exports.export(told=BEFORE[:-1]))


def test_two_words_that_differ_in_what_they_leave_closed_open_nothing() -> None:
    """Until the one who said the earlier word says it again."""
    named = [{key: ONE[key] for key in ("number", "place", "promise")}]
    told = [*BEFORE[:-1], said("envelopes.confirm", role="chair", unopened=named)]
    assert not found_in(exports.export(told=told))
    told.append(said("envelopes.confirm", role="secretary", unopened=named))
    assert found_in(exports.export(told=told)) == [(None, "dropped")]
    assert not found_in(enveloped(TWO, told=[*told, opened(TWO, unopened=[ONE])]))


def test_a_word_that_names_other_files_makes_the_other_one_void() -> None:
    """Though the same is said again by the one whose word was void: the other has to say it once more as well."""
    named = [{key: ONE[key] for key in ("number", "place", "promise")}]
    without, all_of_it = {"unopened": named}, {"unopened": []}
    words = [("secretary", without), ("chair", all_of_it), ("chair", without)]
    told = [*BEFORE[:-2], *(said("envelopes.confirm", role=role, **what) for role, what in words)]
    assert not found_in(exports.export(told=told))
    told.append(said("envelopes.confirm", role="secretary", unopened=named))
    assert found_in(exports.export(told=told)) == [(None, "dropped")]


def test_a_file_that_could_not_be_opened_is_named_in_the_journal() -> None:
    assert not found_in(enveloped(TWO, told=[*BEFORE, opened(TWO, unopened=[ONE])]))
    assert found_in(enveloped(ONE, TWO, told=[*BEFORE, opened(ONE, TWO, unopened=[ONE])])) == [(0, "not_in_ledger")]


def test_a_file_of_an_envelope_left_out_for_its_size_is_no_fault() -> None:
    assert not found_in(enveloped(ONE, TWO, told=[*BEFORE, opened(ONE, TWO)], out=(TWO["sha256"],)))


@pytest.mark.parametrize("row", [5, {"salt": 5}, ONE | {"salt": 5}, ONE | {"place": []}])
def test_a_list_of_envelopes_that_cannot_be_read_is_broken(row: Any) -> None:
    data = enveloped(row, told=[*BEFORE, opened(ONE, TWO)])
    assert {finding.kind for finding in ledger.verify_export(data).findings} == {"envelope"}
    assert outside(data)


@pytest.mark.parametrize(
    "told", [said("application.file", "a:9", number="P9", envelope=[5]), {"action": "envelopes.open"}]
)
def test_a_journal_of_envelopes_that_cannot_be_read_is_broken(told: dict[str, object]) -> None:
    data = exports.export(told=[told, *BEFORE])
    (finding,) = ledger.verify_export(data).findings
    assert (finding.kind, finding.name, finding.detail) == ("envelope", "ledger/entries.jsonl", "form")
    assert outside(data)
