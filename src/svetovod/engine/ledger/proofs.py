"""Proofs that an entry is in the tree and that a tree grew out of an earlier one (RFC 6962, 2.1.1 and 2.1.2).

The verifying functions follow RFC 9162, 2.1.3.2 and 2.1.4.2, and share no code with those that make the proofs.
"""

from collections.abc import Iterable, Sequence

from .tree import EMPTY_ROOT, largest_power_below, node_hash, root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf, lowest sibling first. Raises `IndexError` outside the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} is not in a tree of {len(leaves)}")
    path: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        odd = level[-1:] if len(level) % 2 else []
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
        index >>= 1
    return path


def inclusion_proofs(leaves: Sequence[bytes], indexes: Iterable[int]) -> dict[int, list[bytes]]:
    """The audit paths of several leaves, the tree being made once. Raises `IndexError` outside the tree."""
    wanted = sorted(set(indexes))
    if wanted and not 0 <= wanted[0] <= wanted[-1] < len(leaves):
        raise IndexError(f"a leaf is not in a tree of {len(leaves)}")
    paths: dict[int, list[bytes]] = {index: [] for index in wanted}
    level, depth = list(leaves), 0
    while len(level) > 1:
        for index in wanted:
            sibling = (index >> depth) ^ 1
            if sibling < len(level):
                paths[index].append(level[sibling])
        odd = level[-1:] if len(level) % 2 else []
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
        depth += 1
    return paths


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Whether the leaf hash stands at `index` in the tree of `size` leaves with that root."""
    if not 0 <= index < size or any(len(step) != 32 for step in proof):
        return False
    position, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(step, result)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, step)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root_hash


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The nodes that show the tree of the first `earlier` leaves inside the whole one. Raises `IndexError`."""
    if not 0 <= earlier <= len(leaves):
        raise IndexError(f"a tree of {len(leaves)} has no prefix of {earlier}")
    if earlier in (0, len(leaves)):
        return []
    return _subproof(leaves, earlier, known=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, known: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if known else [root(leaves)]
    split = largest_power_below(len(leaves))
    if earlier <= split:
        return [*_subproof(leaves[:split], earlier, known=known), root(leaves[split:])]
    return [*_subproof(leaves[split:], earlier - split, known=False), root(leaves[:split])]


def verify_consistency(earlier: int, size: int, earlier_root: bytes, root_hash: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves only added to the tree of `earlier` leaves. The empty tree fits any."""
    if not 0 <= earlier <= size or any(len(step) != 32 for step in proof):
        return False
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    if earlier == size:
        return not proof and earlier_root == root_hash
    steps = list(proof)
    if earlier & (earlier - 1) == 0:
        steps.insert(0, earlier_root)
    if not steps:
        return False
    position, last = earlier - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, step)
        position, last = position >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root_hash
