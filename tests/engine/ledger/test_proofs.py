"""Trees, their proofs and signed roots, each small one whole."""

from email.message import EmailMessage

import pytest

from svetovod.engine import ledger
from svetovod.engine.ledger.tree import largest_power_below

from . import exports

SIGNED = exports.signed([b'{"seq":%d}' % number for number in range(5)])


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
