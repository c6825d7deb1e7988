"""Files that came while nobody could look through them: kept beside the store until somebody has.

What scans them is of the app `quarantine`; here is where their bytes lie and what their rows say.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svetovod.disk import folder_sync
from svetovod.web.common.errors import Refused

from .models import APART, Attachment, Scan


def store_place(digest: str, upload: Any) -> tuple[Path, str]:
    """Where the bytes of an upload go, and what its row says of the scan. The same bytes that were clean before are."""
    row = Attachment(sha256=digest)
    if getattr(upload, "unscanned", False) and not row.path.exists():
        return row.waiting_path, Scan.WAITING
    return row.path, Scan.NONE


def upload_scanned(upload: Any) -> None:
    """For what keeps files elsewhere than as attachments, where they cannot wait apart."""
    if getattr(upload, "unscanned", False):
        raise Refused(
            "file.unscanned",
            _("Files cannot be looked through for malware just now, and this one cannot wait. Send it later."),
        )


def places(sha256: str) -> Iterator[Path]:
    """Where the bytes of that hash may lie. Those that wait move into the store, and never back: asked for in this
    order they are found."""
    row = Attachment(sha256=sha256)
    yield row.waiting_path
    yield row.path


def kept_at(sha256: str) -> Path | None:
    """The bytes of that hash wherever they lie: also those that wait."""
    return next((path for path in places(sha256) if path.exists()), None)


def kept_apart() -> set[str]:
    """Hashes of files that nobody may have yet: none of their rows says that they may."""
    rows = Attachment.objects
    free = rows.filter(scan=Scan.NONE).values("sha256")
    return set(rows.filter(scan__in=APART).exclude(sha256__in=free).values_list("sha256", flat=True))


@transaction.atomic
def upload_told(*, sha256: str, upload: Any) -> bool:
    """The same bytes sent once more after malware was found in them, or the scanner could not read them. Looked through
    and clean by the signatures of today, they are clean; not looked through, they wait for it again. Whether malware
    that had been found is found no more."""
    if getattr(upload, "scanned", False):
        condemned = Attachment.objects.filter(sha256=sha256, scan=Scan.INFECTED).exists()
        bytes_pass(sha256=sha256)
        return condemned
    if getattr(upload, "unscanned", False):
        rows = Attachment.objects.filter(sha256=sha256, scan__in=(Scan.INFECTED, Scan.FAILED))
        rows.update(scan=Scan.WAITING, scan_tries=0)
    return False


@transaction.atomic
def bytes_pass(*, sha256: str) -> None:
    """Somebody has looked and found nothing: the bytes go into the store. A death before the commit leaves them there
    and the rows waiting: they are looked through once more."""
    row = Attachment(sha256=sha256)
    if row.waiting_path.exists():
        row.waiting_path.replace(row.path)
    if row.path.exists():
        folder_sync(row.path.parent)
    Attachment.objects.filter(sha256=sha256).exclude(scan=Scan.NONE).update(scan=Scan.NONE, scan_tries=0)


@transaction.atomic
def bytes_unread(*, sha256: str, most: int) -> bool:
    """The scanner could not read the file: after `most` tries it is asked once a night. Whether these are over now."""
    Attachment.objects.filter(sha256=sha256, scan=Scan.WAITING).update(scan_tries=F("scan_tries") + 1)
    over = Attachment.objects.filter(sha256=sha256, scan=Scan.WAITING, scan_tries__gte=most)
    first = over.filter(scan_tries=most).exists()
    over.update(scan=Scan.FAILED)
    return first


@transaction.atomic
def unread_again() -> int:
    """One more try for each file that was given up; how many."""
    return Attachment.objects.filter(scan=Scan.FAILED).update(scan=Scan.WAITING)


@transaction.atomic
def bytes_condemn(*, sha256: str) -> list[Attachment]:
    """Malware was found: the rows say so, the bytes leave the store with the commit. The rows that had them."""
    rows = list(Attachment.objects.select_related("uploaded_by").filter(sha256=sha256))
    Attachment.objects.filter(sha256=sha256).update(scan=Scan.INFECTED)
    gone = Attachment(sha256=sha256)
    for path in (gone.path, gone.waiting_path):
        transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
    return rows
