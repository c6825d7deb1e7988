"""Criteria sets to begin a selection from: each a TOML file beside this module, with its source and how sure it is.

A row: `code`, `name` and `meaning` in both languages, `weight` and `maximum` as text, `formula` and `scale` where it is
computed; what the source does not tell is left out and must be supplied by the user before the announcement.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from svetovod.web.common import formatting
from svetovod.web.selection.enums import CriterionKind

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """`status`: seen, secondary or memory, as rows of the collection of norms have it, or illustration."""

    key: str
    position: int
    title: Words
    note: Words
    source: str
    status: str
    rows: tuple[Mapping[str, Any], ...]
    papers: tuple[Mapping[str, Any], ...]

    def criteria(self, lang: str) -> list[dict[str, Any]]:
        """Fields of a criterion, in the language of the page."""
        return [
            {
                "code": row["code"],
                "name": row["name"][lang],
                "meaning": row.get("meaning", {}).get(lang, ""),
                "weight": Decimal(row["weight"]) if "weight" in row else None,
                "maximum": Decimal(row["maximum"]) if "maximum" in row else None,
                "kind": CriterionKind.COMPUTED if "formula" in row else CriterionKind.EXPERT,
                "formula": row.get("formula", ""),
                "scale": row.get("scale", "").strip(),
            }
            for row in self.rows
        ]

    def documents(self, lang: str) -> list[dict[str, Any]]:
        return [
            {"title": row["title"][lang], "meaning": row["meaning"][lang], "required": row["required"]}
            for row in self.papers
        ]

    @property
    def said(self) -> str:
        return self.title[formatting.lang()]

    @property
    def remark(self) -> str:
        return self.note[formatting.lang()]


@cache
def sets() -> tuple[CriteriaSet, ...]:
    """All sets, in the order of their positions."""
    found = (
        _read(path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8")))
        for path in files(__package__).iterdir()
        if path.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda one: one.position))


def set_get(key: str) -> CriteriaSet | None:
    return next((one for one in sets() if one.key == key), None)


def _read(key: str, raw: dict[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        key, raw["position"], raw["title"], raw["note"], raw["source"], raw["status"], tuple(raw["criteria"]),
        tuple(raw.get("documents", ())),
    )  # fmt: skip
