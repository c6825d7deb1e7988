"""A process that is given bytes and a time, and no more: what breaks it breaks nothing else."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO

# what the interpreter needs to start: passwords and keys of the product are none of its business
PASSED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


@contextmanager
def apart(
    command: Sequence[str], content: bytes, *, seconds: float, folder: Path | None = None
) -> Iterator[tuple[IO[bytes], Event]]:
    """What the process tells, and whether its time was up when it ended. At the end of the block it is ended."""
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, env=passed, cwd=folder
    )
    late = Event()
    ending = Timer(seconds, _end, (process, late))
    ending.start()
    Thread(target=_give, args=(process, content), daemon=True).start()
    assert process.stdout
    try:
        with process.stdout:
            yield process.stdout, late
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
