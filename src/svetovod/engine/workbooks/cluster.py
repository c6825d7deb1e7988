"""Reads a cluster: participants once each, buyers among the participants."""

from typing import Any

from svetovod.engine.model import Cluster, InfrastructureObject, Participant, Purchase

from .cluster_layout import CLUSTER, INFRASTRUCTURE, PARTICIPANTS, PURCHASES, SHEETS
from .collector import Collector, ReadResult
from .reader import Source, read_workbook
from .repeats import report_repeated
from .tables import Row, Table


def read_cluster(source: Source) -> ReadResult[Cluster]:
    """The cluster that a workbook (a path or a binary file) describes, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, build)


def build(tables: dict[str, Table], collector: Collector) -> Cluster | None:
    """The cluster of these tables, checked across sheets; None with errors."""
    _check_participants(tables.get(PARTICIPANTS.ru), collector)
    _check_buyers(tables, collector)
    if collector.errors:
        return None
    passport: dict[str, Any] = tables[CLUSTER.ru].rows[0].values
    infrastructure = tables.get(INFRASTRUCTURE.ru)
    return Cluster(
        name=passport["name"],
        regions=passport["regions"],
        year=passport["year"],
        final_products=passport["final_products"],
        regional_productivity=passport["regional_productivity"],
        participants=tuple(_make(Participant, row) for row in tables[PARTICIPANTS.ru].rows),
        purchases=tuple(_make(Purchase, row) for row in tables[PURCHASES.ru].rows),
        infrastructure=tuple(_make(InfrastructureObject, row) for row in infrastructure.rows) if infrastructure else (),
    )


def _make(kind: Any, row: Row) -> Any:
    return kind(**row.values)


def _check_participants(table: Table | None, collector: Collector) -> None:
    if table is None or not table.has("inn"):
        return
    if not table.rows:
        collector.error("value.required", PARTICIPANTS.ru, None, PARTICIPANTS.column("inn").ru)
    report_repeated(table, "inn", "inn.duplicate", collector)


def _check_buyers(tables: dict[str, Table], collector: Collector) -> None:
    participants, purchases = tables.get(PARTICIPANTS.ru), tables.get(PURCHASES.ru)
    if participants is None or purchases is None or not participants.has("inn") or not purchases.has("buyer"):
        return
    known = {row.values.get("inn") for row in participants.rows}
    for row in purchases.rows:
        if "buyer" not in row.failed and row.values["buyer"] not in known:
            collector.error(
                "reference.unknown", PURCHASES.ru, row.number, "Покупатель", row.text("buyer"), where="Участники"
            )
