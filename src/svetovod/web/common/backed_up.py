"""What the installation remembers of its backups, in a file of its folder: `svetovod doctor` tells their age."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.disk import whole_file


@dataclass(frozen=True, slots=True)
class Known:
    """A backup, or a try of one: when, which file, the root of its journal, how many files the store had lost that
    nobody has given up; of a try also when the backup was made (unknown in notes of 1.3 and before)."""

    at: datetime
    file: str
    root: str
    lost: int = 0
    made: datetime | None = None

    @property
    def since(self) -> datetime:
        """The moment whose data are known to be safe: a try today of a backup of last year tells of last year."""
        return self.made or self.at


def _file() -> Path:
    return Path(settings.VAR) / "backups.json"


def remembered() -> dict[str, Known]:
    """`made` and `tried`, as far as there were any. Raises `ValueError` when the file is not readable."""
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    try:
        return {name: _known(each) for name, each in said.items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{_file()}: {error}") from error


def _known(each: dict[str, Any]) -> Known:
    made = datetime.fromisoformat(each["made"]) if each.get("made") else None
    return Known(datetime.fromisoformat(each["at"]), each["file"], each["root"], each.get("lost", 0), made)


def _plain(known: Known) -> dict[str, Any]:
    return asdict(known) | {"at": known.at.isoformat(), "made": known.made and known.made.isoformat()}


def remember(what: str, known: Known) -> None:
    try:
        before = remembered()
    except ValueError:
        before = {}  # told by doctor; the new fact mends it
    said = {name: _plain(each) for name, each in (before | {what: known}).items()}
    with whole_file(_file(), replace=True) as out:
        out.write(json.dumps(said, ensure_ascii=False, indent=1).encode())
