"""Names of companies the registry does not know: a directory the operator has, asked by INN and believed by nobody.

What it says only fills in what a person left empty. An operator names a file of columns, or a class of their own
(docs/how-to/extend.md); without either nobody is asked.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

COLUMNS = ("inn", "name", "region", "address")


class DirectoryDownError(Exception):
    """The directory cannot answer now; the text says why."""


@dataclass(frozen=True, slots=True)
class Company:
    """`region` is its ISO code; empty where the directory does not say. The address is the one of the state's list."""

    inn: str
    name: str
    region: str = ""
    address: str = ""


class CompanyDirectory(Protocol):
    def find(self, inn: str) -> Company | None:
        """The company of the INN, whose digits have been checked. Raises `DirectoryDownError`."""


class CompanyFile:
    """A CSV of the operator's in UTF-8: `inn;name;region;address`, the first two needed. Read once, and anew when it
    has changed; some hundred thousand rows are held in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, inn: str) -> Company | None:
        try:
            return _rows(self.path, self.path.stat().st_mtime_ns).get(inn)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise DirectoryDownError(str(error)) from error


@lru_cache(maxsize=1)
def _rows(path: Path, _changed: int) -> dict[str, Company]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";", strict=True)
        if missing := {"inn", "name"} - set(reader.fieldnames or ()):
            raise DirectoryDownError(f"{path}: no column {', '.join(sorted(missing))}")
        lines = [{key: (row.get(key) or "").strip() for key in COLUMNS} for row in reader]
    return {line["inn"]: Company(**line) for line in lines if line["inn"] and line["name"]}


def directory() -> CompanyDirectory | None:
    """By `SVETOVOD_COMPANIES`: a file `NAME.csv`, or a class `package.module.Class`, made without arguments."""
    named = settings.COMPANIES
    if not named:
        return None
    if named.endswith(".csv"):
        return CompanyFile(Path(named))
    try:
        made: CompanyDirectory = import_string(named)()
    except ImportError as error:
        raise ImproperlyConfigured(f"SVETOVOD_COMPANIES={named}: {error}") from error
    return made


def company(inn: str) -> Company | None:
    """What the directory, if there is one, knows of the INN, whose digits are right. Raises `DirectoryDownError`."""
    asked = directory()
    return asked.find(inn) if asked else None
