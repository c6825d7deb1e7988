"""`svetovod demo reset`: what the demonstration left is gone, and what is not its own stays."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svetovod.cli.demo import app

LEFT = ("files", "mail", "static", "cache", "quarantine", "registries")


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVETOVOD_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in (*LEFT, "keys"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one").write_text("of the demonstration")
    return tmp_path


def test_nothing_of_the_demonstration_is_left_but_the_keys(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    databases: list[Path] = []
    monkeypatch.setattr("svetovod.postgres.remove", databases.append)
    assert CliRunner().invoke(app, ["reset"]).exit_code == 0
    assert databases == [var] and [each.name for each in var.iterdir()] == ["keys"]


def test_a_database_of_ones_own_keeps_its_files(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///own")
    answer = CliRunner().invoke(app, ["reset"])
    assert answer.exit_code == 2 and "svetovod demo remove" in answer.output
    assert {each.name for each in var.iterdir()} == {*LEFT, "keys"}


def test_removing_leaves_the_files_to_who_reads_the_database(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("svetovod.cli.backup_common.owner_database", lambda folder: nullcontext())
    monkeypatch.setattr("django.core.management.call_command", lambda name, **options: asked.append(options))
    assert CliRunner().invoke(app, ["remove", "--confirm", "own", "--written", "7"]).exit_code == 0
    assert asked == [{"confirm": "own", "written": 7}]
    assert {each.name for each in var.iterdir()} == {*LEFT, "keys"}
