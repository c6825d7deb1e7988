"""`python -m svetovod.engine.scans`: a file on standard input, pickled pages on standard output, at the end None or
a problem."""

import pickle
import resource
import sys

from .read import UnreadableError, read

MOST_MEMORY = 2 * 1024**3


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    out = sys.stdout.buffer
    last = None
    try:
        for page in read(sys.stdin.buffer.read()):
            out.write(pickle.dumps(page))
            out.flush()
    except UnreadableError as refusal:
        last = refusal.problem
    out.write(pickle.dumps(last))


if __name__ == "__main__":
    main()
