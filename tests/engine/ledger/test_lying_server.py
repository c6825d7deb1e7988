"""A server that lies consistently: own key, whole tree, rewritten past. Only what is known outside convicts it."""

import importlib.util
from hashlib import sha256
from pathlib import Path

import pytest

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
    "sheet exchanged with its promise": exchanged("selection/sheets.json", ANOTHER_SHEET, SEALED, ANOTHER_PROMISE),
    "filed version exchanged with its entry": exchanged(
        "selection/applications/P1.json", ANOTHER_VERSION, digest(exports.APPLICATION), digest(ANOTHER_VERSION)
    ),
}


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("own_key", [True, False], ids=["own key", "stolen key"])
def test_rewritten_past_is_caught_by_the_printed_root(recipe: str, own_key: bool) -> None:
    lines, files = RECIPES[recipe]
    key = bytes(32) if own_key else exports.KEY
    lines = [*lines[:-1], exports.entries(files)[-1]]
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
