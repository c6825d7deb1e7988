"""What is written stays written, also when the power goes."""

import errno
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

PART = ".part-"  # how the names of files begin that are being written
_FORMER = "-former"
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
    nothing. What a killed process has left beside the same name is cleared first.
    """
    part, out = _part_of(path)
    try:
        with out:  # it is locked until the name is given and told of
            yield out
            _on_disk(out)
            if tell is None:
                _name(part, path, replace=replace)
            else:
                placed(part, path, tell, replace=replace)
    finally:
        part.unlink(missing_ok=True)
    folder_sync(path.parent)


@contextmanager
def whole_set(paths: Sequence[Path], tell: Callable[[], None]) -> Iterator[list[IO[bytes]]]:
    """Files that belong together, each of which may replace another. What was under the names is aside before the first
    new file has its own: whenever the process is killed, all that is there is of one set, and the set is whole where no
    name is missing. The next writing of the same names clears what was aside: it cannot be put back beside new files.

    `tell` is called when all names are there; where it raises, what was under them before is there again, or nothing.
    """
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with ExitStack() as stack:
        parts, files = [], []
        for path in paths:
            part, out = _part_of(path, back=False)
            stack.callback(part.unlink, missing_ok=True)
            parts.append(part)
            files.append(stack.enter_context(out))
        yield files
        for out in files:
            _on_disk(out)
        _placed_together(list(zip(parts, paths, strict=True)), tell)


def _placed_together(new: Sequence[tuple[Path, Path]], tell: Callable[[], None]) -> None:
    folders, named = {path.parent for _part, path in new}, []
    try:
        for part, path in new:
            if path.exists():
                path.replace(_former(part))
        for folder in folders:
            folder_sync(folder)
        for part, path in new:
            part.replace(path)
            named.append(path)
        for folder in folders:
            folder_sync(folder)
        tell()
    except BaseException:
        for path in named:
            path.unlink(missing_ok=True)
        for part, path in new:
            if _former(part).exists():
                _former(part).replace(path)
        raise
    for part, _path in new:
        _former(part).unlink(missing_ok=True)


def _part_of(path: Path, *, back: bool = True) -> tuple[Path, IO[bytes]]:
    """Where a file is written beside its name: locked while its writer lives, so that the next one can tell."""
    mark = f"{PART}{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]}-"
    _clear(path, mark, back=back)
    while True:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=mark)
        part, out = Path(beside), os.fdopen(handle, "wb")
        _locked(handle, wait=True)
        if part.exists():
            return part, out
        out.close()  # somebody has taken it for one that is left, before it was locked


def _clear(path: Path, mark: str, *, back: bool) -> None:
    """Parts of the same name whose writers are dead, and what they had put aside; if `back`, that is under its name
    again where nothing is there."""
    for part in sorted(path.parent.glob(f"{mark}*")):
        former = part.name.endswith(_FORMER)
        ours = part.with_name(part.name.removesuffix(_FORMER))
        held = next((each for each in (ours, path) if each.is_file()), None)  # the writer has its lock under either
        with _abandoned(held) if held is not None else nullcontext(True) as dead:
            if not dead:
                continue
            with suppress(PermissionError):  # of another user
                if former and back:
                    recovered(ours, path)
                else:
                    part.unlink(missing_ok=True)


@contextmanager
def _abandoned(path: Path) -> Iterator[bool]:
    """Whether its writer is dead. It is locked meanwhile: a writer that has only just made it waits, and then sees
    that it is gone."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # it is gone, or another user's
        yield False
        return
    try:
        yield _locked(handle, wait=False)
    finally:
        os.close(handle)


def _locked(handle: int, *, wait: bool) -> bool:
    """The lock goes with the process, however it ends. A file system without locks leaves parts where they are."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _on_disk(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())


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
    return part.with_name(f"{part.name}{_FORMER}")


def private_file(path: Path, content: bytes) -> None:
    """A file for its owner alone, made once: on the disk whole and under its name, or not there. One that somebody else
    has made meanwhile stays."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder_sync(path.parent.parent)
    with suppress(FileExistsError), whole_file(path, replace=False) as out:
        out.write(content)
