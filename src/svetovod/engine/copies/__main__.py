"""`python -m svetovod.engine.copies`: a header and a file on standard input, the copy on standard output (`worker.py`).

Between two signs that say it is whole, or after one that says why there is none.
"""

import json
import resource
import sys
import traceback

from .draw import fonts
from .pdf import pdf_copy
from .picture import picture_copy
from .stamp import PDF, CopyProblem, Stamp, UnfitError
from .worker import LENGTH, MADE, MOST, NONE

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 120


def main() -> None:
    fonts()
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_FSIZE, 0),
              (resource.RLIMIT_CORE, 0))  # fmt: skip
    for which, most in limits:
        resource.setrlimit(which, (most, most))
    given = sys.stdin.buffer.read()
    (length,) = LENGTH.unpack(given[: LENGTH.size])
    header = json.loads(given[LENGTH.size : LENGTH.size + length])
    content = given[LENGTH.size + length :]
    kind = header.pop("kind")
    try:
        made = pdf_copy(content, Stamp(**header)) if kind == PDF else picture_copy(content, kind, Stamp(**header))
        told = MADE + made + MADE if len(made) <= MOST else NONE + CopyProblem.LARGE.encode()
    except MemoryError:
        told = NONE + CopyProblem.LARGE.encode()
    except UnfitError as refusal:
        told = NONE + refusal.problem.encode()
    except Exception:  # whatever a library makes of such a file: there is no copy
        traceback.print_exc()
        told = NONE + CopyProblem.BROKEN.encode()
    sys.stdout.buffer.write(told)


if __name__ == "__main__":
    main()
