"""Production settings as an operator starts them: the checks of deployment pass, and the demonstration is refused."""

import os
import subprocess
import sys
from pathlib import Path

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "svetovod.web.settings.production",
    "SVETOVOD_SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH",
    "SVETOVOD_HOSTS": "svetovod.example",
    "SVETOVOD_URL": "https://svetovod.example",
}


def check(tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | SETTINGS | {"SVETOVOD_VAR": str(tmp_path), "SVETOVOD_DEMO": ""} | more
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_deployment_checks_pass(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "0 silenced" in done.stdout + done.stderr


def test_production_refuses_the_demonstration_and_a_missing_host(tmp_path: Path) -> None:
    assert "production refuses it" in check(tmp_path, SVETOVOD_DEMO="1").stderr
    assert "Set SVETOVOD_HOSTS" in check(tmp_path, SVETOVOD_HOSTS="").stderr
