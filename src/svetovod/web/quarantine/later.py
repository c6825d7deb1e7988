"""Files that were taken while nobody could look through them: looked through by a job."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.documents import scanning
from svetovod.web.documents.selectors import unscanned

from . import letters
from .scanner import FileScanner, ScannerDownError, seconds_for, the_scanner
from .services import held_add

AT_ONCE = 200  # files a turn of the job looks through
MOST_TRIES = 5  # of a file the scanner does not read


def unscanned_check(*, at: datetime) -> int:
    """The job: files that were taken while nobody could look. How many it has looked through. One that the scanner does
    not read holds up no other, and is given up after some tries; a scanner that is down ends it."""
    scanner, done = the_scanner(), 0
    if scanner is None or not _answers(scanner):
        return 0
    for sha256 in unscanned(AT_ONCE):
        path = scanning.kept_at(sha256)
        if path is None:
            continue
        try:
            with path.open("rb") as opened:
                found = scanner.scan(opened, seconds_for(path.stat().st_size))
        except ScannerDownError:
            if not _answers(scanner):
                break
            _unread(sha256, at)
            continue
        _looked(sha256, path, found, at)
        done += 1
    return done


def _answers(scanner: FileScanner) -> bool:
    try:
        return bool(scanner.version())
    except ScannerDownError:
        return False


@transaction.atomic
def _unread(sha256: str, at: datetime) -> None:
    if scanning.bytes_unread(sha256=sha256, most=MOST_TRIES):
        letters.unread(at=at)


@transaction.atomic
def _looked(sha256: str, path: Path, found: str, at: datetime) -> None:
    if not found:
        scanning.bytes_pass(sha256=sha256)
        return
    for row in scanning.bytes_condemn(sha256=sha256):
        with path.open("rb") as file:
            held_add(
                actor=SYSTEM, person=row.uploaded_by, file=file, name=row.name, found=found,
                place=f"{row.subject_type}:{row.subject_id}", at=at,
            )  # fmt: skip
        letters.infected(row, at=at)
