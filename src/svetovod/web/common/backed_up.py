"""What the installation remembers of its backups, in a file of its folder: `svetovod doctor` tells their age."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from svetovod.disk import whole_file


@dataclass(frozen=True, slots=True)
class Known:
    """A backup, or a try of one: when, which file, the root of its journal, how many files the store had lost."""

    at: datetime
    file: str
    root: str
    lost: int = 0


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
            name: Known(datetime.fromisoformat(each["at"]), each["file"], each["root"], each.get("lost", 0))
            for name, each in said.items()
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
