"""Writers of sets of files, killed at every step in turn: in a process that has imported little else, for it is forked
hundreds of times, and what a fork costs grows with what its parent holds.

Asked as `python -m tests.cli.killed_writers FOLDER LINKS FORMER`, the last two 0 or 1: whether the file system has hard
links, and whether a set is there already. It ends with an error where files of two writings are seen together.
"""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from svetovod import disk


def killed_at(step: int, write: Callable[[], None]) -> int:
    """`write` in a process that signal 9 takes at the step of that number at which a name is given or taken."""
    child = os.fork()
    if not child:
        left = [step]

        def count(event: str, _arguments: object) -> None:
            left[0] -= event in {"os.rename", "os.link", "os.remove"}
            if left[0] < 0:
                os._exit(9)

        sys.addaudithook(count)
        try:
            write()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def put(folder: Path, text: bytes) -> None:
    with disk.whole_set([folder / name for name in "abc"], lambda: None) as files:
        for out in files:
            out.write(text)


def shown(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(disk.PART)}


def without_links(*_arguments: object, **_named: object) -> None:
    """`os.link` where a file system knows one name a file, as FAT does."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


def every_step(place: Path, *, former: bool) -> None:
    """At every name, and then in the writing after it, too."""
    step, code, seen = 0, 9, set()
    while code:
        folder = place / str(step)
        folder.mkdir()
        if former:
            put(folder, b"old")
        code = killed_at(step, lambda: put(folder, b"new"))  # noqa: B023 - called at once
        texts = set(shown(folder).values())
        assert len(texts) < 2, (step, texts)
        seen |= texts
        later, dead = 0, 9
        while dead:
            dead = killed_at(later, lambda: put(folder, b"later"))  # noqa: B023 - called at once
            later += 1
            assert len(set(shown(folder).values())) < 2, (step, later)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict.fromkeys("abc", b"later")
        step += 1
    assert step > 3 and seen == ({b"old", b"new"} if former else {b"new"})


if __name__ == "__main__":
    os.fsync = lambda _handle: None  # a process is killed here, the power stays
    if sys.argv[2] == "0":
        os.link = without_links
    every_step(Path(sys.argv[1]), former=sys.argv[3] == "1")
    print("whole")  # noqa: T201 - what the test asks for
