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


def test_production_refuses_the_insides_shown_and_a_key_anybody_knows(tmp_path: Path) -> None:
    assert "production refuses it" in check(tmp_path, SVETOVOD_DEBUG="1").stderr
    assert "fifty random characters" in check(tmp_path, SVETOVOD_SECRET_KEY="put-fifty-random-characters-here").stderr


def test_production_binds_cookies_to_the_host_and_believes_its_proxy(tmp_path: Path) -> None:
    """And what the address of the database asks of TLS reaches the driver."""
    asked = (
        "from django.conf import settings as s; print([getattr(s, f'{n}_COOKIE_NAME')[:7] for n in "
        "('SESSION', 'CSRF', 'LANGUAGE', 'MESSAGE')], s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.LANGUAGE_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_PATH, "
        "s.SESSION_COOKIE_DOMAIN, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.SECOND_FACTOR_ROLES, s.DEBUG, "
        "s.DATABASES['default']['OPTIONS']['sslmode'], s.SECURE_SSL_REDIRECT)"
    )
    address = "postgresql://app:x@db.example/svetovod?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem"
    env = os.environ | SETTINGS | {"SVETOVOD_VAR": str(tmp_path), "SVETOVOD_DEMO": "", "DATABASE_URL": address}
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        "['__Host-', '__Host-', '__Host-', '__Host-'] True True True True True / None 1 "
        "['administrator', 'secretary', 'chair'] False verify-full True"
    )
