"""The list of fields: of which paper, from which source, and whether a gap stops the paper. Data: see `fields.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

_REQUIRED = {"key", "papers", "source", "label"}
_KNOWN = _REQUIRED | {"binds", "why", "rows"}


class Source(StrEnum):
    """Where it is known from. SEEN: read in an act that is named; OWN: the product's own promise; MEMORY: unread."""

    SEEN = "seen"
    OWN = "own"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Field:
    """`key` is `group.name`: every row of the group must have it. `rows`: the group may not be empty.

    `binds`: a gap stops the paper; otherwise it is only told.
    """

    key: str
    papers: tuple[str, ...]
    source: Source
    act: str
    label: Mapping[str, str]
    binds: bool
    rows: bool = False
    why: str = ""

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]


@lru_cache(maxsize=1)
def _all() -> tuple[Field, ...]:
    return read_fields((files(__package__) / "fields.toml").read_text(encoding="utf-8"))


def fields_of(paper: str) -> tuple[Field, ...]:
    """Those of one paper, in the order of the list."""
    return tuple(field for field in _all() if paper in field.papers)


def read_fields(text: str) -> tuple[Field, ...]:
    """Strict: an error names the field and what is wrong with it."""
    data = tomllib.loads(text)
    sources, found = data["source"], tuple(_field(row, data["source"]) for row in data["field"])
    keys = [field.key for field in found]
    if len(set(keys)) < len(keys):
        raise ValueError(f"twice in the list: {sorted(key for key in set(keys) if keys.count(key) > 1)}")
    unused = sorted(set(sources) - {row["source"] for row in data["field"]})
    if unused:
        raise ValueError(f"sources of no field: {unused}")
    return found


def _field(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]]) -> Field:
    key = str(row.get("key"))
    if not set(row) >= _REQUIRED or set(row) - _KNOWN:
        raise ValueError(f"{key}: needs {sorted(_REQUIRED)} and may have {sorted(_KNOWN - _REQUIRED)}")
    if key.count(".") != 1 or row["source"] not in sources or set(row["label"]) != {"ru", "en"}:
        raise ValueError(f"{key}: a key is group.name, its source one of the list, its label in ru and en")
    source = Source(sources[row["source"]]["kind"])
    binds = bool(row.get("binds", source is not Source.MEMORY))
    if binds and source is Source.MEMORY:
        raise ValueError(f"{key}: what is known from memory alone stops nobody")
    if not binds and source is not Source.MEMORY and not row.get("why"):
        raise ValueError(f"{key}: say why it does not bind")
    return Field(
        key, tuple(row["papers"]), source, str(sources[row["source"]]["act"]), dict(row["label"]), binds,
        bool(row.get("rows", False)), str(row.get("why", "")),
    )  # fmt: skip
