"""What a disk may hold when the power goes, from the log of everything that was written to it (disk.py).

At a cut it holds what was written before the last flush, and of each later write all, nothing or torn parts.
"""

import os
import random
import struct
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
"""What a disk writes whole, in bytes: PostgreSQL relies on no more."""
WRITE, FLUSH = 0, 1
NOTE = struct.Struct("<BdQI")
"""Kind, moment of the monotonic clock, place, length; the bytes follow."""
TORN = 0.25
"""The share of writes on their way of which parts arrive."""


@dataclass(frozen=True, slots=True)
class Note:
    """A write (bytes at a place), or a flush: all before it is on the disk for good."""

    kind: int
    at: float
    place: int = 0
    data: bytes = b""


def notes(log: Path) -> Iterator[Note]:
    """What the log holds, in order; one whose bytes are cut short is left out."""
    with log.open("rb") as file:
        while len(head := file.read(NOTE.size)) == NOTE.size:
            kind, at, place, length = NOTE.unpack(head)
            data = file.read(length)
            if len(data) == length:
                yield Note(kind, at, place, data)


def on_their_way(found: Iterable[Note]) -> Iterator[tuple[float, int]]:
    """The moment of each write, and how many, with it, no flush has followed by then."""
    number = 0
    for note in found:
        number = number + 1 if note.kind == WRITE else 0
        if number:
            yield note.at, number


def left(pending: Sequence[Note], chance: random.Random) -> list[tuple[int, bytes]]:
    """What of writes that no flush followed is on the disk: each whole, not at all, or torn between sectors.

    How much of them is a matter of chance, too: mostly all or mostly nothing, as caches are.
    """
    share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    found = []
    for note in pending:
        if share and chance.random() < TORN:
            pieces = range(0, len(note.data), SECTOR)
            found += [(note.place + n, note.data[n : n + SECTOR]) for n in pieces if chance.random() < 0.5]
        elif chance.random() < share:
            found.append((note.place, note.data))
    return found


def states(
    log: Path, size: int, cuts: Sequence[float], image: Path, chance: random.Random
) -> Iterator[tuple[float, int]]:
    """At each moment, in order, `image` is what a disk of that size may hold whose power went then; and how many writes
    were on their way. What is written to the image afterwards is forgotten before the next one."""
    solid, ahead = image.with_suffix(".solid"), notes(log)
    pending: list[Note] = []
    note = next(ahead, None)
    with solid.open("w+b", buffering=0) as kept:
        kept.truncate(size)
        for moment in sorted(cuts):
            while note is not None and note.at <= moment:
                if note.kind == WRITE:
                    pending.append(note)
                else:
                    for each in pending:
                        os.pwrite(kept.fileno(), each.data, each.place)
                    pending = []
                note = next(ahead, None)
            _copy(solid, image, left(pending, chance))
            yield moment, len(pending)
    image.unlink()
    solid.unlink()


def _copy(solid: Path, image: Path, more: Sequence[tuple[int, bytes]]) -> None:
    """A disk is mostly holes: they are kept."""
    subprocess.run(["cp", "--sparse=auto", solid, image], check=True)
    with image.open("r+b", buffering=0) as file:
        for place, data in more:
            os.pwrite(file.fileno(), data, place)
