"""What must hold between the rules of a round: keys of ties, years that sum up, quotas that stand once."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from svetovod.engine.model import Distribution

from .collector import Collector
from .round_layout import ASKED, CANDIDATES, CRITERIA, QUOTAS, ROUND, YEARS
from .spec import Need
from .tables import Row, Table


def check_rules(tables: dict[str, Table], collector: Collector) -> None:
    """Each rule only where the sheets it needs could be read."""
    _check_ties(tables, collector)
    years = _years(tables, collector)
    if years:
        _check_limit(tables, years, collector)
    _check_asked(tables, years, collector)
    _check_divided(tables, collector)
    seen: dict[tuple[object, object], int] = {}
    for row in _whole(tables, QUOTAS.ru):
        pair = row.values["by"], row.values["name"]
        if pair in seen:
            collector.error("code.duplicate", QUOTAS.ru, row.number, "Название", row.text("name"), first=seen[pair])
        seen.setdefault(pair, row.number or 0)


def _check_ties(tables: dict[str, Table], collector: Collector) -> None:
    table, criteria = tables.get(ROUND.ru), tables.get(CRITERIA.ru)
    if table is None or not table.rows or criteria is None or not criteria.has("code"):
        return
    known = {row.values.get("code") for row in criteria.rows}
    ties: Any = table.rows[0].values.get("ties") or ()
    for key in ties:
        code = str(key).partition(":")[2]
        if code and code not in known:
            column = ROUND.column("ties").ru
            collector.error("reference.unknown", ROUND.ru, None, column, code, where=CRITERIA.ru)


def _check_divided(tables: dict[str, Table], collector: Collector) -> None:
    """What is cut in proportion is not divided by years and quotas too."""
    table = tables.get(ROUND.ru)
    if table is None or not table.rows or table.rows[0].values.get("distribution") is not Distribution.PROPORTIONAL:
        return
    for sheet in (YEARS, QUOTAS):
        divided = tables.get(sheet.ru)
        if divided is not None and divided.rows:
            collector.error("distribution.divided", sheet.ru, divided.rows[0].number)


def _years(tables: dict[str, Table], collector: Collector) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    rows: dict[int, int] = {}
    for row in _whole(tables, YEARS.ru):
        year: Any = row.values["year"]
        if year in found:
            collector.error("code.duplicate", YEARS.ru, row.number, "Год", row.text("year"), first=rows[year])
        rows.setdefault(year, row.number or 0)
        found[year] = row.values["amount"]  # type: ignore[assignment]
    return found


def _check_limit(tables: dict[str, Table], years: dict[int, Decimal], collector: Collector) -> None:
    table = tables.get(ROUND.ru)
    limit = table.rows[0].values.get("limit") if table is not None and table.rows else None
    if isinstance(limit, Decimal) and sum(years.values()) != limit:
        column = YEARS.column("amount").ru
        collector.error("years.sum", YEARS.ru, None, column, total=f"{sum(years.values()):f}", wanted=f"{limit:f}")


def _check_asked(tables: dict[str, Table], years: dict[int, Decimal], collector: Collector) -> None:
    """Projects and years are known, and the parts of a project sum to what it asks for."""
    rows, candidates = _whole(tables, ASKED.ru), _whole(tables, CANDIDATES.ru)
    requested = {row.values["code"]: row.values["requested"] for row in candidates}
    sums: defaultdict[object, Decimal] = defaultdict(Decimal)
    first: dict[object, Row] = {}
    for row in rows:
        project = row.values["project"]
        for key, known, where in (("project", requested, CANDIDATES.ru), ("year", years, YEARS.ru)):
            if known and row.values[key] not in known:
                column = ASKED.column(key).ru
                collector.error("reference.unknown", ASKED.ru, row.number, column, row.text(key), where=where)
        sums[project] += row.values["amount"]  # type: ignore[operator]
        first.setdefault(project, row)
    for project, total in sums.items():
        if project in requested and total != requested[project]:
            column, row = ASKED.column("amount").ru, first[project]
            collector.error(
                "years.sum", ASKED.ru, row.number, column, total=f"{total:f}", wanted=f"{requested[project]:f}"
            )


def _whole(tables: dict[str, Table], title: str) -> list[Row]:
    """Rows in which every required cell could be read."""
    table = tables.get(title)
    if table is None:
        return []
    needed = [column.key for column in table.sheet.columns if column.need is Need.REQUIRED]
    return [row for row in table.rows if not row.failed] if table.has(*needed) else []
