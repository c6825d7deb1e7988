"""Lists of sections: data of a round, or of the instrument where no round has said what it wants.

One row: `key`, `title` and `hint` in both languages, `required`, `most` (characters). The list of the instrument is
`default.toml` beside this module; a round's list is a row of the database, read by the same reader.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from svetovod.web.common import formatting

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LANGUAGES = ("ru", "en")
MOST = 20_000
MOST_SECTIONS = 40
Words = Mapping[str, str]


class ListError(ValueError):
    """Everything that is wrong with a list, one sentence a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Asked:
    """One section that is asked for."""

    key: str
    title: Words
    hint: Words
    required: bool
    most: int

    def row(self) -> dict[str, Any]:
        return {
            "key": self.key, "title": dict(self.title), "hint": dict(self.hint), "required": self.required,
            "most": self.most,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedList:
    """`source` is the paper it was read from, "" for a list that users supplied: such a list never blocks."""

    title: Words
    source: str
    sections: tuple[Asked, ...]

    @property
    def name(self) -> str:
        return said(self.title)

    @property
    def user_supplied(self) -> bool:
        return not self.source

    def get(self, key: str) -> Asked | None:
        return next((each for each in self.sections if each.key == key), None)


def said(words: Words) -> str:
    """Words of a list in the reader's language."""
    return words[formatting.lang()]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Asked, ...]:
    """The rows as sections; `ListError` names every fault with its place."""
    found, faults, keys = [], [], set()
    for place, row in enumerate(rows, 1):
        wrong = list(_faults(row))
        if row.get("key") in keys:
            wrong.append("the key occurs twice")
        keys.add(row.get("key"))
        faults += [f"section {place}: {fault}" for fault in wrong]
        if not wrong:
            found.append(Asked(row["key"], row["title"], row["hint"], row["required"], row["most"]))
    if not keys:
        faults.append("a list asks for at least one section")
    if len(keys) > MOST_SECTIONS:
        faults.append(f"a list asks for at most {MOST_SECTIONS} sections")
    if faults:
        raise ListError(faults)
    return tuple(found)


def _faults(row: Mapping[str, Any]) -> Iterable[str]:
    strange = set(row) - {"key", "title", "hint", "required", "most"}
    if strange:
        yield f"unknown: {', '.join(sorted(map(str, strange)))}"
    if not isinstance(row.get("key"), str) or not KEY.fullmatch(row["key"]):
        yield "`key` is latin small letters, digits and underscores, at most 40"
    for name in ("title", "hint"):
        words = row.get(name)
        if not isinstance(words, Mapping) or set(words) != set(LANGUAGES):
            yield f"`{name}` has words in both languages, ru and en"
        elif not all(isinstance(text, str) and text.strip() for text in words.values()):
            yield f"`{name}` has no empty words"
    if not isinstance(row.get("required"), bool):
        yield "`required` is true or false"
    most = row.get("most")
    if not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= MOST:
        yield f"`most` is the greatest number of characters, from 1 to {MOST}"


@cache
def default() -> AskedList:
    """The list of the instrument: what an application of a joint project usually says."""
    raw = tomllib.loads(files(__package__).joinpath("default.toml").read_text(encoding="utf-8"))
    return AskedList(raw["title"], raw["source"], read(raw["section"]))


def asked_of(project: Any) -> AskedList:
    """The list the project is written to."""
    chosen = project.section_list
    if chosen is None:
        return default()
    return AskedList({"ru": chosen.title_ru, "en": chosen.title_en}, chosen.source, read(chosen.sections))
