"""What is written stays written, also when the power goes."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PART = ".part-"  # how the names of files begin that are being written
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}  # where a file system knows one name a file
_NO_SYNC = {errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EOPNOTSUPP}  # where a folder cannot be asked to be synced


def folder_sync(folder: Path) -> None:
    """The name of a new file outlives a failure of the power only when its folder is on the disk too. Some file systems
    of other machines sync no folders (VirtualBox, CIFS, 9p): there that is theirs, and nothing is raised."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


@contextmanager
def whole_file(path: Path, *, replace: bool, tell: Callable[[], None] | None = None) -> Iterator[IO[bytes]]:
    """A file that appears under its name when all of it is on the disk. Raises `FileExistsError` unless `replace`.

    `tell` is called when the name is there; where it raises, what was under the name before is there again, or
    nothing.
    """
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=PART)
    part = Path(beside)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if tell is None:
            _name(part, path, replace=replace)
        else:
            placed(part, path, tell, replace=replace)
    finally:
        part.unlink(missing_ok=True)
    folder_sync(path.parent)


def _name(part: Path, path: Path, *, replace: bool) -> None:
    if replace:
        part.replace(path)
        return
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # FAT has no hard links: the name is taken first, and for a moment the file is empty
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            part.replace(path)
        except BaseException:
            path.unlink()
            raise


def placed(part: Path, path: Path, tell: Callable[[], None], *, replace: bool) -> None:
    """`part`, whole and in the same folder, under the name `path`, and then `tell`: where it raises, what was under the
    name before is there again, or nothing."""
    former, named = _former(part), False
    try:
        if replace and path.is_file():
            try:
                former.hardlink_to(path)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                path.replace(former)
        _name(part, path, replace=replace)
        named = True
        folder_sync(path.parent)
        tell()
    except BaseException:
        if former.exists():
            former.replace(path)
        elif named:
            path.unlink(missing_ok=True)
        raise
    finally:
        former.unlink(missing_ok=True)  # a rename between two names of one file leaves both


def recovered(part: Path, path: Path) -> None:
    """What a kill amid `placed` has left aside: under the name `path` again where nothing is there, else away."""
    former = _former(part)
    if not former.exists():
        return
    if path.exists():
        former.unlink()
    else:
        former.replace(path)


def _former(part: Path) -> Path:
    return part.with_name(f"{part.name}-former")


def private_file(path: Path, content: bytes) -> None:
    """A file for its owner alone, made once: on the disk whole and under its name, or not there. One that somebody else
    has made meanwhile stays."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder_sync(path.parent.parent)
    with suppress(FileExistsError), whole_file(path, replace=False) as out:
        out.write(content)
