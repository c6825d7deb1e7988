"""Where a run keeps what it throws away: in memory, if the machine has plenty of it."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SHARED = Path("/dev/shm")  # a disk in memory
DISK = Path("/var/tmp")  # on many systems /tmp is in memory too
KNOWN, GROUP = Path("/proc/meminfo"), Path("/sys/fs/cgroup")
# what a container may fill and what it has filled, in the newer and the older kind of groups
LIMITS = (
    ("memory.max", "memory.current"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
)
GIB = 1024**3
ROOM, MEMORY = 4 * GIB, 8 * GIB  # a whole run fills less than two


@contextmanager
def folder(kind: str) -> Iterator[Path]:
    """A folder for databases, which PostgreSQL may enter as another account than ours; gone afterwards.

    A database is three thousand small files. A disk takes half a millisecond to make one, more than a second for every
    copy of a database and every emptying of its tables; memory takes a twentieth of that.
    """
    for place in (SHARED, DISK):
        _forget(place)
    where = SHARED if _roomy() else None if "TMPDIR" in os.environ else DISK
    with tempfile.TemporaryDirectory(prefix=f"svetovod-{kind}-", dir=where) as name, _held(Path(name)):
        Path(name).chmod(0o711)
        yield Path(name)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    """The lock ends with the process, however it ends. It has its name only when it is held."""
    rough = place / "rough"
    with rough.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        rough.rename(place / "held")
        yield


def _forget(place: Path) -> None:
    """What runs have left that were killed: they do not hold it any more."""
    for held in place.glob("svetovod-*/held"):
        # a run that lives, another account's, or gone meanwhile
        with suppress(BlockingIOError, PermissionError, FileNotFoundError), held.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(held.parent, ignore_errors=True)


def _roomy() -> bool:
    return SHARED.is_dir() and shutil.disk_usage(SHARED).free >= ROOM and min(_free()) > MEMORY


def _free() -> Iterator[int]:
    """Bytes of memory: the machine's, and what is left of a container's own."""
    known = re.search(r"MemAvailable: +(\d+) kB", KNOWN.read_text()) if KNOWN.exists() else None
    yield int(known[1]) * 1024 if known else 0
    for most, filled in LIMITS:
        limit = (GROUP / most).read_text().strip() if (GROUP / most).exists() else "max"
        if limit != "max":
            yield int(limit) - int((GROUP / filled).read_text())
