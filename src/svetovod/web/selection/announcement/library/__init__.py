"""What to begin a selection from: criteria sets and, under `orders`, whole shapes of orders; each a TOML file with its
source and how sure it is. A shape has `rules` too: fields of the round as text, numbers or flags.

A row: `code`, `name` and `meaning` in both languages, `weight` and `maximum` as text, `formula` and `scale` where it is
computed; what the source does not tell is left out and must be supplied by the user before the announcement.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from svetovod.web.common import formatting
from svetovod.web.selection.enums import CriterionKind

Words = Mapping[str, str]
EXACT = ("threshold", "per_project", "per_project_least", "spread")


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """`status`: seen, secondary or memory, as rows of the collection of norms have it, or illustration."""

    key: str
    position: int
    title: Words
    note: Words
    cited: Words
    status: str
    rows: tuple[Mapping[str, Any], ...]
    papers: tuple[Mapping[str, Any], ...]
    rules: Mapping[str, Any]

    def criteria(self, lang: str) -> list[dict[str, Any]]:
        """Fields of a criterion, in the language of the page."""
        return [
            {
                "code": row["code"],
                "name": row["name"][lang],
                "meaning": row.get("meaning", {}).get(lang, ""),
                "weight": Decimal(row["weight"]) if "weight" in row else None,
                "maximum": Decimal(row["maximum"]) if "maximum" in row else None,
                "least": Decimal(row["least"]) if "least" in row else None,
                "kind": CriterionKind.COMPUTED if "formula" in row else CriterionKind.EXPERT,
                "formula": row.get("formula", ""),
                "scale": row.get("scale", "").strip(),
            }
            for row in self.rows
        ]

    def rules_of(self, names: Collection[str]) -> dict[str, Any]:
        """Fields of the round; numbers that stand as text are sums and scores."""
        found = {name: value for name, value in self.rules.items() if name in names}
        return found | {name: Decimal(value) for name, value in found.items() if name in EXACT}

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

    @property
    def source(self) -> str:
        return self.cited[formatting.lang()]


@cache
def sets() -> tuple[CriteriaSet, ...]:
    """All sets, in the order of their positions."""
    return _all(files(__package__))


@cache
def orders() -> tuple[CriteriaSet, ...]:
    """Shapes of orders, in the order of their positions."""
    return _all(files(__package__) / "orders")


def _all(folder: Traversable) -> tuple[CriteriaSet, ...]:
    found = (
        _read(path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8")))
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda one: one.position))


def set_get(key: str) -> CriteriaSet | None:
    return next((one for one in (*sets(), *orders()) if one.key == key), None)


def _read(key: str, raw: dict[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        key, raw["position"], raw["title"], raw["note"], raw["source"], raw["status"], tuple(raw["criteria"]),
        tuple(raw.get("documents", ())), raw.get("rules", {}),
    )  # fmt: skip
