"""What must hold across the sheets of a round: codes, weights, references, ranges, complete sets of scores."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from svetovod.engine.model import CriterionKind

from .collector import Collector
from .repeats import report_repeated
from .round_layout import CANDIDATES, CRITERIA, SCORES
from .round_rules import check_rules
from .tables import Row, Table

Pair = tuple[object, object]


def check_round(tables: dict[str, Table], collector: Collector) -> None:
    """Every error that needs more than one cell."""
    criteria, candidates, scores = (tables.get(sheet.ru) for sheet in (CRITERIA, CANDIDATES, SCORES))
    for table in (criteria, candidates):
        if table is not None and table.has("code"):
            report_repeated(table, "code", "code.duplicate", collector)
    if criteria is not None:
        _check_weights(criteria, collector)
    check_rules(tables, collector)
    if scores is None or not scores.has("project", "expert", "criterion", "points", "conflict"):
        return
    kinds = _Criteria(criteria)
    _check_references(scores, candidates, kinds, collector)
    for row in scores.rows:
        _check_row(row, kinds, collector)
    conflicts = {_pair(row) for row in scores.rows if row.values.get("conflict") and row.values.get("expert")}
    live = [row for row in scores.rows if "project" not in row.failed and _pair(row) not in conflicts]
    _check_duplicates(live, collector)
    if kinds.known:
        reported = _check_complete(live, kinds, collector)
        if candidates is not None and candidates.has("code", "admitted"):
            _check_computed(
                [row for row in live if row.values["project"] not in reported], candidates, kinds, collector
            )


class _Criteria:
    """Criteria by code, as far as their sheet could be read; `known` when it could be read whole."""

    def __init__(self, table: Table | None) -> None:
        rows = table.rows if table is not None and table.has("code", "maximum") else []
        self.rows: dict[object, Row] = {}
        for row in rows:
            if "code" not in row.failed:
                self.rows.setdefault(row.values["code"], row)
        self.known = bool(rows) and not any({"code", "kind"} & row.failed for row in rows)

    def of(self, kind: CriterionKind) -> list[Any]:
        return [code for code, row in self.rows.items() if row.values.get("kind") is kind]

    def computed(self, code: object) -> bool:
        return code in self.rows and self.rows[code].values.get("kind") is CriterionKind.COMPUTED

    def maximum(self, code: object) -> Decimal | None:
        found = self.rows[code].values.get("maximum") if code in self.rows else None
        return found if isinstance(found, Decimal) else None


def _pair(row: Row) -> Pair:
    return row.values.get("project"), row.values.get("expert")


def _check_weights(table: Table, collector: Collector) -> None:
    if not table.has("weight") or any("weight" in row.failed for row in table.rows):
        return
    weights: list[Any] = [row.values["weight"] for row in table.rows]
    total = sum(weights, Decimal(0))
    if total != 100:
        collector.error("weights.sum", CRITERIA.ru, None, "Вес", total=f"{total:f}")


def _check_references(scores: Table, candidates: Table | None, kinds: _Criteria, collector: Collector) -> None:
    projects = {row.values.get("code") for row in candidates.rows} if candidates and candidates.has("code") else None
    for row in scores.rows:
        if projects is not None and "project" not in row.failed and row.values["project"] not in projects:
            _error(row, "reference.unknown", "project", collector, where=CANDIDATES.ru)
        criterion = row.values.get("criterion")
        if kinds.rows and criterion is not None and criterion not in kinds.rows:
            _error(row, "reference.unknown", "criterion", collector, where=CRITERIA.ru)


def _check_row(row: Row, kinds: _Criteria, collector: Collector) -> None:
    """Which cells of a score row may be blank, and whether the points lie from 0 to the maximum."""
    conflict = bool(row.values.get("conflict")) or "conflict" in row.failed
    computed = kinds.computed(row.values.get("criterion"))
    needed = {"expert"} if conflict else {"criterion", "points"} | (set() if computed else {"expert"})
    for key in needed - row.failed:
        if row.values.get(key) is None:
            _error(row, "value.required", key, collector)
            row.failed.add(key)
    if computed and not conflict and row.values.get("expert") is not None:
        expert = row.values["expert"]
        collector.note("expert.ignored", SCORES.ru, row.number, SCORES.column("expert").ru, str(expert))
        row.values["expert"] = None
    points, maximum = row.values.get("points"), kinds.maximum(row.values.get("criterion"))
    if isinstance(points, Decimal) and (points < 0 or (maximum is not None and points > maximum)):
        _error(row, "score.range", "points", collector, maximum=f"{maximum:f}" if maximum is not None else "")


def _check_duplicates(rows: list[Row], collector: Collector) -> None:
    first: dict[object, int | None] = {}
    for row in rows:
        key = (*_pair(row), row.values.get("criterion"))
        if {"expert", "criterion"} & row.failed or key[2] is None:
            continue
        if key in first:
            _error(row, "score.duplicate", "criterion", collector, first=first[key] or 0)
        else:
            first[key] = row.number


def _check_complete(rows: list[Row], kinds: _Criteria, collector: Collector) -> set[object]:
    """Experts who scored a part of the criteria; returns the projects concerned."""
    reported: set[object] = set()
    expected = kinds.of(CriterionKind.EXPERT)
    given: dict[Pair, set[object]] = defaultdict(set)
    first: dict[Pair, Row] = {}
    for row in rows:
        if row.values.get("expert") is not None:
            first.setdefault(_pair(row), row)
            if "criterion" not in row.failed:
                given[_pair(row)].add(row.values.get("criterion"))
    for pair, row in first.items():
        missing = [code for code in expected if code not in given[pair]]
        if missing and given[pair].intersection(expected):
            _error(row, "score.incomplete", "criterion", collector, missing="; ".join(missing), expert=str(pair[1]))
            reported.add(pair[0])
    return reported


def _check_computed(rows: list[Row], candidates: Table, kinds: _Criteria, collector: Collector) -> None:
    """A project that experts scored needs a row for every computed criterion: an error at its first row."""
    scored: dict[object, Row] = {}
    for row in rows:
        if row.values.get("expert") and row.values.get("criterion"):
            scored.setdefault(row.values.get("project"), row)
    given = {(row.values.get("project"), row.values.get("criterion")) for row in rows}
    for project in _admitted(candidates):
        missing = [code for code in kinds.of(CriterionKind.COMPUTED) if (project, code) not in given]
        if missing and project in scored:
            _error(scored[project], "score.incomplete", "criterion", collector, missing="; ".join(missing), expert="")


def _admitted(candidates: Table) -> Iterator[str]:
    for row in candidates.rows:
        code = row.values.get("code")
        if isinstance(code, str) and row.values.get("admitted"):
            yield code


def _error(row: Row, code: str, key: str, collector: Collector, **params: str | int) -> None:
    collector.error(code, SCORES.ru, row.number, SCORES.column(key).ru, row.text(key), **params)
