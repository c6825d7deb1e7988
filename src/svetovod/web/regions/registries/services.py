"""Taking a file in. The reading is a job's (`work.py`)."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.disk import folder_sync
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.enums import FileState

from . import bridge
from .models import RegistryFile

MOST_BYTES = 1 << 30  # of one upload; the whole SME registry is some 300 MB packed


def folder() -> Path:
    """Beside the kept files: what lies here is thrown away once it is read, and no backup has it."""
    return Path(settings.MEDIA_ROOT).with_name("registries")


def path_of(file: RegistryFile) -> Path:
    return folder() / f"{file.kind}-{file.sha256}"


def registry_file_take(*, actor: Any, kind: str, upload: Any, at: datetime, is_demo: bool = False) -> RegistryFile:
    """Keeps the bytes until they are read. The same file again gives the one taken in before and changes nothing."""
    actor = ACCESS.admit("registry_file.create", actor)
    if upload.size > MOST_BYTES:
        raise Refused(
            "registry_file.large",
            _("The file is larger than %(limit)d MB. Check that it is the right one.") % {"limit": MOST_BYTES >> 20},
        )
    kept = _kept(upload)
    try:
        return _taken(actor=actor, kind=kind, kept=kept, name=str(upload.name)[-200:], at=at, is_demo=is_demo)
    finally:
        kept.unlink(missing_ok=True)


@transaction.atomic
def _taken(*, actor: Any, kind: str, kept: Path, name: str, at: datetime, is_demo: bool) -> RegistryFile:
    found = bridge.source(kept, name)
    known = RegistryFile.objects.filter(kind=kind, sha256=found.sha256).exclude(state=FileState.REFUSED).first()
    if known is not None:
        return known
    file = RegistryFile.objects.create(
        kind=kind, name=name, sha256=found.sha256, size=found.size, dated=found.dated, made_by_id=actor.person_id,
        made_at=at, is_demo=is_demo,
    )  # fmt: skip
    kept.replace(path_of(file))
    folder_sync(folder())
    record(actor=actor, action="registry_file.take", subject=file, at=at, kind=kind, sha256=found.sha256)
    _work(file)
    return file


def _kept(upload: Any) -> Path:
    """The bytes on the disk of the data, piece by piece, whatever their number."""
    folder().mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder(), prefix="upload-", delete=False) as target:
        for chunk in upload.chunks():
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return Path(target.name)


def _work(file: RegistryFile) -> None:
    from svetovod.web.regions.tasks import registry_read  # the task module imports the work

    registry_read.defer(file_id=file.pk)
