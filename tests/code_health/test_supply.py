"""Nothing is installed whose licence does not go with ours, and the bill of materials names all of it."""

import importlib
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import svetovod

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module("supply")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def pinned(file: str) -> list[str]:
    return re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(encoding="utf-8"), re.M)


def test_every_package_of_the_lock_is_listed(supply: ModuleType) -> None:
    always, listed = pinned("requirements.lock"), supply.packages()
    beside = [name for name in pinned("requirements-oidc.lock") if name not in always]
    assert [one.name for one in listed] == always + beside and beside
    assert [one.name for one in listed if one.extra] == beside
    assert all(one.hashes and one.wanted_by for one in listed)


def test_licences_go_with_ours(supply: ModuleType) -> None:
    parts = {one.name: re.split(r" (?:AND|OR) ", one.licence) for one in supply.packages()}
    assert {name: each for name, each in parts.items() if not set(each) <= supply.COMPATIBLE} == {}


def test_the_bill_refers_only_to_what_it_names(supply: ModuleType) -> None:
    bill = supply.bill("1.0", "2021-06-24T09:00:00+00:00")
    named = {bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in bill["components"])}
    assert {row["ref"] for row in bill["dependencies"]} == named
    assert {needed for row in bill["dependencies"] for needed in row["dependsOn"]} == named - {"pkg:pypi/svetovod@1.0"}


def test_one_version_is_said_everywhere() -> None:
    """A release changes it in three files, and heads the changelog with it."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert (said, f"\nversion: {said}\n" in citation) == (svetovod.__version__, True)
    assert citation.startswith("cff-version: 1.2.0\n"), "of the form, not of the product"
    heads = re.findall(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert heads[0] == said
