"""What the installation remembers of its backups, in a file of its folder: `svetovod doctor` tells their age."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from svetovod.disk import whole_file
from svetovod.engine.backup import BackupError


@dataclass(frozen=True, slots=True)
class Known:
    """A backup, or a try of one: when, which file, the root of its journal."""

    at: datetime
    file: str
    root: str


def _file() -> Path:
    return Path(settings.VAR) / "backups.json"


def remembered() -> dict[str, Known]:
    """`made` and `tried`, as far as there were any. Raises `ValueError` when the file is not readable."""
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    try:
        return {
            name: Known(datetime.fromisoformat(each["at"]), each["file"], each["root"]) for name, each in said.items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{_file()}: {error}") from error


def remember(what: str, known: Known) -> None:
    try:
        before = remembered()
    except ValueError:
        before = {}  # told by doctor; the new fact mends it
    said = {name: asdict(each) | {"at": each.at.isoformat()} for name, each in (before | {what: known}).items()}
    with whole_file(_file(), replace=True) as out:
        out.write(json.dumps(said, ensure_ascii=False, indent=1).encode())


@contextmanager
def alone(what: str) -> Iterator[None]:
    """One run of a kind at a time. Raises `BackupError` `backup.busy` when another is at it."""
    with (Path(settings.VAR) / f".{what}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("backup.busy", what) from error
        yield
