"""A server that lies consistently: own key, whole tree, rewritten past. Only what is known outside convicts it.

Two lies no verifier finds: an entry written late under an early date, an earlier filing shown as the last. Tests of
them say what the one who keeps the letter of that day, or the receipt, has to compare by hand.
"""

import importlib.util
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from svetovod.engine import ledger

_SPEC = importlib.util.spec_from_file_location("ledger_exports", Path(__file__).with_name("exports.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
exports = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(exports)

LINES = exports.entries()
PRINTED = exports.signed(LINES[:5]).root
HONEST = exports.signed(LINES)
FORGED_FILES = {**exports.FILES, "protocol.txt": "Протокол № 2".encode()}
REWRITTEN = [LINES[0], ledger.canonical_json({"seq": 1, "kind": "вход", "note": "y"}), *LINES[2:]]
SEALED = ledger.commit(exports.SALT, exports.SHEET)
BETTER = exports.SHEET | {"scores": {"К1": "10"}}
ANOTHER_PROMISE = ledger.commit(exports.SALT, BETTER)
ANOTHER_SHEET = ledger.canonical_json(
    {"sheets": [{"commitment": ANOTHER_PROMISE, "salt": exports.SALT.hex(), "sheet": BETTER}]}
)
SALTED_ANEW = bytes(reversed(exports.SALT))
SAME_SHEET = ledger.canonical_json({
    "sheets": [
        {"commitment": ledger.commit(SALTED_ANEW, exports.SHEET), "salt": SALTED_ANEW.hex(), "sheet": exports.SHEET}
    ]
})  # fmt: skip
MADE_UP = ledger.canonical_json({"kind": "вход", "note": "never was", "seq": 2})
MERGED = ledger.canonical_json({"kind": "вход", "note": "xxx", "seq": 1})
ANOTHER_VERSION = exports.APPLICATION.replace(b"P1", b"P2")


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def exchanged(name: str, content: bytes, said: str, says: str) -> tuple[list[bytes], dict[str, bytes]]:
    """Another file in the place of one that the journal knows, and the entry that knew it rewritten."""
    return [line.replace(said.encode(), says.encode()) for line in LINES], {**exports.FILES, name: content}


RECIPES = {
    "rewritten entry": (REWRITTEN, exports.FILES),
    "dropped entry": ([LINES[0], *LINES[2:]], exports.FILES),
    "swapped entries": ([LINES[1], LINES[0], *LINES[2:]], exports.FILES),
    "repeated entry": ([LINES[0], *LINES], exports.FILES),
    "cut before the print": ([*LINES[:3], LINES[-1]], {k: v for k, v in exports.FILES.items() if "selection" not in k}),
    "rewritten entry and file": ([*REWRITTEN[:-1], exports.entries(FORGED_FILES)[-1]], FORGED_FILES),
    "inserted entry": ([*LINES[:2], ledger.canonical_json({"kind": "вход", "seq": 9}), *LINES[2:]], exports.FILES),
    "entry moved behind the others": ([*LINES[:1], *LINES[2:5], LINES[1], LINES[5]], exports.FILES),
    "repeated run": ([*LINES[:3], *LINES[:3], *LINES[3:]], exports.FILES),
    "another history": ([*(line.replace(b"seq", b"number") for line in LINES[:3]), *LINES[3:]], exports.FILES),
    "two entries made one": ([LINES[0], MERGED, *LINES[3:]], exports.FILES),
    "entry put behind a hash that is nobody's": (
        [*LINES[:2], ledger.stub(ledger.leaf_hash(MADE_UP)), *LINES[3:]],
        exports.FILES,
    ),
    "sheet salted anew with its promise": exchanged(
        "selection/sheets.json", SAME_SHEET, SEALED, ledger.commit(SALTED_ANEW, exports.SHEET)
    ),
    "sheet exchanged with its promise": exchanged("selection/sheets.json", ANOTHER_SHEET, SEALED, ANOTHER_PROMISE),
    "filed version exchanged with its entry": exchanged(
        "selection/applications/P1.json", ANOTHER_VERSION, digest(exports.APPLICATION), digest(ANOTHER_VERSION)
    ),
}


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("own_key", [True, False], ids=["own key", "stolen key"])
def test_rewritten_past_is_caught_by_the_printed_root(recipe: str, own_key: bool) -> None:
    """One conviction, however the past was rewritten: its leaves differ, so no size of it has the printed root."""
    lines, files = RECIPES[recipe]
    key = bytes(32) if own_key else exports.KEY
    hidden = [number for number, line in enumerate(lines) if line.startswith(b'"')]
    lines = [*lines[:-1], exports.entries(files, withheld=hidden)[-1]]
    lie = exports.export(lines, key=key, files=files)
    assert ledger.verify_export(lie).ok  # consistent in itself: the reason why roots are printed
    assert "known_root" in {f.kind for f in ledger.verify_export(lie, root=PRINTED).findings}
    assert ledger.verify_export(lie, key=HONEST.key_id).ok is not own_key


def test_printed_root_of_an_earlier_size_is_found_in_the_honest_export() -> None:
    result = ledger.verify_export(exports.export(), root=PRINTED, key=HONEST.key_id)
    assert result.ok
    assert result.known_root_size == 5


def test_split_view_is_convicted_by_two_roots() -> None:
    one = exports.export(files=exports.FILES)
    other = exports.export([*LINES[:-1], exports.entries(FORGED_FILES)[-1]], files=FORGED_FILES)
    root_of_one = ledger.verify_export(one).root
    assert not ledger.verify_export(other, root=root_of_one).ok


def test_replayed_root_does_not_cover_new_files() -> None:
    old = exports.export()
    assert not ledger.verify_export(exports.replaced(old, protocol="Протокол № 2".encode())).ok
    assert not ledger.verify_export(
        exports.replaced(old, protocol="Протокол № 2".encode(), manifest=ledger.manifest_of(FORGED_FILES))
    ).ok


def test_earlier_signed_root_does_not_cover_more_entries() -> None:
    earlier = ledger.canonical_json(exports.signed(LINES[:4]).to_json())
    assert not ledger.verify_export(exports.replaced(exports.export(), root=earlier)).ok


def test_forged_receipts_are_not_accepted() -> None:
    leaves = [ledger.leaf_hash(line) for line in LINES]
    top = ledger.root(leaves)
    for index, leaf in enumerate(leaves):
        proof = ledger.inclusion_proof(leaves, index)
        assert ledger.verify_inclusion(leaf, index, len(leaves), proof, top)
        for other in range(len(leaves)):
            if other != index:
                assert not ledger.verify_inclusion(leaf, other, len(leaves), proof, top)


# A ledger of three days, with a root signed at the end of each: (day, size).
DAYS = [
    ledger.canonical_json({"recorded_at": f"2021-06-{day}T12:00:00+03:00", "seq": seq})
    for seq, day in enumerate((21, 21, 22, 22, 23, 23, 24, 24))
]
CLOSED = {21: 2, 22: 4, 23: 6, 24: 8}


def top(lines: Sequence[bytes], size: int | None = None) -> bytes:
    return ledger.root([ledger.leaf_hash(line) for line in lines[:size]])


def kept(lines: Sequence[bytes], *days: int) -> list[tuple[int, str]]:
    """What letters of these days say to whoever keeps them."""
    return [(CLOSED[day], top(lines, CLOSED[day]).hex()) for day in days]


def shown(lines: Sequence[bytes], key: bytes = exports.KEY) -> bytes:
    """An export of them without files; its own last entry names the manifest."""
    named = ledger.canonical_json({"manifest_sha256": ledger.manifest_sha256({})})
    return exports.export([*lines, named], key=key, files={})


def redated(line: bytes, day: int) -> bytes:
    return ledger.canonical_json(ledger.parse_canonical(line) | {"recorded_at": f"2021-06-{day}T12:00:00+03:00"})


FORK = [ledger.canonical_json({"recorded_at": "2021-06-23T12:00:00+03:00", "seq": seq + 100}) for seq in range(4)]
HISTORIES = {
    # recipe: the lie, days whose letters still agree with it, days whose letters do not
    "entry dated a day later": ([*DAYS[:1], redated(DAYS[1], 22), *DAYS[2:]], (), (21, 22, 23, 24)),
    "entry carried over the end of a day": ([*DAYS[:3], *DAYS[4:6], DAYS[3], *DAYS[6:]], (21,), (22, 23)),
    "other days after a restored backup": ([*DAYS[:4], *FORK], (21, 22), (23, 24)),
    "last day cut off": (DAYS[:6], (21, 22, 23), (24,)),
    "a day left out, the later ones in its place": ([*DAYS[:2], *DAYS[4:], *FORK[:2]], (21,), (22, 23, 24)),
}


@pytest.mark.parametrize("recipe", HISTORIES)
@pytest.mark.parametrize("own_key", [True, False], ids=["own key", "stolen key"])
def test_letters_of_several_days_say_from_when_on_the_past_is_another(recipe: str, own_key: bool) -> None:
    lines, agree, convict = HISTORIES[recipe]
    lie = shown(lines, bytes(32) if own_key else exports.KEY)
    assert ledger.verify_export(lie).ok
    assert ledger.verify_export(lie, witnesses=kept(DAYS, *agree)).witnessed == len(agree)
    for day in convict:
        result = ledger.verify_export(lie, witnesses=kept(DAYS, day))
        assert [finding.kind for finding in result.findings] == ["witness"], day
    assert ledger.verify_export(shown(DAYS), witnesses=kept(DAYS, *CLOSED)).witnessed == len(CLOSED)


def test_an_entry_written_late_under_an_early_date_is_found_by_no_verifier_but_stands_behind_its_day() -> None:
    """Nothing is rewritten, and the export is whole: its number is past the size in the letter of that day."""
    late = redated(DAYS[7], 21)
    lie = shown([*DAYS[:7], late])
    assert ledger.verify_export(lie, witnesses=kept(DAYS, 21, 22, 23)).ok
    assert ledger.parse_canonical(late)["recorded_at"] < "2021-06-22" and CLOSED[21] <= 7
    leaves = [ledger.leaf_hash(line) for line in [*DAYS[:7], late]]
    for index in range(CLOSED[21]):  # nor can it be shown under the root of the day it claims
        for proof in (ledger.inclusion_proof(leaves, 7), ledger.inclusion_proof(leaves[: CLOSED[21]], index)):
            assert not ledger.verify_inclusion(leaves[7], index, CLOSED[21], proof, top(DAYS, CLOSED[21]))


def test_one_size_signed_twice_is_convicted_by_the_two_signatures() -> None:
    """Both are the server's own, and no honest tree has two roots of one size."""
    one, other = exports.signed(LINES), exports.signed([*LINES[:-1], MADE_UP])
    assert ledger.verify_signed_root(one, key_id=HONEST.key_id) and ledger.verify_signed_root(other, key_id=one.key_id)
    assert one.size == other.size and one.root != other.root
    result = ledger.verify_export(exports.export(), witnesses=[(one.size, one.root), (other.size, other.root)])
    assert (result.witnessed, [finding.detail for finding in result.findings]) == (1, [other.root])


def test_a_key_changed_without_a_word_of_the_old_one_is_told() -> None:
    """There is no rotation that a reader must believe: the past may be whole, the hand is another."""
    turned = exports.export(key=bytes(32))
    assert ledger.verify_export(turned, root=PRINTED).ok
    found = ledger.verify_export(turned, root=PRINTED, key=HONEST.key_id).findings
    assert [finding.kind for finding in found] == ["key"]


BENT = {
    "own key under the honest fingerprint": {"public_key": ledger.public_key_of(bytes(32)).hex()},
    "honest key under a fingerprint of its own": {"key_id": ledger.fingerprint(ledger.public_key_of(bytes(32)))},
    "one entry more under the same signature": {"size": HONEST.size + 1},
    "dated back under the same signature": {"timestamp": "2020-06-24T09:00:00+00:00"},
    "root of another day under the same signature": {"root": PRINTED},
}


@pytest.mark.parametrize("recipe", BENT)
def test_a_signature_covers_all_that_a_root_says(recipe: str) -> None:
    bent = HONEST.to_json() | BENT[recipe]
    assert not ledger.verify_signed_root(ledger.SignedRoot.from_json(bent))
    lie = exports.replaced(exports.export(), root=ledger.canonical_json(bent))
    entries_too = {"root"} if {"size", "root"} & BENT[recipe].keys() else set()
    assert {finding.kind for finding in ledger.verify_export(lie).findings} == {"signature"} | entries_too


def test_a_signature_made_for_something_else_signs_no_root() -> None:
    """The key signs what names its own context: the same values without it are not a root."""
    value = {"key_id": HONEST.key_id, "root": HONEST.root, "size": HONEST.size, "timestamp": HONEST.timestamp}
    elsewhere = Ed25519PrivateKey.from_private_bytes(exports.KEY).sign(ledger.canonical_json(value)).hex()
    assert not ledger.verify_signed_root(ledger.SignedRoot.from_json(HONEST.to_json() | {"signature": elsewhere}))


LEAVES = [ledger.leaf_hash(line) for line in DAYS]
OTHERS = [ledger.leaf_hash(line) for line in [*DAYS[:3], *FORK, DAYS[7]]]
GROWN = {
    # recipe: earlier size, size, earlier root, root, proof
    "honest": (5, 8, top(DAYS, 5), top(DAYS), ledger.consistency_proof(LEAVES, 5)),
    "proof of another tree": (5, 8, top(DAYS, 5), top(DAYS), ledger.consistency_proof(OTHERS, 5)),
    "another tree with its own proof": (5, 8, top(DAYS, 5), ledger.root(OTHERS), ledger.consistency_proof(OTHERS, 5)),
    "proof of another size": (5, 8, top(DAYS, 5), top(DAYS), ledger.consistency_proof(LEAVES, 6)),
    "smaller tree said to be earlier": (4, 8, top(DAYS, 5), top(DAYS), ledger.consistency_proof(LEAVES, 5)),
    "earlier root for the later one": (5, 8, top(DAYS, 5), top(DAYS, 5), ledger.consistency_proof(LEAVES, 5)),
    "the two told the wrong way round": (8, 5, top(DAYS), top(DAYS, 5), ledger.consistency_proof(LEAVES, 5)),
    "no proof where the sizes differ": (5, 8, top(DAYS, 5), top(DAYS), []),
}


@pytest.mark.parametrize("recipe", GROWN)
def test_a_tree_that_did_not_grow_out_of_the_earlier_one_is_not_accepted(recipe: str) -> None:
    assert ledger.verify_consistency(*GROWN[recipe]) is (recipe == "honest")


def test_an_inner_node_is_no_entry() -> None:
    """Two leaves under a node, sold as one entry of a tree half as large: the signed size says otherwise.

    An entry is hashed by the reader, and no text begins the way a node does.
    """
    node = ledger.node_hash(LEAVES[0], LEAVES[1])
    proof = ledger.inclusion_proof(LEAVES, 0)[1:]
    signed = ledger.sign_root(exports.KEY, size=8, root=top(DAYS), at=exports.AT)
    assert ledger.verify_inclusion(node, 0, 4, proof, top(DAYS))  # the tree alone does not tell them apart
    assert not ledger.verify_inclusion(node, 0, signed.size, proof, top(DAYS))
    assert not ledger.verify_inclusion(ledger.leaf_hash(LEAVES[0] + LEAVES[1]), 0, 4, proof, top(DAYS))


VERSIONS = {"1": exports.APPLICATION, "2": ANOTHER_VERSION}
FILINGS = [
    ledger.canonical_json({"action": "application.file", "data": {"revision": number, "sha256": digest(content)}})
    for number, content in VERSIONS.items()
]


def test_an_earlier_filing_shown_as_the_last_is_found_by_no_verifier_but_is_not_what_the_receipt_names() -> None:
    """Both were filed, so the journal knows both: the applicant holds the number of the entry and the checksum."""
    name, evidence = "selection/applications/P1.json", "selection/files/"
    files = {name: VERSIONS["1"], evidence + digest(exports.EVIDENCE): exports.EVIDENCE}
    lines = [*FILINGS, ledger.canonical_json({"manifest_sha256": ledger.manifest_sha256(files)})]
    lie = exports.export(lines, files=files)
    assert ledger.verify_export(lie).ok  # which of the two was the last is said by no hash
    receipt = {"index": 1, "sha256": digest(VERSIONS["2"])}
    assert ledger.parse_canonical(lines[receipt["index"]])["data"]["sha256"] == receipt["sha256"]
    assert digest(exports.parts_of(lie)["files/" + name]) != receipt["sha256"]
    leaf, honest = ledger.leaf_hash(lines[1]), [ledger.leaf_hash(line) for line in lines]
    proof = ledger.inclusion_proof(honest, 1)
    assert ledger.verify_inclusion(leaf, 1, 3, proof, ledger.root(honest))
    for passed_off in (lines[0], lines[1].replace(receipt["sha256"].encode(), digest(VERSIONS["1"]).encode())):
        assert not ledger.verify_inclusion(ledger.leaf_hash(passed_off), 1, 3, proof, ledger.root(honest))


def test_another_root_printed_in_the_protocol_is_convicted_by_the_letters() -> None:
    """The liar prints the root of the rewritten past on a new paper: whoever keeps that of the first one knows."""
    said = ledger.root_line(5, ledger.root([ledger.leaf_hash(line) for line in REWRITTEN[:5]]).hex())
    files = {**exports.FILES, "protocol.txt": f"Протокол № 1, {said}".encode()}
    lie = exports.export([*REWRITTEN[:-1], exports.entries(files)[-1]], files=files)
    printed = ledger.roots_in(exports.parts_of(lie)["files/protocol.txt"])
    assert ledger.verify_export(lie, root=printed[0][1], witnesses=printed).witnessed == 1  # it agrees with itself
    letters = ledger.roots_in(f"Сохраните письмо: {ledger.root_line(5, PRINTED)}.".encode())
    assert [finding.kind for finding in ledger.verify_export(lie, witnesses=letters).findings] == ["witness"]
    honest = exports.replaced(exports.export(), protocol=files["protocol.txt"])  # on the paper alone, not in the ledger
    assert not ledger.verify_export(honest).ok
    assert not ledger.verify_export(exports.export(), witnesses=printed).ok
