"""The embedded PostgreSQL: whose word that it is ready is believed, who may begin it, what its end is."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from svetovod import postgres, supervisor
from svetovod.cli.demo import app

FILE = "{}\n/data\n1764300000\n5432\n/tmp/socket\n\n  123  456\n{}\n"


@pytest.mark.parametrize(
    ("said", "ready"),
    [
        (FILE.format(41, "ready   "), False),  # of a server that was killed
        (FILE.format(4, "ready   "), False),
        (FILE.format(42, "starting"), False),
        ("", False),
        (FILE.format(42, "ready   "), True),
    ],
)
def test_only_the_server_itself_says_that_it_is_ready(tmp_path: Path, said: str, ready: bool) -> None:
    file = tmp_path / "postmaster.pid"
    assert not postgres._says("ready", file, 42)
    file.write_text(said)
    assert postgres._says("ready", file, 42) is ready


@pytest.mark.parametrize("recovering", [True, False])
def test_one_that_recovers_is_waited_for_and_a_silent_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recovering: bool
) -> None:
    monkeypatch.setattr(postgres, "START_SECONDS", 2 if recovering else 0.2)
    server, said = tmp_path / "bin" / "postgres", tmp_path / "postmaster.pid"
    server.parent.mkdir()
    says = f"echo $$ starting > {said}; sleep 3; echo $$ ready > {said};" if recovering else ""
    server.write_text(f"#!/bin/sh\n{says} exec sleep 60\n")
    server.chmod(0o755)
    start = partial(postgres._start, tmp_path, tmp_path, tmp_path, tmp_path / "log", None, settings={})
    if recovering:
        postgres._stop(start())
    else:
        with pytest.raises(postgres.PostgresFailed, match="was not ready within 0 s"):
            start()


@pytest.fixture
def var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with tempfile.TemporaryDirectory(prefix="svetovod-") as name:
        Path(name).chmod(0o711)  # the account of PostgreSQL goes through it to its data
        monkeypatch.setenv("SVETOVOD_VAR", name)
        try:
            yield Path(name)
        finally:
            postgres.remove(Path(name))


def test_a_served_database_is_nobody_elses_and_its_end_is_the_end(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cluster for both, for making it costs two seconds."""
    asleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(supervisor, "prepare", lambda _environ: None)
    monkeypatch.setattr(supervisor, "child", lambda *_asked: subprocess.Popen(asleep, start_new_session=True))
    monkeypatch.setattr(supervisor, "_answers", lambda *_asked: True)
    (var / "files").mkdir()
    answers: list[Result] = []

    def ready() -> None:
        answers.extend(CliRunner().invoke(app, [act]) for act in ("reset", "load"))
        os.kill(int((postgres._data(var) / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    with pytest.raises(postgres.PostgresFailed, match="PostgreSQL has ended"):
        supervisor.serve(var, host="127.0.0.1", port=1, demo=False, ready=ready)
    assert [answer.exit_code for answer in answers] == [2, 1]
    assert all("stop it first" in answer.output for answer in answers) and (var / "files").is_dir()
    assert CliRunner().invoke(app, ["reset"]).exit_code == 0 and not (var / "files").exists()


def test_a_start_killed_between_its_roles_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def psql(_install: Path, _server: postgres.Server, sql: str) -> str:
        asked.append(sql)
        return f"postgres\n{postgres.ROLES[0]}\n" if "pg_roles" in sql else ""

    monkeypatch.setattr(postgres, "_psql", psql)
    passwords = dict.fromkeys(("postgres", *postgres.ROLES), "secret")
    postgres._make_roles(Path(), postgres.Server(Path(), passwords))
    made = [sql.split()[2] for sql in asked if sql.startswith("create role")]
    assert made == list(postgres.ROLES[1:]) and asked[-1].startswith("create database")
