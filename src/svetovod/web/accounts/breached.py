"""Passwords of known breaches, by a list the operator has brought: nobody outside is asked.

The list is a text of lines `SHA-1:count` or `SHA-1` alone, in the order of the hash, as the full lists are given out
(tens of gigabytes): it is read by halves, some forty short reads a password. What is no such list, or not a full one,
takes no password: in a wrong order nothing would ever be found.
"""

import logging
import re
from functools import lru_cache
from hashlib import sha1
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LINE = re.compile(rb"([0-9A-Fa-f]{40})(?::\d*)?\s*")
LONGEST = 200  # bytes of a line: what is longer is no line of such a list
PLACES = 64  # at which the order is looked at
# a full list has hundreds of millions of lines: one that begins or ends elsewhere was cut
FIRST, LAST = b"0000", b"FFFF"
log = logging.getLogger(__name__)


class NoListError(ValueError):
    """The file is not such a list; the text says why."""


def check(path: Path) -> None:
    """Looks at the beginning, the end and places between. Raises `OSError`, `NoListError`."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        first = _hash(file.readline(LONGEST))
        file.seek(max(size - LONGEST, 0))
        last = _hash((file.read().splitlines() or [b""])[-1])
        between = [line for n in range(1, PLACES) if (line := _line_after(file, size * n // PLACES))]
    hashes = [first, *map(_hash, between), last]
    if hashes != sorted(hashes):
        raise NoListError("not in the order of the hash")
    if not (first.startswith(FIRST) and last.startswith(LAST)):
        raise NoListError(f"not a full list: it goes from {first.decode()[:4]} to {last.decode()[:4]}")


def listed(file: IO[bytes], digest: bytes) -> bool:
    """Whether the hash is in the list; `NoListError` where a line on the way is none of a list.

    `low` is always where a line begins, and all lines before it are smaller.
    """
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        line = _line_after(file, middle)
        if line and _hash(line) < digest:
            low = file.tell()
        else:
            high = middle
    file.seek(low)
    line = file.readline(LONGEST)
    return bool(line) and _hash(line) == digest


def _line_after(file: IO[bytes], place: int) -> bytes:
    """The first line that begins at the place or after it; nothing behind the last."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline(LONGEST)
    return file.readline(LONGEST)


def _hash(line: bytes) -> bytes:
    """In capitals, as hashes are compared here; some lists are in lower case."""
    found = LINE.fullmatch(line)
    if found is None:
        raise NoListError("a line that does not begin with a SHA-1")
    return found[1].upper()


@lru_cache(maxsize=1)
def _checked(path: Path, changed: int, size: int) -> None:
    """Once a process for what the file is now; what was found wrong is looked at again."""
    check(path)


class BreachedValidator:
    """Refuses what the operator's list holds; while there is no such list to be read, every new password.

    Stands among the validators of passwords only where a list is named: elsewhere nobody is promised anything.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def validate(self, password: str, user: object = None) -> None:
        # the lists name passwords so; nothing of it is kept
        digest = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        try:
            state = self.path.stat()
            _checked(self.path, state.st_mtime_ns, state.st_size)
            with self.path.open("rb") as file:
                found = listed(file, digest)
        except (OSError, NoListError) as error:
            log.error("SVETOVOD_BREACHED_PASSWORDS cannot be read: %s", error)
            raise ValidationError(
                _("Passwords cannot be checked just now. Try again later, or report the problem."), code="unchecked"
            ) from error
        if found:
            raise ValidationError(
                _("This password is in lists of stolen ones: guessing begins with them. Choose another."),
                code="breached",
            )

    def get_help_text(self) -> str:
        return _("Your password can't be one that is known from a theft elsewhere.")
