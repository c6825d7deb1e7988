"""Entries of which an export shows the leaf hash alone: not the reader's business, and still under the root.

In the list of entries such a line is the JSON text of the hash; an entry itself is always an object, so the two are
never mistaken for one another.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from .tree import leaf_hash

_STUB = re.compile(rb'"([0-9a-f]{64})"')


def stub(leaf: bytes) -> bytes:
    """The line that stands for an entry shown by its leaf hash alone."""
    return f'"{leaf.hex()}"'.encode()


def is_stub(line: bytes) -> bool:
    return _STUB.fullmatch(line) is not None


def leaf_of(line: bytes) -> bytes:
    """The leaf of a line: the hash it states, or that of the entry it holds."""
    stated = _STUB.fullmatch(line)
    return bytes.fromhex(stated[1].decode()) if stated else leaf_hash(line)


def spans(indices: Iterable[int]) -> list[list[int]]:
    """Numbers as first and last of each unbroken run: `[[0, 3], [7, 7]]`."""
    found: list[list[int]] = []
    for index in sorted(set(indices)):
        if found and found[-1][1] == index - 1:
            found[-1][1] = index
        else:
            found.append([index, index])
    return found


def first_difference(stated: Any, withheld: Sequence[int], size: int) -> int | None:
    """The first entry of `size` that is withheld and not stated so, or the reverse; None where the runs agree on all.

    `stated` are the runs as a manifest lists them; raises `ValueError` or `TypeError` for anything else.
    """
    said: set[int] = set()
    for first, last in stated:
        said.update(range(max(first, 0), min(last, size - 1) + 1))
    return min(said.symmetric_difference(withheld), default=None)
