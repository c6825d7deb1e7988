"""Reads and writes the score form an expert takes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .collector import Collector, ReadResult
from .reader import Source, read_workbook
from .scores_layout import SCORES, SHEETS
from .tables import Table
from .write import Filled, write_book


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion of an application; `score` is None where the cell is blank. `project`, `name` are for the reader."""

    application: str
    criterion: str
    project: str | None = None
    name: str | None = None
    maximum: Decimal | None = None
    score: Decimal | None = None
    comment: str | None = None


def read_scores(source: Source) -> ReadResult[tuple[tuple[int, ScoreLine], ...]]:
    """Lines with the rows they stand on, or everything that is wrong with the form."""
    return read_workbook(source, SHEETS, _build)


def write_scores(lines: Sequence[ScoreLine], lang: str = "ru") -> bytes:
    """The form as a workbook that `read_scores` reads back."""
    return write_book([Filled(SCORES, lines)], lang)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[tuple[int, ScoreLine], ...] | None:
    rows = tables[SCORES.ru].rows if SCORES.ru in tables else []
    first: dict[Any, int] = {}
    for row in rows:
        key = (row.values.get("application"), row.values.get("criterion"))
        if None not in key and key in first:
            collector.error(
                "code.duplicate", SCORES.ru, row.number, "Критерий", row.text("criterion"), first=first[key]
            )
        first.setdefault(key, row.number or 0)
    if collector.errors:
        return None
    return tuple((row.number or 0, ScoreLine(**row.values)) for row in rows)  # type: ignore[arg-type]
