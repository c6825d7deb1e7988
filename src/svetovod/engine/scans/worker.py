"""A scan read in a process of its own: a file made to break a reader breaks that process and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Event, Thread, Timer

from . import wire
from .page import MOST_PAGES, ScannedPage, ScanProblem

COMMAND = (sys.executable, "-m", "svetovod.engine.scans")
# what the interpreter needs to start: passwords and keys of the product are none of its business
PASSED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


def pages(content: bytes, *, seconds: float) -> Iterator[ScannedPage | ScanProblem]:
    """Page by page as they are read; a problem is the last that is given. After that time the process is ended."""
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, env=passed
    )
    late = Event()
    ending = Timer(seconds, _end, (process, late))
    ending.start()
    Thread(target=_give, args=(process, content), daemon=True).start()
    assert process.stdout
    try:
        with process.stdout:
            for _page in range(MOST_PAGES + 1):
                found = _next(process, late)
                if found is None:
                    return
                yield found
                if isinstance(found, ScanProblem):
                    return
            yield ScanProblem.BROKEN
    finally:
        ending.cancel()
        process.kill()
        process.wait()


def _end(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _give(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    assert process.stdin
    try:
        with process.stdin:
            process.stdin.write(content)
    except OSError:
        return  # it has ended: what it told before, or did not, is the answer


def _next(process: "subprocess.Popen[bytes]", late: Event) -> ScannedPage | ScanProblem | None:
    """None at the end that the process has told itself. One that ended without telling was stopped when its time was
    up, and else the file broke it."""
    assert process.stdout
    try:
        return wire.read(process.stdout)
    except wire.GarbledError:
        return ScanProblem.BROKEN
    except (wire.CutError, OSError):
        return ScanProblem.STOPPED if late.is_set() else ScanProblem.BROKEN
