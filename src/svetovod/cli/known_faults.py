"""Known faults of packages, from a list the operator brings: the product asks nobody outside.

Either what `pip-audit --format json` says of `requirements.lock` on a machine with the internet, or advisories of OSV
(one, or a list of them). Both name packages and versions; here they are held against what is installed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

MOST_BYTES = 200 * 1024 * 1024


class NoListError(ValueError):
    """The file is neither of the two."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`mended` is the version from which on it is gone, "" where none is told."""

    package: str
    installed: str
    id: str
    mended: str = ""

    def __str__(self) -> str:
        return f"{self.package} {self.installed}: {self.id}" + (f" (>= {self.mended})" if self.mended else "")


def read(path: Path) -> list[Fault]:
    """Those that concern what is installed, each once. Raises `NoListError` and `OSError`."""
    if path.stat().st_size > MOST_BYTES:
        raise NoListError(f"{path} is over 200 MB")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, dict) and "dependencies" in told:
            found = list(_audited(told["dependencies"]))
        else:
            found = [fault for each in (told if isinstance(told, list) else [told]) for fault in _advised(each)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoListError(f"{path}: {type(error).__name__}: {error}") from error
    return sorted(set(found), key=str)


def _audited(rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Of versions that are not the installed ones nothing is known: they are left to another audit."""
    for row in rows:
        installed = _installed(row["name"])
        if installed and installed == row.get("version"):
            for fault in row.get("vulns", ()):
                yield Fault(row["name"], installed, fault["id"], next(iter(fault.get("fix_versions", ())), ""))


def _advised(advisory: Mapping[str, Any]) -> Iterator[Fault]:
    if "withdrawn" in advisory:
        return
    for affected in advisory["affected"]:
        package = affected["package"]
        installed = _installed(package["name"]) if package["ecosystem"] == "PyPI" else ""
        if not installed:
            continue
        ranges = [each["events"] for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"]
        hit = next((events for events in ranges if _within(installed, events)), None)
        if hit is not None or installed in affected.get("versions", ()):
            mended = next((event["fixed"] for event in hit or () if "fixed" in event), "")
            yield Fault(package["name"], installed, advisory["id"], mended)


def _within(installed: str, events: list[Mapping[str, str]]) -> bool:
    """From `introduced` on, before `fixed`, up to and with `last_affected`."""
    from packaging.version import Version

    now, inside = Version(installed), False
    for event in events:
        (kind, said), *_more = event.items()
        if kind == "introduced" and (said == "0" or now >= Version(said)):
            inside = True
        elif (kind == "fixed" and now >= Version(said)) or (kind == "last_affected" and now > Version(said)):
            inside = False
    return inside


def _installed(name: str) -> str:
    try:
        return version(re.sub(r"[-_.]+", "-", name))
    except PackageNotFoundError:
        return ""
