"""`python -m svetovod.engine.scans`: a file on standard input, pages on standard output (`wire.py`), at the end
nothing more or a problem."""

import resource
import sys
import traceback

from . import wire
from .page import ScanProblem
from .read import UnreadableError, read

MOST_MEMORY = 2 * 1024**3


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    out = sys.stdout.buffer
    last = None
    try:
        for page in read(sys.stdin.buffer.read()):
            wire.write(out, page)
    except UnreadableError as refusal:
        last = refusal.problem
    except Exception:  # whatever a library makes of such a file: it could not be read
        traceback.print_exc()
        last = ScanProblem.BROKEN
    wire.write(out, last)


if __name__ == "__main__":
    main()
