"""`svetovod doctor`: fine, wrong, and without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from svetovod.cli import doctor


def run(tmp_path: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "keys").mkdir(exist_ok=True)
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from svetovod.cli.app import main; main()", "doctor", *arguments],
        env={
            **inherited, "SVETOVOD_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "svetovod.web.settings.base",
            "DATABASE_URL": "postgresql://nobody@/nothing?host=/nonexistent", **environ,
        },
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip


def report(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in json.loads(done.stdout)["checks"]}


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """No database, keys that others may read, a folder of keys nobody may enter, mail where nobody listens."""
    folder = tmp_path_factory.mktemp("ill")
    (folder / "keys").mkdir()
    (folder / "keys" / "secret").write_text("x")
    (folder / "keys" / "secret").chmod(0o644)
    (folder / "keys" / ".part-killed").touch(mode=0o600)
    (folder / "keys" / "drafts").mkdir()
    (folder / "keys" / "drafts" / "7").write_text("x")
    (folder / "keys" / "drafts" / "7").chmod(0o640)
    (folder / "keys" / "drafts").chmod(0o600)
    return run(
        folder, "--json", "--lang", "en", SVETOVOD_EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        SVETOVOD_EMAIL_HOST="127.0.0.1", SVETOVOD_EMAIL_PORT="1",
    )  # fmt: skip


def test_without_a_database_it_says_so_and_checks_the_rest(ill: subprocess.CompletedProcess[str]) -> None:
    checks = report(ill)
    assert ill.returncode == 1, ill.stderr
    assert checks["database"]["status"] == "problem"
    assert checks["python"]["status"] == checks["documents"]["status"] == checks["folder"]["status"] == "ok"
    assert "no database" in checks["journal"]["message"]
    assert json.loads(ill.stdout)["ok"] is False


def test_readable_keys_are_a_problem(ill: subprocess.CompletedProcess[str]) -> None:
    checks = [c for c in json.loads(ill.stdout)["checks"] if c["name"] == "keys"]
    told = [c["message"] for c in checks if c["status"] == "problem"]
    for place, mode in (("keys/secret", 600), ("keys/drafts/7", 600), ("keys/drafts", 700)):
        assert any(f"{place} " in text and f"chmod {mode}" in text for text in told), place
    assert [c["status"] for c in checks if "keys/.part-killed is left" in c["message"]] == ["note"], "may hold a secret"


def test_demonstration_in_production_is_a_problem(tmp_path: Path) -> None:
    done = run(
        tmp_path, "--json", DJANGO_SETTINGS_MODULE="svetovod.web.settings.production", SVETOVOD_DEMO="1",
        SVETOVOD_SECRET_KEY="x", SVETOVOD_HOSTS="x", SVETOVOD_URL="https://x",
    )  # fmt: skip
    assert report(done)["settings"]["status"] == "problem"
    assert "SVETOVOD_DEMO" in report(done)["settings"]["message"]


def test_a_silent_mail_server_is_a_problem(ill: subprocess.CompletedProcess[str]) -> None:
    assert report(ill)["mail"]["status"] == "problem"


def test_readable_text(tmp_path: Path, ill: subprocess.CompletedProcess[str]) -> None:
    done = run(tmp_path, "--lang", "ru")
    assert "недоступна" in done.stdout and "[!]" in done.stdout
    assert "cannot be reached" in report(ill)["database"]["message"]


@pytest.mark.parametrize(("lang", "said"), [("ru", "недоступна"), ("en", "out of reach")])
def test_readable_text_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: [doctor.Check("database", "problem", "недоступна", "out of reach")])
    with pytest.raises(typer.Exit):
        doctor.doctor(as_json=False, lang=lang)
    assert capsys.readouterr().out == f"[!] database: {said}\n"


def test_other_versions_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==0.96 \\\n    --hash=sha256:00\nno-such-package==1\n")
    monkeypatch.setattr(doctor, "lock_file", lambda: lock)
    check = doctor.packages()
    assert check.status == "problem" and "django" in check.en and "no-such-package" in check.en
    monkeypatch.setattr(doctor, "lock_file", lambda: None)
    assert doctor.packages().status == "note"


@pytest.mark.django_db
def test_with_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {check.name: check for check in doctor.examine()}
    assert found["database"].status == found["migrations"].status == found["journal"].status == "ok"
    assert set(found) >= {"roles", "privileges", "outbox", "jobs", "mail", "static", "keys"}


@pytest.mark.django_db
def test_a_broken_journal_is_a_problem() -> None:
    from svetovod.web.audit.models import LedgerHead

    LedgerHead.objects.update_or_create(pk=1, defaults={"size": 5, "root": "0" * 64, "frontier": []})
    assert {c.name: c.status for c in doctor.examine()}["journal"] == "problem"


def test_a_failing_check_is_a_finding() -> None:
    def broken() -> doctor.Check:
        raise ValueError("no such thing\nsecond line")

    assert doctor._guarded(broken) == doctor.Check(
        "broken", "problem", "не удалось проверить: no such thing", "could not be checked: no such thing"
    )


def test_an_embedded_server_that_does_not_run_is_no_problem(tmp_path: Path) -> None:
    done = run(tmp_path, "--json", "--lang", "en", DATABASE_URL="")
    assert report(done)["database"]["message"].startswith("embedded, not running")
    assert done.returncode == 0
