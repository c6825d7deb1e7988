"""Reading attachments."""

import hashlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet

from svetovod.web.common.errors import Hidden

from .access import ACCESS, readers
from .models import Attachment, Scan


def attachment_get(actor: Any, id: Any) -> Attachment:
    attachment = Attachment.objects.filter(pk=id).first()
    if attachment is None:
        raise Hidden
    ACCESS.require("attachment.view", actor, attachment)
    return attachment


def attachments_of(actor: Any, subject: Model, kind: str | None = None) -> QuerySet[Attachment]:
    """The files of an object the actor may read; none where he may not."""
    label = subject._meta.label_lower
    reader = readers.get(label)
    if reader is None or not reader.test(actor, subject):
        return Attachment.objects.none()
    found = Attachment.objects.filter(subject_type=label, subject_id=str(subject.pk))
    return found if kind is None else found.filter(kind=kind)


def attachments_by_subject(actor: Any, subjects: Sequence[Model]) -> dict[str, list[Attachment]]:
    """The files of many objects of one kind by the object's id, in one query; none of those the actor may not read."""
    if not subjects:
        return {}
    label = subjects[0]._meta.label_lower
    reader = readers.get(label)
    open_ = [str(row.pk) for row in subjects if reader is not None and reader.test(actor, row)]
    found: dict[str, list[Attachment]] = {}
    for row in Attachment.objects.filter(subject_type=label, subject_id__in=open_):
        found.setdefault(row.subject_id, []).append(row)
    return found


def attachments_kept(ids: Collection[Any]) -> dict[str, Attachment]:
    """What is still kept of files that a page names already."""
    return {str(row.pk): row for row in Attachment.objects.filter(pk__in=ids)}


def scans_said(subject_type: str, subject_ids: Collection[Any], kind: str) -> list[dict[str, Any]]:
    """What anybody may be told of files: to which object, when, by whom, the hash and the id; the later one last.

    No name and nothing of the content: whether a file may be opened is asked when it is.
    """
    ids = [str(each) for each in subject_ids]
    found = Attachment.objects.filter(subject_type=subject_type, subject_id__in=ids, kind=kind)
    return [dict(row) for row in found.values("id", "subject_id", "sha256", "uploaded_at", "uploaded_by")]


def stored(sha256: str) -> Path:
    """Where the bytes of that hash lie, if they do."""
    return Attachment(sha256=sha256).path


def fault_of(sha256: str) -> str:
    """ "" while the bytes kept under a hash still have it, else `missing`, `changed`, or `unscanned`: they wait."""
    path = stored(sha256)
    try:
        now = path.stat()
    except FileNotFoundError:
        return "unscanned" if Attachment(sha256=sha256).waiting_path.exists() else "missing"
    return "" if _digest(path, now.st_ctime_ns, now.st_size) == sha256 else "changed"


@lru_cache(maxsize=4096)
def _digest(path: Path, changed: int, size: int) -> str:
    """Read anew whenever the system says that the file was touched: nobody but root sets that moment."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unscanned(most: int) -> list[str]:
    """Hashes of files nobody has looked through; those that the scanner could not read stand behind the others."""
    found = Attachment.objects.filter(scan=Scan.WAITING).order_by("scan_tries", "uploaded_at")
    return list(dict.fromkeys(found.values_list("sha256", flat=True)[:most]))


def unreadable() -> QuerySet[Attachment]:
    """Files that the scanner could not read however often it was asked."""
    return Attachment.objects.filter(scan=Scan.FAILED).select_related("uploaded_by")


def unscanned_count() -> int:
    return Attachment.objects.filter(scan=Scan.WAITING).count()


def attachment_ids(
    subject_type: str, subject_ids: Collection[Any], hashes: Collection[str], kind: str | None = None
) -> set[Any]:
    """Attachments to these objects with one of these hashes."""
    found = Attachment.objects.filter(subject_type=subject_type, subject_id__in=subject_ids, sha256__in=hashes)
    return set((found if kind is None else found.filter(kind=kind)).values_list("pk", flat=True))
