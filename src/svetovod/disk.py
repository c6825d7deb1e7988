"""What is written stays written, also when the power goes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PART = ".part-"  # how the names of files begin that are being written


def folder_sync(folder: Path) -> None:
    """The name of a new file outlives a failure of the power only when its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A file that appears under its name when all of it is on the disk. Raises `FileExistsError` unless `replace`."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=PART)
    part = Path(beside)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if replace:
            part.replace(path)
        else:
            path.hardlink_to(part)
    finally:
        part.unlink(missing_ok=True)
    folder_sync(path.parent)


def private_file(path: Path, content: bytes) -> None:
    """A file for its owner alone, made once: on the disk whole and under its name, or not there. One that somebody else
    has made meanwhile stays."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder_sync(path.parent.parent)
    with suppress(FileExistsError), whole_file(path, replace=False) as out:
        out.write(content)
