"""The store of files while the disk fails or the process is killed, at each of its steps: no attachment without its
bytes, and no bytes that stay without an attachment."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rules.predicates import predicate
from tests.web.killing import die, killed

from svetovod.web.accounts.actors import actor_of
from svetovod.web.documents import access, services
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import fault_of
from svetovod.web.documents.tasks import stray_drop

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\n1 0 obj" + b"x" * 3000
STEPS = ("open", "write", "fsync", "rename", "fsync of the folder", "record")


@pytest.fixture
def add(monkeypatch, settings, tmp_path, make, at):
    """Attaches the same file to the owner's own role."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(access, "readers", dict(access.readers))
    monkeypatch.setitem(access.readers, "accounts.rolegrant", predicate(lambda actor, subject: True))
    owner = make("owner@example.ru", ("participant", "organisation", "7"))
    grant = owner.grants.get()

    def attach():
        upload = SimpleUploadedFile("a.pdf", PDF)
        return services.attachment_add(actor=actor_of(owner), subject=grant, upload=upload, at=at)

    return attach


def fail(*_args, **_options):
    raise OSError(errno.EIO, "Input/output error")


class Failing:
    """A file that cannot be written to."""

    def __init__(self, file, act):
        self.file, self.act = file, act

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.file.close()

    def write(self, piece):
        return self.act()

    def flush(self):
        self.file.flush()

    def fileno(self):
        return self.file.fileno()


def spoil(patch, step, act):
    """From now on the step does `act`."""
    opened, synced = os.fdopen, os.fsync
    match step:
        case "open":
            patch.setattr(services.tempfile, "mkstemp", act)
        case "write":
            patch.setattr(services.os, "fdopen", lambda handle, mode: Failing(opened(handle, mode), act))
        case "fsync":
            is_folder = lambda handle: Path(f"/proc/self/fd/{handle}").readlink().is_dir()  # noqa: E731
            patch.setattr(services.os, "fsync", lambda handle: synced(handle) if is_folder(handle) else act())
        case "rename":
            patch.setattr(services.Path, "replace", act)
        case "fsync of the folder":
            patch.setattr(services, "folder_sync", act)
        case "record":
            patch.setattr(services, "record", act)


def whole() -> None:
    assert [row for row in Attachment.objects.all() if fault_of(row.sha256)] == []


def left(settings) -> list[Path]:
    kept = {row.path for row in Attachment.objects.all()}
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file() and path not in kept]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", ["error", "kill"])
def test_no_row_without_its_bytes_and_no_bytes_that_stay(add, settings, monkeypatch, step, fault):
    with monkeypatch.context() as patch:
        spoil(patch, step, die if fault == "kill" else fail)
        if fault == "kill":
            killed(add)
        else:
            with pytest.raises(OSError, match="Input/output"):
                add()
    assert not Attachment.objects.exists()
    assert not [path for path in left(settings) if path.name.startswith(".part-")] or fault == "kill"
    services.stray_drop(before=timezone.now() + timedelta(minutes=1))
    assert left(settings) == []
    assert add().path.read_bytes() == PDF
    whole()


def test_bytes_somebody_has_and_fresh_ones_stay(add, settings):
    kept = add()
    stray = Path(settings.MEDIA_ROOT) / "ab" / ("c" * 62)
    stray.parent.mkdir()
    stray.write_bytes(b"of an upload under way")
    stray_drop(0)
    assert stray.exists()
    os.utime(stray, (0, 0))
    os.utime(kept.path, (0, 0))
    stray_drop(0)
    assert not stray.exists()
    assert kept.path.read_bytes() == PDF


def test_bytes_that_somebody_has_just_put_there_are_on_the_disk_before_the_second_row(add, monkeypatch, settings):
    first = add()
    Attachment.objects.all().delete()
    seen = []
    monkeypatch.setattr(services, "folder_sync", seen.append)
    assert add().path == first.path
    assert seen == [first.path.parent]
