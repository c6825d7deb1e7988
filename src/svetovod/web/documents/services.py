"""Writing attachments."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from svetovod.disk import folder_sync
from svetovod.web.audit.services import record
from svetovod.web.common.bulk import hold
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Hidden, Refused

from .access import ACCESS, subject_of
from .filetypes import CHUNK, MAGIC, OFFICE, sniff
from .markings import marked_refuse
from .models import UNSCANNED, Attachment
from .scanning import store_place, upload_told
from .seam import added, copied, leaving

# held, shared, by whoever takes bytes out of the store; alone, for a moment, by a backup that notes what is there
DROPPING = (0x5356, 1)


@transaction.atomic
def attachment_add(*, actor: Any, subject: Model, upload: Any, kind: str = "", at: datetime) -> Attachment:
    """Keeps an upload. `upload` is Django's UploadedFile: `.name`, `.size` and a seekable binary file.

    The same file given twice to the same object with the same kind is one attachment.
    """
    actor = ACCESS.admit("attachment.add", actor, subject)
    _refuse_size(upload.size)
    extension, content_type = sniff(upload, upload.size)
    marked_refuse(upload, upload.name or "", extension)
    digest = _digest(upload)
    key = {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk), "kind": kind, "sha256": digest}
    # two clicks at once: both wait for the row of the subject
    type(subject)._default_manager.select_for_update(no_key=True).filter(pk=subject.pk).first()
    _keep_bytes(digest)
    path, scan = store_place(digest, upload)
    if known := Attachment.objects.filter(**key).first():
        _store(upload, path)  # bytes that a disk has lost come back with whoever still has the file
        added(actor, known)
        if upload_told(sha256=digest, upload=upload):
            record(actor=actor, action="attachment.clear", subject=known, at=at, sha256=digest)
        known.refresh_from_db(fields=["scan", "marked"])
        return known
    attachment = Attachment(
        **key, name=name_clean(upload.name, extension), content_type=content_type, size=upload.size,
        uploaded_by_id=actor.person_id, uploaded_at=at, scan=scan,
    )  # fmt: skip
    columns_check(attachment)
    _store(upload, path)
    attachment.save(force_insert=True)
    added(actor, attachment)
    if upload_told(sha256=digest, upload=upload):
        record(actor=actor, action="attachment.clear", subject=attachment, at=at, sha256=digest)
    record(
        actor=actor, action="attachment.add", subject=attachment, at=at,
        to=f"{key['subject_type']}:{key['subject_id']}", kind=kind, sha256=digest, size=upload.size,
    )  # fmt: skip
    return attachment


def upload_look(upload: Any) -> str:
    """The extension an upload has by its content; raises `Refused` for what would not be kept. Keeps nothing."""
    _refuse_size(upload.size)
    extension, _media_type = sniff(upload, upload.size)
    marked_refuse(upload, upload.name or "", extension)
    return extension


def media_type(extension: str) -> str:
    """Of a file that has, by its content, this extension."""
    known = {ending: kind for _magic, ending, kind in MAGIC} | dict(OFFICE.values())
    return known[extension]


@transaction.atomic
def produced_keep(
    *, actor: Any, subject: Model, file: IO[bytes], name: str, content_type: str, kind: str = "", at: datetime
) -> Attachment:
    """Keeps a file that the product itself has made: of any type and size. `name` is for the eye, without folders."""
    actor = ACCESS.admit("attachment.add", actor, subject)
    digest, size = _digest(file), file.seek(0, os.SEEK_END)
    attachment = _produced(
        actor=actor, subject=subject, digest=digest, size=size, name=name, content_type=content_type, kind=kind, at=at
    )
    _keep_bytes(digest)
    _store(file, attachment.path)
    return _attached(actor, attachment, at)


def _produced(
    *, actor: Any, subject: Model, digest: str, size: int, name: str, content_type: str, kind: str, at: datetime
) -> Attachment:
    attachment = Attachment(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk), kind=kind, sha256=digest, name=name,
        content_type=content_type, size=size, uploaded_by_id=actor.person_id, uploaded_at=at,
    )  # fmt: skip
    columns_check(attachment)
    return attachment


def _attached(actor: Any, attachment: Attachment, at: datetime) -> Attachment:
    attachment.save(force_insert=True)
    record(
        actor=actor, action="attachment.add", subject=attachment, at=at,
        to=f"{attachment.subject_type}:{attachment.subject_id}", kind=attachment.kind, sha256=attachment.sha256,
        size=attachment.size,
    )  # fmt: skip
    return attachment


@transaction.atomic
def stored_attach(
    *, actor: Any, subject: Model, sha256: str, size: int, name: str, content_type: str, kind: str = "", at: datetime
) -> Attachment:
    """`produced_keep` of bytes that `bytes_keep` has put into the store in this transaction."""
    actor = ACCESS.admit("attachment.add", actor, subject)
    attachment = _produced(
        actor=actor, subject=subject, digest=sha256, size=size, name=name, content_type=content_type, kind=kind, at=at
    )
    return _attached(actor, attachment, at)


def bytes_keep(file: IO[bytes]) -> str:
    """Puts bytes into the store before any row has them, and before the journal is held: their SHA-256. Where the
    transaction comes to nothing the caller gives it to `bytes_drop` after that."""
    digest = _digest(file)
    _keep_bytes(digest)
    _store(file, Attachment(sha256=digest).path)
    return digest


def bytes_drop(hashes: Iterable[str]) -> None:
    """Of what `bytes_keep` has kept in vain: all that no attachment has."""
    for digest in hashes:
        _drop_bytes(digest)


@transaction.atomic
def attachment_copy(
    *, actor: Any, attachment: Attachment, subject: Model, at: datetime, kind: str | None = None
) -> Attachment:
    """The same file at another object: whoever reads the one and writes to the other. The bytes are kept once.

    `kind` is what it is there, where that is another thing than here.
    """
    if not ACCESS.allows("attachment.view", actor, attachment):
        raise Hidden
    actor = ACCESS.admit("attachment.add", actor, subject)
    key = {
        "subject_type": subject._meta.label_lower, "subject_id": str(subject.pk),
        "kind": attachment.kind if kind is None else kind, "sha256": attachment.sha256,
    }  # fmt: skip
    _keep_bytes(attachment.sha256)
    if known := Attachment.objects.filter(**key).first():
        copied(attachment, known)
        return known
    copy = Attachment.objects.create(
        **key, name=attachment.name, content_type=attachment.content_type, size=attachment.size,
        uploaded_by_id=actor.person_id, uploaded_at=at, scan=attachment.scan,
    )  # fmt: skip
    copied(attachment, copy)
    record(
        actor=actor, action="attachment.copy", subject=copy, at=at,
        to=f"{key['subject_type']}:{key['subject_id']}", of=str(attachment.pk), sha256=copy.sha256,
    )  # fmt: skip
    return copy


@transaction.atomic
def attachment_remove(*, actor: Any, attachment: Attachment, at: datetime) -> None:
    """Takes a file away from its object; its bytes go with the last object that has them. The journal keeps the hash.

    Whether it may go at all, the app of the object has said before: what was filed stays. Of several files all are
    held before the first goes. Gone already, nothing changes.
    """
    actor = ACCESS.admit("attachment.remove", actor, subject_of(attachment))
    if attachment.pk not in hold([attachment]):
        return
    leaving(attachment)
    digest, subject = attachment.sha256, (attachment._meta.label_lower, str(attachment.pk))
    attachment.delete()
    record(
        actor=actor, action="attachment.remove", subject=subject, at=at,
        of=f"{attachment.subject_type}:{attachment.subject_id}", kind=attachment.kind, sha256=digest,
    )  # fmt: skip
    transaction.on_commit(lambda: _drop_bytes(digest))


@transaction.atomic
def attachments_erase(*, subject_type: str, subject_ids: Iterable[Any], but: Any = None) -> int:
    """Files of rows that go themselves, as when the days for which they are kept are over; `but` one. How many.

    Asks nobody: the app of the rows has said why they go and written it into the journal.
    """
    ids = [str(each) for each in subject_ids]
    rows = Attachment.objects.filter(subject_type=subject_type, subject_id__in=ids).exclude(pk=but)
    digests = [row.sha256 for row in rows]
    rows.delete()
    for digest in digests:
        transaction.on_commit(partial(_drop_bytes, digest))
    return len(digests)


def _keep_bytes(digest: str) -> None:
    """Until the end of the transaction nobody drops the bytes of that hash."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_lock_of(digest)])


@transaction.atomic
def _drop_bytes(digest: str) -> None:
    """Once nobody is about to keep them, and nobody does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", DROPPING)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_of(digest)])
    if not Attachment.objects.filter(sha256=digest).exists():
        gone = Attachment(sha256=digest)
        gone.path.unlink(missing_ok=True)
        gone.waiting_path.unlink(missing_ok=True)


def _lock_of(digest: str) -> int:
    return int(digest[:15], 16)


def _refuse_size(size: int) -> None:
    limit = settings.MAX_ATTACHMENT_BYTES
    if size > limit:
        raise Refused(
            "attachment.size",
            _("The file is larger than %(limit)d MB. Make it smaller or split it.") % {"limit": limit // 1024 // 1024},
        )
    if not size:
        raise Refused("attachment.empty", _("The file is empty."))


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def name_clean(name: str, extension: str) -> str:
    """The name without folders and control characters, with the ending its content has."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\"<>|*?:/]", "", last).strip(" .")
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem[:150] or 'file'}.{extension}"


def _store(file: IO[bytes], path: Path) -> None:
    """Writes beside and renames: a killed process leaves no half file under a hash."""
    if path.exists():
        folder_sync(path.parent)  # who has put it there may not be that far
        return
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder_sync(path.parent.parent)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            file.seek(0)
            while piece := file.read(CHUNK):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder_sync(path.parent)


def stray_drop(*, before: datetime) -> int:
    """Removes bytes that no attachment has, and half-written files, touched before that moment; how many.

    A process that was killed between writing them and its commit leaves such: nobody can see or miss them.
    """
    store, moment = Path(settings.MEDIA_ROOT), before.timestamp()
    old = [path for path in store.glob("??/*") if path.stat().st_mtime < moment]
    half = [path for path in store.glob("??/.part-*") if path.stat().st_mtime < moment]
    for path in half:
        path.unlink(missing_ok=True)
    whole = [path for path in old if path not in half]
    for path in whole:
        _drop_bytes(path.parent.name + path.name.removesuffix(UNSCANNED))
    return len(half) + sum(not path.exists() for path in whole)
