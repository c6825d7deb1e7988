"""A tutorial that names a button which is no longer called so is worse than none: its words and addresses are held
against the catalogues and the URLconf. That its steps lead to the end is shown by `tests/journeys/test_saransk.py`.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = sorted(path for path in (ROOT / "docs" / "tutorials").glob("*.md") if not path.name.endswith(".ru.md"))
ADDRESS = re.compile(r"`(/[^`\s]*/)`")
# set apart, but not words of the interface: names in the data, a word that is stressed
OTHER = {"Practical session …", "beside", "Saransk in thirty minutes", "По-русски"}


@cache
def russian() -> dict[str, set[str]]:
    """What each English text of the interface is called in Russian; one word may be said in several ways."""
    said: dict[str, set[str]] = {}
    for path in (ROOT / "src" / "svetovod").rglob("locale/ru/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for entry in read_po(file, locale="ru"):
                if isinstance(entry.id, str) and isinstance(entry.string, str):
                    said.setdefault(entry.id, set()).add(entry.string)
    return said


def named(page: Path) -> list[str]:
    """What stands in italics, without the marks and the stop at its end."""
    found = re.findall(r"(?<![*\\\w])\*([^*\n]+)\*(?!\*)", page.read_text())
    return [each for each in (re.sub(r"^\[|\]\([^)]*\)$", "", one).rstrip(".") for one in found) if each not in OTHER]


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_its_words_are_those_of_the_pages(page: Path) -> None:
    words = named(page)
    assert len(words) > 10
    assert [word for word in words if word not in russian()] == []
    beside = page.with_suffix(".ru.md").read_text()
    missing = [word for word in words if not any(f"«{said}»" in beside for said in russian()[word])]
    assert missing == [], "the Russian page does not name these by their names in the interface"


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "tutorials").glob("*.md")), ids=lambda page: page.stem)
def test_its_addresses_are_addresses(page: Path) -> None:
    addresses = ADDRESS.findall(page.read_text())
    assert len(addresses) > 5
    for address in addresses:
        resolve(address)
