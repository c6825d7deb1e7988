"""The four tables of very many clusters, clean, wherever they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from svetovod.engine.frames import Engine, Frame, Polars
from svetovod.engine.model import Cluster
from svetovod.engine.rules.purchases import kopecks

_SUM = pl.Int128


@dataclass(frozen=True, slots=True)
class Tables:
    """Clean tables; money in whole kopecks; every one with `ROW`.

    clusters: cluster_id, year, regional (kopecks per worker, may be null);
    participants: cluster_id, inn, role, special, employees, jobs, revenue, joined (these four may be null;
    the day as the number 20210624), newcomer;
    purchases: cluster_id, buyer, seller (may be null), amount, year, final; infrastructure: cluster_id, kind.
    """

    engine: Engine
    clusters: Frame
    participants: Frame
    purchases: Frame
    infrastructure: Frame


_CLUSTERS = {"cluster_id": pl.String, "year": pl.Int64, "regional": _SUM}
_PARTICIPANTS = {
    "cluster_id": pl.String, "inn": pl.String, "role": pl.String, "special": pl.Boolean, "employees": pl.Int64,
    "jobs": pl.Int64, "revenue": _SUM, "joined": pl.Int64, "newcomer": pl.Boolean,
}  # fmt: skip
_PURCHASES = {
    "cluster_id": pl.String, "buyer": pl.String, "seller": pl.String, "amount": _SUM, "year": pl.Int64,
    "final": pl.Boolean,
}  # fmt: skip
_INFRASTRUCTURE = {"cluster_id": pl.String, "kind": pl.String}


def _number(day: date | None) -> int | None:
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day


def tables_of(clusters: Mapping[str, Cluster], engine: Engine | None = None) -> Tables:
    """Clusters of the model, by id; polars where no engine is named."""
    engine = engine or Polars()
    heads, people, bought, objects = [], [], [], []
    for name, cluster in clusters.items():
        regional = cluster.regional_productivity
        heads.append((name, cluster.year, None if regional is None else kopecks(regional)))
        people += [
            (name, p.inn, p.role.value, p.special_territory, p.employees, p.high_performance_jobs,
             None if p.revenue is None else kopecks(p.revenue), _number(p.joined_on), p.newcomer)
            for p in cluster.participants
        ]  # fmt: skip
        bought += [
            (name, row.buyer, row.seller, kopecks(row.amount), row.year, row.for_final_product)
            for row in cluster.purchases
        ]
        objects += [(name, each.kind.value) for each in cluster.infrastructure]
    return Tables(
        engine,
        engine.load(pl.DataFrame(heads, schema=_CLUSTERS, orient="row")),
        engine.load(pl.DataFrame(people, schema=_PARTICIPANTS, orient="row")),
        engine.load(pl.DataFrame(bought, schema=_PURCHASES, orient="row")),
        engine.load(pl.DataFrame(objects, schema=_INFRASTRUCTURE, orient="row")),
    )
