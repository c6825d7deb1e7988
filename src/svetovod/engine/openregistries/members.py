"""XML of a registry, in an archive of many or one by itself, as one reading."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from .failure import drift
from .model import Batch, Place
from .opening import member_of
from .tally import Tally

Reader = Callable[[IO[bytes], str, Tally], Iterator[Batch]]
"""Batches of one XML: its stream, its name, the tally of the whole reading."""


def read_archive(archive: zipfile.ZipFile, after: Place, reader: Reader, *, called: str) -> Iterator[Batch]:
    """Every XML of the archive in the order of its directory; members read before are passed by their sizes.

    `called`: the name such a member should have, for whoever brought another archive.
    """
    members = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".xml")]
    if not members:
        raise drift([called], (entry.filename for entry in archive.infolist()[:5]))
    tally = Tally(after, sum(entry.file_size for entry in members))
    tally.passed_members(sum(entry.file_size for entry in members[: after.member]))
    for entry in members[after.member :]:
        with member_of(archive, entry) as stream:
            yield from reader(stream, entry.filename, tally)
        tally.next_member(entry.file_size)
    yield tally.batch(0)


def read_single(path: Path, after: Place, reader: Reader) -> Iterator[Batch]:
    """One XML by itself, as somebody took it out of the archive."""
    size = path.stat().st_size
    tally = Tally(after, size)
    with path.open("rb") as stream:
        yield from reader(stream, path.name, tally)
    tally.next_member(size)
    yield tally.batch(0)
