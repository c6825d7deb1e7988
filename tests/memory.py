"""Where a run keeps what it throws away: in memory, if the machine has plenty of it."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path("/dev/shm")  # a disk in memory
GIB = 1024**3
ROOM, MEMORY = 4 * GIB, 8 * GIB  # a whole run fills less than two


@contextmanager
def folder(kind: str) -> Iterator[Path]:
    """A folder for databases, which PostgreSQL may enter as another account than ours; gone afterwards.

    A database is three thousand small files. A disk takes half a millisecond to make one, more than a second for every
    copy of a database and every emptying of its tables; memory takes a twentieth of that.
    """
    place = _roomy()
    if place:
        _forget(place)
    with tempfile.TemporaryDirectory(prefix=f"svetovod-{kind}-{os.getpid()}-", dir=place) as name:
        Path(name).chmod(0o711)
        yield Path(name)


def _roomy() -> Path | None:
    if not SHARED.is_dir() or shutil.disk_usage(SHARED).free < ROOM:
        return None
    known = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    return SHARED if known and int(known[1]) * 1024 > MEMORY else None


def _forget(place: Path) -> None:
    """What runs have left that were killed."""
    for old in place.glob("svetovod-*-*-*"):
        if not Path(f"/proc/{old.name.split('-')[2]}").exists():
            shutil.rmtree(old, ignore_errors=True)
