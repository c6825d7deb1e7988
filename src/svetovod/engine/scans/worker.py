"""A scan read in a process of its own: a file made to break a reader breaks that process and nothing else."""

import sys
from collections.abc import Iterator
from threading import Event
from typing import IO

from svetovod.engine.apart import apart

from . import wire
from .page import MOST_PAGES, ScannedPage, ScanProblem

COMMAND = (sys.executable, "-m", "svetovod.engine.scans")


def pages(content: bytes, *, seconds: float) -> Iterator[ScannedPage | ScanProblem]:
    """Page by page as they are read; a problem is the last that is given. After that time the process is ended."""
    with apart(COMMAND, content, seconds=seconds) as (source, late):
        for _page in range(MOST_PAGES + 1):
            found = _next(source, late)
            if found is None:
                return
            yield found
            if isinstance(found, ScanProblem):
                return
        yield ScanProblem.BROKEN


def _next(source: IO[bytes], late: Event) -> ScannedPage | ScanProblem | None:
    """None at the end that the process has told itself. One that ended without telling was stopped when its time was
    up, and else the file broke it."""
    try:
        return wire.read(source)
    except wire.GarbledError:
        return ScanProblem.BROKEN
    except (wire.CutError, OSError):
        return ScanProblem.STOPPED if late.is_set() else ScanProblem.BROKEN
