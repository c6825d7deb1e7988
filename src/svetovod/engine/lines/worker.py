"""A PDF read in a process of its own: a file made to break a reader breaks that process and nothing else."""

import sys

from svetovod.engine.apart import apart

COMMAND = (sys.executable, "-m", "svetovod.engine.lines")
MOST_PAGES = 20  # from the first on
MOST = 2_000_000  # bytes of text


def pdf_lines(content: bytes, *, seconds: float) -> list[str]:
    """Lines as they are set, of the first `MOST_PAGES` pages: those that were read when the file broke the reader or
    the time was up, none of a file with a password. Pictures have none: nothing is recognised."""
    with apart(COMMAND, content, seconds=seconds) as (source, _late):
        told = source.read(MOST)
    return told.decode("utf-8", errors="replace").splitlines()
