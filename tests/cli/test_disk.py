"""What the power must not take: private files that are made once."""

import os
from pathlib import Path

import pytest

from svetovod import disk, postgres
from svetovod.web.audit import bridge
from svetovod.web.common import sealing
from svetovod.web.settings import env


@pytest.fixture
def synced(monkeypatch):
    """Numbers of the files and folders that were synced, in order."""
    found, fsync = [], os.fsync

    def noting(handle):
        found.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    return found


def number(path: Path) -> int:
    return path.stat().st_ino


def ledger_key(path, settings):
    settings.LEDGER_KEY_FILE = path
    bridge._key()


MAKERS = {
    "sheets": lambda path, _settings: sealing._read(path),
    "ledger": ledger_key,
    "secret": lambda path, _settings: env.secret("SVETOVOD_NO_SUCH_NAME", path),
    "postgres": lambda path, _settings: postgres._passwords(path.parent.parent),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_key_is_on_the_disk_with_its_name_before_anything_is_sealed_by_it(name, synced, settings, tmp_path):
    path = tmp_path / "keys" / name
    MAKERS[name](path, settings)
    assert synced[:3] == [number(tmp_path), number(path), number(path.parent)]
    assert path.stat().st_mode & 0o777 == 0o600
    kept = path.read_bytes()
    MAKERS[name](path, settings)
    assert path.read_bytes() == kept
    assert list(path.parent.iterdir()) == [path]


def test_a_name_appears_when_all_of_its_bytes_are_there(monkeypatch, tmp_path):
    path, seen, fsync = tmp_path / "key", [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(path.exists()), fsync(handle)))
    disk.private_file(path, b"whole")
    assert seen == [False, True]
    assert path.read_bytes() == b"whole"


def test_who_comes_second_keeps_what_the_first_has_made(tmp_path):
    path = tmp_path / "key"
    disk.private_file(path, b"first")
    disk.private_file(path, b"second")
    assert path.read_bytes() == b"first"


def test_whoever_finds_a_key_syncs_its_name(synced, tmp_path):
    path = tmp_path / "sheets"
    disk.private_file(path, bytes(sealing.KEY_BYTES))
    synced.clear()
    sealing._read(path)
    assert synced == [number(tmp_path)]
