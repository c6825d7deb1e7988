"""Reads a selection round; what holds across its sheets is checked in `round_checks`."""

from decimal import Decimal
from typing import Any

from svetovod.engine.model import Candidate, Criterion, Quota, Score, SelectionRound

from .collector import Collector, ReadResult
from .reader import Source, read_workbook
from .repeats import report_repeated
from .round_checks import check_round
from .round_layout import ASKED, CANDIDATES, CRITERIA, QUOTAS, ROUND, SCORES, SHEETS, YEARS
from .tables import Table


def read_round(source: Source) -> ReadResult[SelectionRound]:
    """The selection round that a workbook (a path or a binary file) describes, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, _build)


def read_criteria(source: Source) -> ReadResult[tuple[Criterion, ...]]:
    """The criteria of such a workbook alone, in their order; its other sheets may be missing and are not read.

    Weights need not sum to 100 yet: it is a draft that is filled from them.
    """
    return read_workbook(source, (CRITERIA,), _criteria)


def _criteria(tables: dict[str, Table], collector: Collector) -> tuple[Criterion, ...] | None:
    table = tables.get(CRITERIA.ru)
    if table is not None and table.has("code"):
        report_repeated(table, "code", "code.duplicate", collector)
    if collector.errors or table is None:
        return None
    rows: list[Any] = table.rows
    return tuple(Criterion(**row.values) for row in rows)


def _build(tables: dict[str, Table], collector: Collector) -> SelectionRound | None:
    check_round(tables, collector)
    if collector.errors:
        return None
    passport: dict[str, Any] = tables[ROUND.ru].rows[0].values
    scores: list[Any] = tables[SCORES.ru].rows
    criteria: list[Any] = tables[CRITERIA.ru].rows
    candidates: list[Any] = tables[CANDIDATES.ru].rows
    asked: dict[str, list[tuple[int, Decimal]]] = {}
    for row in _rows(tables, ASKED.ru):
        asked.setdefault(row.values["project"], []).append((row.values["year"], row.values["amount"]))
    return SelectionRound(
        **passport,
        criteria=tuple(Criterion(**row.values) for row in criteria),
        candidates=tuple(
            Candidate(**row.values, by_year=tuple(sorted(asked.get(row.values["code"], ())))) for row in candidates
        ),
        scores=tuple(Score(row=row.number, **row.values) for row in scores),
        years=tuple(sorted((row.values["year"], row.values["amount"]) for row in _rows(tables, YEARS.ru))),
        quotas=tuple(Quota(**row.values) for row in _rows(tables, QUOTAS.ru)),
    )


def _rows(tables: dict[str, Table], title: str) -> list[Any]:
    return list(tables[title].rows) if title in tables else []
