"""What the environment may say, in one place (docs/reference/settings.md lists every name)."""

import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from svetovod.disk import private_file

TRUE = {"1", "true", "yes", "on"}


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in TRUE


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def words(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def file(name: str) -> Path | None:
    """A file of the operator's, or none."""
    value = os.environ.get(name)
    return Path(value) if value else None


def path(name: str, default: Path) -> Path:
    value = os.environ.get(name)
    return Path(value) if value else default


def database(name: str, default: str) -> dict[str, Any]:
    """A PostgreSQL URI as a Django connection; what it asks of TLS (`?sslmode=verify-full`) is handed on."""
    parts = conninfo_to_dict(os.environ.get(name) or default)
    more = {key: value for key, value in parts.items() if key not in {"dbname", "user", "password", "host", "port"}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "svetovod"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"client_encoding": "UTF8"} | more,
    }


def secret(name: str, file: Path) -> str:
    """The value of the variable, or of a private file that is made on first use."""
    value = os.environ.get(name)
    if value:
        return value
    if not file.exists():
        private_file(file, secrets.token_urlsafe(50).encode())
    return file.read_text().strip()


def kept(name: str) -> str:
    """What stands in the file that the variable names."""
    file = os.environ.get(name)
    return Path(file).read_text(encoding="utf-8").strip() if file else ""
