"""`svetovod manage` beside an embedded server."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svetovod import postgres
from svetovod.cli.app import app

OWN = "postgresql://own"


@pytest.mark.parametrize(
    ("named", "runs", "asked"),
    [
        (None, True, "postgresql://svetovod_app:closed@/svetovod?host=/run/svpg"),
        (None, False, None),
        (OWN, True, OWN),
    ],
)
def test_the_database_that_serve_started_is_meant_where_none_is_named(
    named: str | None, runs: bool, asked: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = postgres.Server(Path("/run/svpg"), {"svetovod_app": "closed"})
    monkeypatch.setenv("SVETOVOD_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", named or "")
    monkeypatch.setattr(postgres, "attached", lambda folder: server if runs and folder == tmp_path else None)
    seen: list[tuple[list[str], str | None]] = []
    monkeypatch.setattr(
        "django.core.management.execute_from_command_line",
        lambda arguments: seen.append((arguments, os.environ.get("DATABASE_URL") or None)),
    )
    CliRunner().invoke(app, ["manage", "administrator", "a@b.example"], catch_exceptions=False)
    assert seen == [(["svetovod manage", "administrator", "a@b.example"], asked)]
