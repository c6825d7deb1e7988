"""Passwords of known breaches, by a list the operator has brought: nobody outside is asked.

The list is a text of lines `SHA-1:count` or `SHA-1` alone, in capitals and in the order of the hash, as the full lists
are given out (tens of gigabytes): it is read by halves, some forty short reads a password.
"""

import logging
from hashlib import sha1
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 40
log = logging.getLogger(__name__)


class NoListError(ValueError):
    """The file is not such a list; the text says why."""


def check(path: Path) -> None:
    """Looks at the beginning and the end of a list. Raises `OSError`, `NoListError`."""
    with path.open("rb") as file:
        first = file.readline(200)
        file.seek(max(file.seek(0, 2) - 200, 0))
        last = (file.read().splitlines() or [b""])[-1]
    for line in (first, last):
        if len(_hash(line)) != DIGITS or _hash(line).strip(b"0123456789ABCDEF"):
            raise NoListError(f"{path}: no SHA-1 in capitals at the start of a line")
    if _hash(first) > _hash(last):
        raise NoListError(f"{path}: not in the order of the hash")


def listed(file: IO[bytes], digest: bytes) -> bool:
    """Whether the hash is in the list. `low` is always where a line begins, and all lines before it are smaller."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        file.seek(max(middle - 1, 0))
        if middle:
            file.readline()
        line = file.readline()
        if line and _hash(line) < digest:
            low = file.tell()
        else:
            high = middle
    file.seek(low)
    return _hash(file.readline()) == digest


def _hash(line: bytes) -> bytes:
    return line.strip().partition(b":")[0]


class BreachedValidator:
    """Refuses what the operator's list holds; while the list cannot be read, every new password."""

    def validate(self, password: str, user: object = None) -> None:
        if settings.BREACHED_PASSWORDS is None:
            return
        # the lists name passwords so; nothing of it is kept
        digest = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        try:
            with settings.BREACHED_PASSWORDS.open("rb") as file:
                found = listed(file, digest)
        except OSError as error:
            log.error("SVETOVOD_BREACHED_PASSWORDS cannot be read: %s", error.strerror)
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
