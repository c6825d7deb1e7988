"""Words of the field as the pop-ups and the page of the glossary say them: data, in both languages."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import formatting

FILE = Path(__file__).parent / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Word:
    key: str
    name: str
    text: str


@cache
def _words(lang: str) -> dict[str, Word]:
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: Word(key, *said[lang]) for key, said in held.items()}


def words(keys: Iterable[str] = ()) -> list[Word]:
    """Those of a page in the order in which they are named; all by their names. A key that is not there is an error."""
    held = _words(formatting.lang())
    return [held[key] for key in keys] or sorted(held.values(), key=lambda word: word.name.casefold())
