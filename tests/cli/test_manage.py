"""`svetovod manage` beside an embedded server."""

import os
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from svetovod import postgres, supervisor
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


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., dict[str, str | None]]:
    """What a command sees of the environment, beside an embedded server of that folder."""
    server = postgres.Server(Path("/run/svpg"), {"svetovod_app": "closed", "svetovod_owner": "owns"})
    monkeypatch.setenv("SVETOVOD_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("SVETOVOD_URL", "")
    monkeypatch.setattr(postgres, "attached", lambda _folder: server)
    seen: dict[str, str | None] = {}
    monkeypatch.setattr(
        "django.core.management.execute_from_command_line",
        lambda _arguments: seen.update({name: os.environ.get(name) for name in ("DATABASE_URL", "SVETOVOD_URL")}),
    )

    def run(*said: str) -> dict[str, str | None]:
        CliRunner().invoke(app, ["manage", *said], catch_exceptions=False)
        return seen

    return run


@pytest.mark.parametrize(
    ("command", "role"),
    [
        ("migrate", "owner"),
        ("prepare", "owner"),
        ("remove_demo", "owner"),
        ("administrator", "app"),
        ("shell", "app"),
        ("load_demo", "app"),
    ],
)
def test_tables_are_changed_by_their_owner_and_rows_by_the_product(
    command: str, role: str, beside: Callable[..., dict[str, str | None]]
) -> None:
    assert str(beside(command, "migrate")["DATABASE_URL"]).startswith(f"postgresql://svetovod_{role}:")


@pytest.mark.parametrize(
    ("host", "named", "links"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8100"), ("0.0.0.0", "", "http://127.0.0.1:8100"),
        ("::", "", "http://127.0.0.1:8100"), ("10.0.0.5", "", "http://10.0.0.5:8100"), ("::1", "", "http://[::1]:8100"),
        ("127.0.0.1", "https://own.example", None),
    ],
)  # fmt: skip
def test_links_lead_to_where_serve_answers(
    host: str, named: str, links: str | None, beside: Callable[..., dict[str, str | None]],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    """While it runs: it says so in the folder when all is prepared, and takes it back."""
    found: list[str] = []
    monkeypatch.setenv("SVETOVOD_URL", named)
    monkeypatch.setattr(supervisor, "database", lambda _var: nullcontext({}))
    monkeypatch.setattr(supervisor, "prepare", lambda _environ: None)
    monkeypatch.setattr(supervisor, "child", lambda _arguments, _environ: SimpleNamespace(poll=lambda: 1))
    monkeypatch.setattr(supervisor, "_answers", lambda *_where: found.append(str(beside("sign_out")["SVETOVOD_URL"])))
    if not named:
        monkeypatch.delenv("SVETOVOD_URL")
    supervisor.serve(tmp_path, host=host, port=8100, demo=False, ready=lambda: None)
    assert found == [links or named]
    monkeypatch.setenv("SVETOVOD_URL", "")
    assert beside("sign_out")["SVETOVOD_URL"] == "" and supervisor.address(tmp_path) == ""


def test_where_another_one_answers_stays_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two over a database of one's own share the folder: one that starts, ends or fails beside it takes nothing back.
    When the one that said it ends, the other says where it is; of a killed one nothing is believed."""
    monkeypatch.delenv("SVETOVOD_URL", raising=False)
    monkeypatch.setattr(supervisor, "database", lambda _var: nullcontext({}))
    prepared: list[str] = []
    monkeypatch.setattr(supervisor, "prepare", lambda _environ: prepared.append(supervisor.address(tmp_path)))
    first, second = "http://127.0.0.1:8100", "http://[::1]:8101"
    (tmp_path / "address").write_text("http://127.0.0.1:9999")
    assert supervisor.address(tmp_path) == ""
    seen: list[str] = []

    class Child:
        """Ends when it was asked three times."""

        asked = 0

        def poll(self) -> int | None:
            self.asked += 1
            if over is not None and self.asked == 2:
                over.close()
            seen.append(supervisor.address(tmp_path))
            return 0 if self.asked > 3 else None

    monkeypatch.setattr(supervisor, "child", lambda _arguments, _environ: Child())
    monkeypatch.setattr(supervisor, "_answers", lambda *_where: True)
    monkeypatch.setattr(supervisor, "stop", lambda _child: None)
    over = None
    with ExitStack() as running:
        assert supervisor._say(tmp_path, first, running)
        supervisor.serve(tmp_path, host="::1", port=8101, demo=False, ready=lambda: None)
        assert set(prepared + seen) == {first} == {supervisor.address(tmp_path)}
        seen.clear()
        over = running
        supervisor.serve(tmp_path, host="::1", port=8101, demo=False, ready=lambda: None)
    assert (seen[0], seen[-1], supervisor.address(tmp_path)) == (first, second, "")


def test_the_link_that_serve_prints_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SVETOVOD_VAR", str(tmp_path))
    monkeypatch.setattr(supervisor, "serve", lambda _var, *, ready, **_where: ready() or 0)
    for host, link in (
        ("::1", "http://[::1]:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("a.ru", "http://a.ru:8000/"),
    ):
        assert link in CliRunner().invoke(app, ["serve", "--host", host]).output
