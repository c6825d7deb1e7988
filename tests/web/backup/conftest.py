"""The scene of the session with its files, in a database and a folder of its own."""

import io
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests import databases

from svetovod import backup
from svetovod.backup import loading, restore
from svetovod.web.documents.models import Attachment


class Place:
    """An installation to be backed up and restored; `whole` is its backup, without a key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "whole.svb"
        self.made = backup.backup_make(self.file)

    @property
    def whole(self) -> bytes:
        return self.file.read_bytes()

    def restore(self, data: bytes | None = None, **options):
        return backup.backup_restore(io.BytesIO(self.whole if data is None else data), **options)

    def now(self, name="now.svb"):
        """The backup of the present state: equal states have equal tables and files."""
        manifest = backup.backup_make(self.folder / name, replace=True).manifest
        return manifest.tables, manifest.sequences, manifest.files_sha256, manifest.ledger_root


@pytest.fixture(scope="module")
def place(scenes, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), scenes.copy("papers"):
        shutil.copytree(settings.MEDIA_ROOT, folder / "files", dirs_exist_ok=True)
        patch.setattr(settings, "VAR", folder)
        patch.setattr(settings, "MEDIA_ROOT", folder / "files")
        # the tables of an empty database take seconds: made once in a run, copied here
        patch.setattr(restore, "schema_make", lambda name, manifest: databases.clone(databases.migrated(), name))
        patch.setattr(loading, "call_command", lambda *_args, **_options: None)
        yield Place(folder)


@pytest.fixture
def spoilt(place):
    """The installation with changed rows, a lost row and a lost file; whole again after the test."""
    with connection.cursor() as cursor:
        cursor.execute("update accounts_person set name = 'nobody'")
        cursor.execute("delete from notices_outgoingmail")
    # a file that a row names: the folder may hold what other tests of this worker have left there
    Attachment.objects.order_by("sha256")[0].path.unlink()
    yield place
    place.restore(replace=True)


def databases_beside() -> list[str]:
    """Of this worker: another may be at a restore of its own."""
    own = f"{databases.COPY}_{databases.WORKER}_"
    found = databases.administer("select datname from pg_database")
    return [
        name
        for (name,) in found
        if name.startswith(own) and name.rpartition("_")[2] in {"restoring", "before", "trying"}
    ]
