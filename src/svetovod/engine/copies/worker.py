"""A copy made in a process of its own: a file made to break a reader breaks that process, and there is no copy."""

import json
import struct
import sys
from dataclasses import asdict

from svetovod.engine.apart import apart

from .stamp import JPEG, PDF, PNG, CopyProblem, Stamp

COMMAND = (sys.executable, "-m", "svetovod.engine.copies")
LENGTH = struct.Struct(">I")
MADE, NONE = b"+", b"-"
MAGIC = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
MOST = 60 * 1024 * 1024  # of a copy: it is held in memory until it is sent


def stamped(content: bytes, kind: str, stamp: Stamp, *, seconds: float) -> bytes | CopyProblem:
    """The copy, or why there is none; after that time the process is ended."""
    header = json.dumps({"kind": kind, **asdict(stamp)}).encode()
    with apart(COMMAND, LENGTH.pack(len(header)) + header + content, seconds=seconds) as (source, late):
        told = source.read(MOST + 3)
    if told[:1] == NONE:
        known = told[1:].decode("ascii", errors="replace")
        return CopyProblem(known) if known in list(CopyProblem) else CopyProblem.BROKEN
    whole = told[:1] == MADE and told[-1:] == MADE and len(told) <= MOST + 2
    if not whole or not told[1:].startswith(MAGIC[kind]):
        return CopyProblem.STOPPED if late.is_set() else CopyProblem.BROKEN
    return told[1:-1]
