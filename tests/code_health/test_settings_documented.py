"""Every name read from the environment is documented, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(
    r"""(?:env\.\w+\(|environ\.get\(|environ\[|environ\.setdefault\(|getenv\(|envvar=)\s*["']([A-Z][A-Z0-9_]+)["']"""
    r"""|^\s*["']((?:SVETOVOD|DATABASE|LEDGER)_[A-Z_]+)["']:""",
    re.MULTILINE,
)
NAMED = re.compile(r"`((?:SVETOVOD|DATABASE|LEDGER|DJANGO)_[A-Z_]+)`")


OF_UNIT = re.compile(r"\$\{(SVETOVOD_[A-Z_]+)\}")  # systemd fills it in
OF_SYSTEMD = {"LISTEN_PID", "LISTEN_FDS", "NOTIFY_SOCKET"}  # set by it alone


def names_read() -> set[str]:
    files = [*(ROOT / "src").rglob("*.py"), ROOT / "tests" / "conftest.py"]
    found = (match for path in files for match in READ.findall(path.read_text(encoding="utf-8")))
    units = (name for path in (ROOT / "deploy").glob("*.service") for name in OF_UNIT.findall(path.read_text()))
    return {first or second for first, second in found} - OF_SYSTEMD | set(units)


def names_documented() -> set[str]:
    return set(NAMED.findall((ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")))


def test_the_search_finds_what_is_read() -> None:
    assert {"SVETOVOD_SECRET_KEY", "DATABASE_URL", "SVETOVOD_EMAIL_PORT", "LEDGER_KEY_FILE"} <= names_read()


def test_every_name_is_documented() -> None:
    assert names_read() - names_documented() == set()


def test_every_documented_name_is_read() -> None:
    assert names_documented() - names_read() == set()
