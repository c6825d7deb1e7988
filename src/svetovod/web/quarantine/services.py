"""The one door of files: looked through before anything is done with them; what is infected goes no further."""

import hashlib
import re
import unicodedata
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from svetovod.disk import PART, whole_file
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common import bulk, unwritten
from svetovod.web.common.errors import Hidden, Refused

from . import letters
from .access import ACCESS
from .models import HeldFile, folder
from .scanner import SECONDS, FileUnreadError, ScannerDownError, the_scanner

MOST_BYTES = 512 * 1024 * 1024  # of all that is kept: whoever sends malware shall not fill the disk
KEPT = timedelta(days=90)
MOST_STRANGE = 50  # files of nobody in particular that are noted in a day: more are refused and leave no trace
LATER = "later"


def upload_check(
    *, actor: Any, upload: Any, place: str, at: datetime, seconds: float = SECONDS
) -> Refused | None:  # fmt: skip
    """Why a file is not taken, None where it may be. Where nobody can look and the settings let it wait, `upload` is
    marked as not scanned: it is kept apart from the store until a job has looked."""
    scanner = the_scanner()
    if scanner is None or not upload.size:
        return None
    try:
        found = scanner.scan(upload, seconds)
    except FileUnreadError:
        return _does_not_read()
    except ScannerDownError:
        upload.unscanned = settings.SCANNER_DOWN == LATER
        return None if upload.unscanned else _nobody_looks()
    finally:
        upload.seek(0)
    if not found:
        upload.scanned = True
        return None
    held_add(
        actor=actor,
        file=upload,
        name=upload.name or "",
        found=found,
        place=place,
        at=at,
    )
    words = {"name": _plain(upload.name or ""), "found": _code(found)}
    return Refused(
        "file.infected",
        gettext_lazy(
            "Malware was found in the file “%(name)s” (%(found)s). The file was not taken. Have the computer it came "
            "from checked."
        )
        % words,
    )


def report_check(*, raw: bytes, at: datetime) -> bool:
    """Whether a report from the mailbox may be read. Raises `ScannerDownError`: the mail server keeps it meanwhile."""
    scanner = the_scanner()
    found = scanner.scan(BytesIO(raw)) if scanner else ""
    if found:
        held_add(actor=SYSTEM, file=BytesIO(raw), name="", found=found, place="mail", at=at)
    return not found


def _does_not_read() -> Refused:
    return Refused(
        "file.unread",
        gettext_lazy(
            "The file could not be scanned for malware: it may be too large or packed too deep. It was not taken. "
            "Split it or save it anew, or tell the administrators."
        ),
    )


def _nobody_looks() -> Refused:
    return Refused(
        "file.scanner",
        gettext_lazy(
            "Files cannot be looked through for malware just now, so none is taken. Try again in some minutes."
        ),
    )


@transaction.atomic
def held_add(
    *, actor: Any, file: IO[bytes], name: str, found: str, place: str, at: datetime, person: Any = None,
) -> HeldFile | None:  # fmt: skip
    """Notes what was found, once a file and a person, keeps the bytes if the settings say so, tells administrators.

    `person` sent it, where it is not the actor. Of those who are nobody in particular so many are noted in a day: None
    for the next. Sent to a page whose uploads are never written in the open, it is noted without its name, its bytes
    and its hash, by which a guess of them could be tested: once a day, a person and what was found.
    """
    content, whose, closed = _read(file), person.pk if person else actor.person_id, place in unwritten.views
    told = f"{place} {whose} {_code(found)} {at:%Y-%m-%d}".encode() if closed else content
    digest = hashlib.sha256(told).hexdigest()
    values = {
        "name": "" if closed else _plain(name), "size": len(content), "found": _code(found), "place": place[:100],
        "first_at": at, "last_at": at,
    }  # fmt: skip
    if whose is None and _strange_enough(digest, at):
        return None
    row, made = HeldFile.objects.get_or_create(sha256=digest, person_id=whose, defaults=values)
    if not made:
        HeldFile.objects.filter(pk=row.pk).update(times=F("times") + 1, last_at=at, found=_code(found))
        return row
    hashed = {} if closed else {"sha256": digest}
    row.kept = not closed and _keep(row, content)
    row.save(update_fields=["kept"])
    record(
        actor=actor, action="file.quarantine", subject=row, at=at, size=row.size, found=row.found, place=row.place,
        kept=row.kept, **hashed,
    )  # fmt: skip
    letters.found(row, at=at)
    return row


def _strange_enough(digest: str, at: datetime) -> bool:
    today = HeldFile.objects.filter(person=None, first_at__gt=at - timedelta(days=1))
    known = HeldFile.objects.filter(person=None, sha256=digest).exists()
    return not known and today.count() >= MOST_STRANGE


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content


def _plain(name: str) -> str:
    """A name for the eye: without signs that turn it round or end a line."""
    return "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")[:200]


def _code(found: str) -> str:
    return re.sub(r"[^\w.:/-]", "_", found)[:100]


def _keep(row: HeldFile, content: bytes) -> bool:
    if not settings.QUARANTINE_KEEP:
        return False
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if row.path.exists():
        return True
    if _size_of(place) + len(content) > MOST_BYTES:
        return False
    with whole_file(row.path, replace=True) as out:
        out.write(content)
    return True


def _size_of(place: Path) -> int:
    size = 0
    for path in place.iterdir():
        with suppress(FileNotFoundError):  # another file was being written, or is dropped at this moment
            size += path.stat().st_size
    return size


@transaction.atomic
def held_drop(*, actor: Any, held: int, at: datetime) -> None:
    """The bytes go; what was found stays."""
    row = HeldFile.objects.filter(pk=held).first()
    if row is None:
        raise Hidden
    actor = ACCESS.admit("held.drop", actor, row)
    bulk.hold(HeldFile.objects.filter(sha256=row.sha256))  # they change together, and are locked by key wherever
    row.refresh_from_db()
    if row.kept:
        _drop(row)
        record(actor=actor, action="file.drop", subject=row, at=at, sha256=row.sha256)


@transaction.atomic
def held_forget(*, person: Any) -> None:
    """Of somebody who is erased nothing lies here: what was found stays, without the name of the file. Bytes that
    another sent too stay as that one's."""
    mine = HeldFile.objects.filter(person=person)
    for row in mine.filter(kept=True):
        if not HeldFile.objects.filter(sha256=row.sha256, kept=True).exclude(pk=row.pk).exists():
            transaction.on_commit(partial(row.path.unlink, missing_ok=True))
    mine.update(name="", kept=False)


def _drop(row: HeldFile) -> None:
    HeldFile.objects.filter(sha256=row.sha256).update(kept=False)
    transaction.on_commit(lambda: row.path.unlink(missing_ok=True))


@transaction.atomic
def held_sweep(*, at: datetime) -> int:
    """Bytes that have lain their days go, and half-written ones of a process that was killed; how many files."""
    rows = list(HeldFile.objects.filter(kept=True, last_at__lt=at - KEPT))
    bulk.hold(HeldFile.objects.filter(sha256__in=[row.sha256 for row in rows]))
    for row in rows:
        _drop(row)
    moment = (at - timedelta(days=1)).timestamp()
    half = [path for path in folder().glob(f"{PART}*") if path.stat().st_mtime < moment]
    for path in half:
        path.unlink(missing_ok=True)
    return len(rows) + len(half)
