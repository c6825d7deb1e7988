"""What `svetovod doctor` asks of the backups."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .doctor_files import first_line
from .doctor_place import NOTE, OK, PROBLEM, Check, disk, owed

if TYPE_CHECKING:
    from svetovod.backup import Known

BACKUP_DAYS = 2  # a daily backup that is tried as it is made, with a day of patience


def backups() -> Iterator[Check]:
    """How old the last backup is, what it has not, the room beside it; how old the last that was restored to try it."""
    from svetovod.backup import remembered

    try:
        known = remembered()
    except ValueError as error:
        said = first_line(error)
        yield Check("backup", PROBLEM, f"не читается: {said}", f"cannot be read: {said}")
        return
    yield _age(
        "backup",
        known.get("made"),
        BACKUP_DAYS,
        ("копии нет: svetovod backup", "there is none: svetovod backup"),
        owed(),
    )
    if made := known.get("made"):
        yield from _of_backup(made)
    never = ("проверки не было: svetovod backup --and-test", "never tried: svetovod backup --and-test")
    from django.conf import settings

    if settings.BACKUPS_TRIED_ELSEWHERE and known.get("tried") is None:
        ru, en = "по настройке копии пробуют на другой машине", "by the settings backups are tried on another machine"
        yield Check("restore test", NOTE, ru, en)
        return
    late = NOTE if settings.BACKUPS_TRIED_ELSEWHERE else owed()
    tried = _age("restore test", known.get("tried"), BACKUP_DAYS, never, late)
    if tried.status == PROBLEM:  # so the nightly unit deletes by deploy/svetovod-backup.service
        ru = f"{tried.ru}; прежние копии, до неё, не удаляются и занимают место: journalctl -u svetovod-backup"
        en = f"{tried.en}; backups from before it are kept and take room: journalctl -u svetovod-backup"
        tried = replace(tried, ru=ru, en=en)
    yield tried


def _of_backup(made: "Known") -> Iterator[Check]:
    from django.conf import settings

    if made.lost:
        ru = f"в копии нет файлов, которые назвала база: {made.lost}; прежние копии не удаляются: поищите файлы в них"
        en = f"files named by the database that it has not: {made.lost}; earlier backups are kept: look for them there"
        yield Check("backup files", owed(), ru, en)
    folder, data = Path(made.file).parent, Path(settings.VAR)
    if folder.is_dir() and folder.stat().st_dev != data.stat().st_dev:  # else it is told of the data's
        yield disk(folder, "backup disk")


def _age(name: str, known: Any, most: int, never: tuple[str, str], late: str) -> Check:
    """`late` is the status of one that is `most` days old, or was never made."""
    from django.utils import timezone

    if known is None:
        return Check(name, late, *never)
    age = timezone.now() - known.since
    hours = int(age.total_seconds() // 3600)
    ru, en = (
        f"{hours // 24} сут. {hours % 24} ч назад: {known.file}",
        f"{hours // 24} d {hours % 24} h ago: {known.file}",
    )
    if known.file and name == "backup" and not Path(known.file).exists():
        ru, en = f"{ru}, файла там больше нет", f"{en}, no longer there"
    return Check(name, late if age.days >= most else OK, ru, en)
