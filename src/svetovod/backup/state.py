"""One backup, or one restore, at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from svetovod.engine.backup import BackupError


@contextmanager
def alone(what: str) -> Iterator[None]:
    """One run of a kind at a time. Raises `BackupError` `backup.busy` when another is at it."""
    with (Path(settings.VAR) / f".{what}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("backup.busy", what) from error
        yield
