"""Files that came while nobody could look through them: kept beside the store until somebody has.

What scans them is of the app `quarantine`; here is where their bytes lie and what their rows say.
"""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

from .models import Attachment, Scan


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


def kept_at(sha256: str) -> Path | None:
    """The bytes of that hash wherever they lie: also those that wait."""
    row = Attachment(sha256=sha256)
    return next((path for path in (row.waiting_path, row.path) if path.exists()), None)


@transaction.atomic
def bytes_pass(*, sha256: str) -> None:
    """Somebody has looked and found nothing: the bytes go into the store. A death before the commit leaves them there
    and the rows waiting: they are looked through once more."""
    row = Attachment(sha256=sha256)
    if row.waiting_path.exists():
        row.waiting_path.replace(row.path)
    Attachment.objects.filter(sha256=sha256, scan=Scan.WAITING).update(scan=Scan.NONE)


@transaction.atomic
def bytes_condemn(*, sha256: str) -> list[Attachment]:
    """Malware was found: the rows say so, the bytes leave the store with the commit. The rows that had them."""
    rows = list(Attachment.objects.select_related("uploaded_by").filter(sha256=sha256))
    Attachment.objects.filter(sha256=sha256).update(scan=Scan.INFECTED)
    gone = Attachment(sha256=sha256)
    for path in (gone.path, gone.waiting_path):
        transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
    return rows
