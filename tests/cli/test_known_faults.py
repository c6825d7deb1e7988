"""A list of known faults the operator brings, held against what is installed."""

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from svetovod.cli import doctor
from svetovod.cli.known_faults import NoListError, read

NOW = version("django")


def listed(tmp_path: Path, told: Any) -> list[str]:
    path = tmp_path / "faults.json"
    path.write_text(json.dumps(told))
    return [str(fault) for fault in read(path)]


def advisory(events: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    package = {"name": "Django", "ecosystem": "PyPI"} | more.pop("package", {})
    return {"id": "X-1", "affected": [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]} | more


def test_an_audit_of_the_lock(tmp_path: Path) -> None:
    rows = [
        {"name": "django", "version": NOW, "vulns": [{"id": "CVE-1", "fix_versions": ["99"]}]},
        {"name": "django", "version": "0.1", "vulns": [{"id": "CVE-2", "fix_versions": []}]},
        {"name": "not-installed", "version": "1", "vulns": [{"id": "CVE-3"}]},
        {"name": "polars", "skip_reason": "x"},
    ]
    assert listed(tmp_path, {"dependencies": rows}) == [f"django {NOW}: CVE-1 (>= 99)"]
    assert listed(tmp_path, {"dependencies": []}) == []


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "99"}], True),
        ([{"introduced": "0"}, {"fixed": NOW}], False),
        ([{"introduced": NOW}, {"fixed": "99"}], True),
        ([{"introduced": "99"}], False),
        ([{"introduced": "0"}, {"last_affected": NOW}], True),
        ([{"introduced": "0"}, {"last_affected": "1.0"}], False),
        ([{"introduced": "0"}, {"fixed": "1.0"}, {"introduced": "2.0"}, {"fixed": "99"}], True),
    ],
)
def test_advisories_by_their_ranges(events: list[dict[str, str]], hit: bool, tmp_path: Path) -> None:
    assert bool(listed(tmp_path, [advisory(events)])) is hit


def test_advisories_that_do_not_concern_us(tmp_path: Path) -> None:
    every = [{"introduced": "0"}]
    assert listed(tmp_path, advisory(every, withdrawn="2021-01-01T00:00:00Z")) == []
    assert listed(tmp_path, advisory(every, package={"ecosystem": "npm"})) == []
    assert listed(tmp_path, advisory(every, package={"name": "not-installed"})) == []


@pytest.mark.parametrize("content", ["", "[1]", "{}", '{"dependencies": [{}]}', "[[]]", '"x"'])
def test_what_is_no_such_list(content: str, tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text(content)
    with pytest.raises(NoListError):
        read(path)


def test_the_doctor_says_it(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    assert doctor.faults(path).status == doctor.PROBLEM
    path.write_text(json.dumps(advisory([{"introduced": "0"}])))
    told = doctor.faults(path)
    assert told.status == doctor.PROBLEM and "X-1" in told.en and "X-1" in told.ru
    path.write_text("[]")
    assert doctor.faults(path).status == doctor.OK
    os.utime(path, (0, 0))
    assert doctor.faults(path).status == doctor.NOTE
    assert doctor.faults(None).status == doctor.NOTE
