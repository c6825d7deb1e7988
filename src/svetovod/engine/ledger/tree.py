"""The Merkle tree of RFC 6962, section 2.1, over leaf hashes, with nothing added.

All functions take and give raw 32-byte SHA-256 hashes; a leaf is first hashed by `leaf_hash`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the bytes of an entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and the two children."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The roots of the perfect subtrees of a growing tree, largest first: all that an append needs to know."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash; at most log2(size) node hashes."""
        merges = self.size
        while merges & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            merges >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far; of the empty tree SHA-256 of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        top = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            top = node_hash(peak, top)
        return top

    def to_list(self) -> list[str]:
        """The peaks in hexadecimal, for storing beside `size`."""
        return [peak.hex() for peak in self.peaks]

    @classmethod
    def from_list(cls, size: int, peaks: Iterable[str]) -> "Frontier":
        """What `to_list` stored; raises `ValueError` when the peaks cannot belong to a tree of that size."""
        frontier = cls(size, [bytes.fromhex(peak) for peak in peaks])
        if size < 0 or len(frontier.peaks) != size.bit_count() or any(len(peak) != 32 for peak in frontier.peaks):
            raise ValueError(f"a tree of {size} leaves has {max(size, 0).bit_count()} peaks of 32 bytes")
        return frontier


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)] + odd
    return level[0]


def largest_power_below(size: int) -> int:
    """The largest power of two smaller than `size` (`size` is at least 2): where the RFC splits a tree."""
    return 1 << (size - 1).bit_length() - 1
