"""The tree against the known answers of Certificate Transparency and against a naive second writing of the RFC."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine import ledger

# the test leaves of the Certificate Transparency reference code and the roots of their first 1..8
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [ledger.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
trees = st.lists(st.binary(max_size=4), max_size=70).map(lambda leaves: [ledger.leaf_hash(x) for x in leaves])


def naive_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_root_known_answers(size: int) -> None:
    assert ledger.root(HASHES[:size]).hex() == ROOTS[size - 1]


def test_empty_root_is_hash_of_nothing() -> None:
    assert ledger.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_inclusion_known_answer() -> None:
    proof = ledger.inclusion_proof(HASHES, 0)
    assert [step.hex() for step in proof] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_consistency_known_answer() -> None:
    assert [step.hex() for step in ledger.consistency_proof(HASHES, 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(trees)
def test_frontier_equals_naive(leaves: list[bytes]) -> None:
    frontier = ledger.Frontier()
    for size, leaf in enumerate(leaves):
        assert frontier.root() == naive_root(leaves[:size])
        frontier.append(leaf)
    restored = ledger.Frontier.from_list(frontier.size, frontier.to_list())
    assert restored == frontier
    assert restored.root() == ledger.root(leaves) == naive_root(leaves)


@given(trees.filter(bool), st.data())
def test_inclusion_holds_and_nothing_else_does(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, top = ledger.inclusion_proof(leaves, index), ledger.root(leaves)
    assert ledger.verify_inclusion(leaves[index], index, len(leaves), proof, top)
    assert not ledger.verify_inclusion(ledger.leaf_hash(b"other leaf"), index, len(leaves), proof, top)
    assert not ledger.verify_inclusion(leaves[index], index, len(leaves), [*proof, top], top)
    assert not ledger.verify_inclusion(leaves[index], len(leaves), len(leaves), proof, top)
    if proof:
        assert not ledger.verify_inclusion(leaves[index], index, len(leaves), proof[:-1], top)


@given(trees.filter(bool), st.data())
def test_consistency_holds_and_a_rewritten_past_does_not(leaves: list[bytes], data: st.DataObject) -> None:
    earlier = data.draw(st.integers(0, len(leaves)))
    old, new = ledger.root(leaves[:earlier]), ledger.root(leaves)
    proof = ledger.consistency_proof(leaves, earlier)
    assert ledger.verify_consistency(earlier, len(leaves), old, new, proof)
    assert not ledger.verify_consistency(earlier, len(leaves), old, new, [*proof, new])
    if earlier:
        rewritten = [ledger.leaf_hash(b"rewritten past"), *leaves[1:]]
        forged = ledger.consistency_proof(rewritten, earlier)
        assert not ledger.verify_consistency(earlier, len(leaves), old, ledger.root(rewritten), forged)


@pytest.mark.parametrize(("size", "peaks"), [(1, []), (-1, []), (1, ["00"]), (2, ["00" * 32] * 2)])
def test_frontier_refuses_impossible_rows(size: int, peaks: list[str]) -> None:
    with pytest.raises(ValueError, match="peaks"):
        ledger.Frontier.from_list(size, peaks)


@settings(max_examples=10_000 if WHOLE else 50, deadline=None)
@given(trees.filter(lambda leaves: len(set(leaves)) > 1), st.data())
def test_a_forged_receipt_is_never_accepted(leaves: list[bytes], data: st.DataObject) -> None:
    """A receipt says leaf, index and proof; whoever forges it bends one of them or writes a proof of their own."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, top = ledger.inclusion_proof(leaves, index), ledger.root(leaves)
    way = data.draw(st.sampled_from(["leaf", "bit", "index", "own", "moved", "root"]))
    leaf, place, path, root = leaves[index], index, list(proof), top
    if way == "leaf":
        leaf = ledger.leaf_hash(b"forged" + data.draw(st.binary(max_size=8)))
    elif way == "bit" and path:
        number, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        path[number] = bytes(b ^ (1 << bit % 8 if at == bit // 8 else 0) for at, b in enumerate(path[number]))
    elif way == "own":
        leaf = ledger.leaf_hash(b"forged")
        path = data.draw(st.lists(st.binary(min_size=32, max_size=32), max_size=8))
    elif way == "moved":
        leaf = data.draw(st.sampled_from([each for each in leaves if each != leaves[index]]))
    elif way == "root":
        root = ledger.root([*leaves, ledger.leaf_hash(b"later")])
    else:
        place = data.draw(st.integers(0, len(leaves) + 8).filter(lambda each: each != index))
        if place < len(leaves) and leaves[place] == leaves[index]:
            return
    assert not ledger.verify_inclusion(leaf, place, len(leaves), path, root)
