"""What the power must not take: private files that are made once."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svetovod import disk, postgres
from svetovod.cli.backup import app as backup
from svetovod.cli.streams import OutputLostError
from svetovod.web.audit import bridge
from svetovod.web.common import sealing
from svetovod.web.settings import env

from . import killed_writers
from .killed_writers import put, shown, without_links

ROOT = Path(__file__).resolve().parents[2]


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


@pytest.mark.parametrize("fault", [errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EIO, errno.ENOSPC])
def test_a_file_is_written_where_folders_are_not_synced_and_a_broken_disk_is_told_of(monkeypatch, tmp_path, fault):
    path, fsync = tmp_path / "file", os.fsync

    def refusing(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(fault, os.strerror(fault))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refusing)
    broken = pytest.raises(OSError, match=os.strerror(fault)) if fault in (errno.EIO, errno.ENOSPC) else nullcontext()
    with broken, disk.whole_file(path, replace=True, tell=lambda: None) as out:
        out.write(b"whole")
    assert path.exists() == isinstance(broken, nullcontext)


@pytest.mark.parametrize("fault", [errno.EINVAL, errno.EBADF, errno.ENOTSUP])
def test_a_file_itself_has_to_be_synced(monkeypatch, tmp_path, fault):
    def refusing(_handle):
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", refusing)
    with pytest.raises(OSError, match=os.strerror(fault)), disk.whole_file(tmp_path / "file", replace=True) as out:
        out.write(b"whole")
    assert not list(tmp_path.iterdir())


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def links(request, monkeypatch):
    """A file system with hard links, and one without, as FAT is."""
    if not request.param:
        monkeypatch.setattr(os, "link", without_links)


@pytest.mark.usefixtures("links")
def test_a_name_is_taken_once(tmp_path):
    path = tmp_path / "key"
    disk.private_file(path, b"first")
    disk.private_file(path, b"second")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"first", 0o600)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize("former", [None, b"former"])
def test_a_file_is_told_of_under_its_name_and_taken_back_where_that_fails(tmp_path, former):
    path, seen = tmp_path / "file", []
    if former is not None:
        path.write_bytes(former)

    def lost():
        seen.append(path.read_bytes())
        raise OutputLostError

    with (
        pytest.raises(OutputLostError),
        disk.whole_file(path, replace=former is not None, tell=lost) as out,
    ):
        out.write(b"new")
    assert seen == [b"new"]
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if former is None else [former])
    with disk.whole_file(path, replace=former is not None, tell=lambda: seen.append(path.read_bytes())) as out:
        out.write(b"newer")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == seen[1:] == [b"newer"]


def test_nothing_is_told_of_a_name_that_is_not_got(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError), disk.whole_file(tmp_path / "folder", replace=True, tell=pytest.fail) as out:
        out.write(b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


@pytest.mark.usefixtures("links")
def test_a_pair_of_keys_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    file, public = tmp_path / "identity", tmp_path / "identity.pub"

    def full(*_arguments, **_named):
        raise OutputLostError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("typer.echo", full)
        assert isinstance(CliRunner().invoke(backup, [str(file), "--new-key"]).exception, OutputLostError)
    assert not list(tmp_path.iterdir())
    assert CliRunner().invoke(backup, [str(file), "--new-key", "--json"]).exit_code == 0
    kept = [path.read_bytes() for path in (file, public)]
    assert [path.stat().st_mode & 0o777 for path in (file, public)] == [0o600, 0o644]
    with monkeypatch.context() as patch:
        patch.setattr("typer.echo", full)
        CliRunner().invoke(backup, [str(file), "--new-key", "--force"])
    assert [path.read_bytes() for path in (file, public)] == kept
    public.unlink()
    public.mkdir()
    failed = CliRunner().invoke(backup, [str(file), "--new-key", "--force", "--json"])
    assert (failed.exit_code, failed.stdout.count('"errors"'), "recipient" in failed.stdout) == (2, 1, False)
    assert file.read_bytes() == kept[0]
    assert {path.name for path in tmp_path.iterdir()} == {"identity", "identity.pub"}


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("former", [True, False])
def test_a_set_whose_writer_is_killed_is_never_of_two_writings(tmp_path, former, links):
    asked = [sys.executable, "-m", killed_writers.__name__, str(tmp_path), str(int(links)), str(int(former))]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


@pytest.mark.usefixtures("links")
def test_what_a_killed_writer_leaves_goes_with_the_next_writing_of_the_name(tmp_path):
    path, another = tmp_path / "file", tmp_path / "another"

    def write(text, tell=None):
        with disk.whole_file(path, replace=True, tell=tell) as out:
            out.write(text)

    write(b"first")
    for tell, text in ((None, b"first"), (lambda: os._exit(9), b"second")):  # amid its bytes, amid its words
        child = os.fork()
        if not child:
            with disk.whole_file(path, replace=True, tell=tell) as out:
                out.write(b"second")
                if tell is None:
                    os._exit(9)
        os.waitpid(child, 0)
        left = {each for each in tmp_path.iterdir() if each.name.startswith(disk.PART)}
        assert len(left) == 1 and path.read_bytes() == text
        with disk.whole_file(another, replace=True):
            pass
        assert left < set(tmp_path.iterdir()), "they are not of this name"
        write(b"first")
        assert (set(tmp_path.iterdir()), path.read_bytes()) == ({path, another}, b"first")
    another.unlink()
    with disk.whole_file(path, replace=True, tell=lambda: write(b"inside")) as out:
        out.write(b"outside")
        write(b"beside")
        assert path.read_bytes() == b"beside", "who still writes is left in peace"
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"inside", [path])


def test_what_was_put_aside_comes_back_where_its_name_was_lost(tmp_path, monkeypatch):
    """Without links the former file is moved away before the new one has the name."""
    path = tmp_path / "file"
    path.write_bytes(b"former")
    child = os.fork()
    if not child:
        monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(PermissionError(errno.EPERM, "")))
        monkeypatch.setattr(disk, "_name", lambda *_, **__: os._exit(9))
        with disk.whole_file(path, replace=True, tell=lambda: None) as out:
            out.write(b"new")
        os._exit(0)
    os.waitpid(child, 0)
    assert not path.exists()
    with pytest.raises(FileExistsError), disk.whole_file(path, replace=False) as out:
        out.write(b"other")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"former", [path])


def test_a_file_system_without_locks_keeps_what_may_be_of_a_living_writer(tmp_path, monkeypatch):
    monkeypatch.setattr(fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOLCK, "No locks available")))
    path = tmp_path / "file"
    with disk.whole_file(path, replace=True) as outer, disk.whole_file(path, replace=True) as inner:
        outer.write(b"outer")
        inner.write(b"inner")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"outer", [path])


def test_a_part_that_somebody_took_for_a_dead_one_is_begun_anew(tmp_path, monkeypatch):
    path, flock, taken = tmp_path / "file", fcntl.flock, []

    def late(handle, how):
        if not taken:
            (part,) = tmp_path.iterdir()
            part.unlink()
            taken.append(part)
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with disk.whole_file(path, replace=True) as out:
        out.write(b"whole")
    assert (path.read_bytes(), len(taken)) == (b"whole", 1)


@pytest.mark.parametrize("former", [True, False])
def test_a_set_that_cannot_be_told_of_leaves_what_was(tmp_path, former):
    if former:
        put(tmp_path, b"old")
    paths = [tmp_path / name for name in "abc"]

    def lost():
        assert {path.read_bytes() for path in paths} == {b"new"}
        raise OutputLostError

    with pytest.raises(OutputLostError), disk.whole_set(paths, lost) as files:
        for out in files:
            out.write(b"new")
    assert shown(tmp_path) == (dict.fromkeys("abc", b"old") if former else {})
    assert len(list(tmp_path.iterdir())) == (3 if former else 0)
    (tmp_path / "c").unlink(missing_ok=True)
    (tmp_path / "c").mkdir()
    with pytest.raises(IsADirectoryError):
        put(tmp_path, b"new")
    assert (tmp_path / "c").is_dir() and not list(tmp_path.glob(f"{disk.PART}*"))


def test_a_part_that_is_made_just_now_is_not_cleared_from_under_its_writer(tmp_path, monkeypatch):
    """Between the making of a part and its lock another writer takes it for one that is left: whoever locks it
    afterwards has to see that it is gone."""
    path, locked = tmp_path / "table.xlsx", []
    with disk.whole_file(path, replace=True) as out:
        mark = next(tmp_path.iterdir()).name[:-8]
        out.write(b"before")
    made = tmp_path / f"{mark}justmade"
    made.touch()
    unlink = Path.unlink

    def meanwhile(self, missing_ok=False):
        if self == made:
            with made.open("rb") as writer:
                locked.append(disk._locked(writer.fileno(), wait=False))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", meanwhile)
    with disk.whole_file(path, replace=True) as out:
        out.write(b"whole")
    assert locked == [False] and path.read_bytes() == b"whole" and list(tmp_path.iterdir()) == [path]


def test_what_another_user_has_left_aside_stays_and_stops_nobody(tmp_path, monkeypatch):
    path = tmp_path / "table.xlsx"
    with disk.whole_file(path, replace=True) as out:
        mark = next(tmp_path.iterdir()).name[:-8]
        out.write(b"first")
    former = tmp_path / f"{mark}ofothers-former"
    former.touch()
    unlink = Path.unlink

    def sticky(self, missing_ok=False):
        if self == former:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", sticky)
    with disk.whole_file(path, replace=True) as out:
        out.write(b"second")
    assert path.read_bytes() == b"second" and former.exists()
