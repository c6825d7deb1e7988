"""A scan read in a process of its own: a file made to break a reader breaks that process and nothing else."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread, Timer

from .page import ScannedPage, ScanProblem


def pages(content: bytes, *, seconds: float) -> Iterator[ScannedPage | ScanProblem]:
    """Page by page as they are read; a problem is the last that is given. After that time the process is ended."""
    command = [sys.executable, "-m", "svetovod.engine.scans"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    ending = Timer(seconds, process.kill)
    ending.start()
    Thread(target=_give, args=(process, content), daemon=True).start()
    assert process.stdout
    try:
        with process.stdout:
            while (found := _next(process)) is not None:
                yield found
                if isinstance(found, ScanProblem):
                    return
    finally:
        ending.cancel()
        process.kill()
        process.wait()


def _give(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    assert process.stdin
    try:
        with process.stdin:
            process.stdin.write(content)
    except OSError:
        return  # it has ended: what it told before, or did not, is the answer


def _next(process: "subprocess.Popen[bytes]") -> ScannedPage | ScanProblem | None:
    """None at the end that the process has told itself; one that ended without telling was stopped."""
    assert process.stdout
    try:
        found: ScannedPage | ScanProblem | None = pickle.load(process.stdout)  # noqa: S301 - from our own child
    except (EOFError, OSError, pickle.UnpicklingError):
        return ScanProblem.STOPPED
    return found
