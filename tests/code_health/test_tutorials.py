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


PERSON = re.compile(r"`(applicant|auditor|chair|expert-\d|initiator|manager|member-\d|partner|secretary)`")
DAY = re.compile(r"\(\d\d\.\d\d\)|\*\*\d\d\.\d\d\*\*")
# seconds: of the keystroke-level model (docs/reference/first-hours.md), of reading 200 words a minute, of a sign-in by
# the address, the password and three presses, of a day moved by four presses and a wait of ten seconds
PRESS, FIELD, SIGN, SCREEN, WORD, SIGN_IN, MOVE = 1.3, 2.5, 0.2, 3.0, 0.3, 24.0, 27.0
CHOICES = {"seven scores": 7, "nine questions": 9}


def minutes(text: str) -> float:
    """What the tutorial takes a person, counted from its own words: what is in italics is pressed and its page read,
    an address opened, any other code typed."""
    typed = re.findall(r"`([^`\n]+)`", PERSON.sub("", text))
    opened = [each for each in typed if ADDRESS.fullmatch(f"`{each}`")]
    fields = [each for each in typed if each not in opened and "." not in each[:-3]]
    pressed = len(re.findall(r"(?<![*\\\w])\*([^*\n]+)\*(?!\*)", text))
    hands = sum(FIELD + SIGN * len(each) for each in [*opened, *fields]) + PRESS * sum(CHOICES.values())
    pages = pressed * (PRESS + SCREEN) + len(opened) * SCREEN
    others = len(PERSON.findall(text)) * SIGN_IN + len(DAY.findall(text)) * MOVE
    return (hands + pages + others + len(re.findall(r"\w+", text)) * WORD) / 60


def test_the_minutes_it_names_are_those_of_its_steps() -> None:
    page = ROOT / "docs" / "tutorials" / "the-thread-by-hand.md"
    text, _mark, _rest = page.read_text(encoding="utf-8").partition("## If you have more time")
    assert all(each in text for each in CHOICES)
    counted = round(minutes(text))
    assert 15 < counted <= 30
    assert f"counted from its steps: {counted}" in text
    assert f"посчитано по шагам: {counted}" in page.with_suffix(".ru.md").read_text(encoding="utf-8")
