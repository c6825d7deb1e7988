"""`svetovod export`: what stops it before a database is touched, and what it says."""

import errno
import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from svetovod import postgres
from svetovod.cli import export as command
from svetovod.cli import portal
from svetovod.cli.app import app
from svetovod.cli.streams import OutputLostError
from svetovod.engine.ledger import verify_export

runner = CliRunner()


def test_a_round_or_the_demonstration_must_be_named(tmp_path):
    result = runner.invoke(app, ["export", "-o", str(tmp_path / "e.zip"), "--json"])
    assert result.exit_code == 2
    assert [error["code"] for error in json.loads(result.stdout)["errors"]] == ["value.required"]


def test_a_folder_that_is_not_there(tmp_path):
    result = runner.invoke(app, ["export", "2021", "-o", str(tmp_path / "no" / "e.zip"), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "file.unwritable"


@pytest.mark.django_db
def test_an_unknown_round_writes_nothing(tmp_path):
    out = tmp_path / "e.zip"
    result = runner.invoke(app, ["export", "nothing", "-o", str(out), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "reference.unknown"
    assert not out.exists()


@pytest.mark.django_db
def test_the_export_of_a_round_is_whole(tmp_path, monkeypatch):
    from svetovod.demo.build_selection import archive_2018

    archive_2018()
    out = tmp_path / "e.zip"
    result = runner.invoke(app, ["export", "2018", "-o", str(out), "--json"])
    said = json.loads(result.stdout)
    assert (result.exit_code, said["whole"], said["errors"]) == (0, True, [])
    data = out.read_bytes()
    assert verify_export(data, root=said["root"]).ok
    changed = bytearray(data)
    changed[len(data) // 2] ^= 1
    assert not verify_export(bytes(changed)).ok


@pytest.mark.parametrize("former", [None, b"a good export"])
@pytest.mark.parametrize("what", ["disk", "words"])
def test_an_export_that_finds_no_room_replaces_none(tmp_path, monkeypatch, former, what):
    def full(*_arguments, err=False, **_named):
        if what == "disk":
            raise OSError(errno.ENOSPC, "No space left on device")
        if not err:
            raise OutputLostError("No space left on device")

    out = tmp_path / "e.zip"
    if former is not None:
        out.write_bytes(former)
    monkeypatch.setattr(command, "django_of", lambda *_, **__: nullcontext())
    monkeypatch.setattr(command, "server_runs", lambda _: False)
    monkeypatch.setattr(command, "_make", lambda _: b"an export")
    with monkeypatch.context() as patch:
        patch.setattr(*(("os.fsync", full) if what == "disk" else ("typer.echo", full)))
        assert runner.invoke(app, ["export", "2018", "-o", str(out)]).exit_code != 0
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if former is None else [former])
    assert runner.invoke(app, ["export", "2018", "-o", str(out)]).exit_code == 0
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"an export"]


@pytest.mark.django_db
def test_a_place_that_is_no_file_is_refused_in_words(tmp_path):
    from svetovod.demo.build_selection import archive_2018

    archive_2018()
    result = runner.invoke(app, ["export", "2018", "-o", str(tmp_path), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "file.unwritable"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", [(), ("--json",)])
def test_a_portal_that_could_not_be_told_of_is_not_left(tmp_path, monkeypatch, wanted):
    def full(_text="", *, err=False, **_options):
        if not err:
            raise OutputLostError("No space left on device")

    def exported(folder, *_):
        (folder / "about").mkdir()
        (folder / "about" / "index.html").write_text("<html>")
        return 1, set()

    monkeypatch.setattr("typer.echo", full)
    monkeypatch.setattr(portal, "_export", exported)
    site = tmp_path / "site"
    with pytest.raises(OutputLostError):
        runner.invoke(app, ["portal", "export", str(site), *wanted], catch_exceptions=False)
    assert list(site.iterdir()) == []


@pytest.mark.django_db
def test_a_portal_that_finds_no_room_is_refused_in_words(tmp_path, monkeypatch):
    def exported(folder, *_):
        (folder / "index.html").write_text("<html>")
        raise OSError(errno.ENOSPC, "No space left on device", "about")

    monkeypatch.setattr(portal, "_export", exported)
    result = runner.invoke(app, ["portal", "export", str(tmp_path), "--json"], catch_exceptions=False)
    assert (result.exit_code, json.loads(result.stdout)["errors"][0]["code"]) == (2, "file.unwritable")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    result = runner.invoke(app, ["portal", "export", str(tmp_path / "file" / "site"), "--json"], catch_exceptions=False)
    assert (result.exit_code, json.loads(result.stdout)["errors"][0]["code"]) == (2, "file.unwritable")


def test_a_running_server_is_not_disturbed(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "server_runs", lambda folder: True)
    result = runner.invoke(app, ["export", "2021", "-o", str(tmp_path / "e.zip"), "--json", "--lang", "ru"])
    assert result.exit_code == 2
    error = json.loads(result.stdout)["errors"][0]
    assert (error["code"], error["message"].startswith("С данными папки")) == ("server.running", True)
    assert not (tmp_path / "e.zip").exists()


def test_a_server_is_seen_by_its_process(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "_account", lambda: None)
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert not postgres.is_running(tmp_path)  # a process, but not a server of these data
    code = "import time; print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, "-D", str(data)], stdout=subprocess.PIPE) as server:
        server.stdout.readline()
        (data / "postmaster.pid").write_text(f"{server.pid}\n")
        assert postgres.is_running(tmp_path)
        server.kill()
    assert not postgres.is_running(tmp_path)
