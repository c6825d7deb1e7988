"""Tables of very many clusters to one row of sums a cluster: joins and counting, all in integers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from svetovod.engine.facts import Facts
from svetovod.engine.model import Cluster, InfrastructureKind, ParticipantRole

from . import pp779
from .purchases import kopecks

_SUM = pl.Int128


@dataclass(frozen=True, slots=True)
class Tables:
    """Clean tables; money in whole kopecks.

    clusters: cluster_id, year, regional (kopecks per worker, may be null);
    participants: cluster_id, inn, role, special, employees, jobs, revenue, joined_on (four may be null), newcomer;
    purchases: cluster_id, buyer, seller (may be null), amount, year, final; infrastructure: cluster_id, kind.
    """

    clusters: pl.DataFrame
    participants: pl.DataFrame
    purchases: pl.DataFrame
    infrastructure: pl.DataFrame


_CLUSTERS = {"cluster_id": pl.String, "year": pl.Int64, "regional": _SUM}
_PARTICIPANTS = {
    "cluster_id": pl.String, "inn": pl.String, "role": pl.String, "special": pl.Boolean, "employees": pl.Int64,
    "jobs": pl.Int64, "revenue": _SUM, "joined_on": pl.Date, "newcomer": pl.Boolean,
}  # fmt: skip
_PURCHASES = {
    "cluster_id": pl.String, "buyer": pl.String, "seller": pl.String, "amount": _SUM, "year": pl.Int64,
    "final": pl.Boolean,
}  # fmt: skip
_INFRASTRUCTURE = {"cluster_id": pl.String, "kind": pl.String}


def tables_of(clusters: Mapping[str, Cluster]) -> Tables:
    """Clusters of the model, by id."""
    heads, people, bought, objects = [], [], [], []
    for name, cluster in clusters.items():
        regional = cluster.regional_productivity
        heads.append((name, cluster.year, None if regional is None else kopecks(regional)))
        people += [
            (name, p.inn, p.role.value, p.special_territory, p.employees, p.high_performance_jobs,
             None if p.revenue is None else kopecks(p.revenue), p.joined_on, p.newcomer)
            for p in cluster.participants
        ]  # fmt: skip
        bought += [
            (name, row.buyer, row.seller, kopecks(row.amount), row.year, row.for_final_product)
            for row in cluster.purchases
        ]
        objects += [(name, each.kind.value) for each in cluster.infrastructure]
    return Tables(
        pl.DataFrame(heads, schema=_CLUSTERS, orient="row"),
        pl.DataFrame(people, schema=_PARTICIPANTS, orient="row"),
        pl.DataFrame(bought, schema=_PURCHASES, orient="row"),
        pl.DataFrame(objects, schema=_INFRASTRUCTURE, orient="row"),
    )


def aggregate(tables: Tables, *, on: date, facts: Facts) -> pl.DataFrame:
    """One row a cluster, in the order of `tables.clusters`, with everything the rules look at."""
    members = (
        tables.participants.filter(pl.col("role") != ParticipantRole.INFRASTRUCTURE.value)
        .join(tables.clusters.select("cluster_id", pl.col("year").alias("reported")), on="cluster_id")
        .with_row_index("member")
        .with_columns(pl.col("role").eq(ParticipantRole.FINAL_PRODUCER.value).alias("producer"))
    )
    trade = _trade(tables.purchases, members)
    linked = pl.concat([trade.filter("inner")["member"], trade.filter("inner")["seller_member"]]).unique()
    money = trade.filter(pl.col("producer") & pl.col("final")).group_by("cluster_id").agg(
        pl.col("amount").sum().alias("total"), pl.col("amount").filter("inner").sum().alias("inside")
    )  # fmt: skip
    people = members.with_columns(
        (pl.col("newcomer") & ~pl.col("member").is_in(linked.implode())).alias("waits")
    ).group_by("cluster_id").agg(*_counts(on, pp779.contract_years(facts, on)))  # fmt: skip
    objects = tables.infrastructure.group_by("cluster_id").agg(
        pl.col("kind").eq(InfrastructureKind.EDUCATION.value).sum().alias("education"),
        pl.col("kind").eq(InfrastructureKind.TECHNOLOGICAL.value).sum().alias("technological"),
    )
    wide = tables.clusters.select("cluster_id", "regional")
    for part in (people, money, objects):
        wide = wide.join(part, on="cluster_id", how="left", maintain_order="left")
    return wide.with_columns(pl.exclude("cluster_id", "regional").fill_null(0))


def _trade(purchases: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Purchases of participants in the reporting year; `inner` = from another participant."""
    buyers = members.select("cluster_id", "member", "reported", "producer", pl.col("inn").alias("buyer"))
    sellers = members.select("cluster_id", pl.col("member").alias("seller_member"), pl.col("inn").alias("seller"))
    return (
        purchases.lazy()
        .join(buyers.lazy(), on=["cluster_id", "buyer"])
        .filter(pl.col("year") == pl.col("reported"))
        .join(sellers.lazy(), on=["cluster_id", "seller"], how="left")
        .select(
            "cluster_id", "member", "seller_member", "producer", "final", pl.col("amount").cast(_SUM),
            (pl.col("seller_member") != pl.col("member")).fill_null(value=False).alias("inner"),
        )
        .collect()
    )  # fmt: skip


def _counts(on: date, years: int | None) -> list[pl.Expr]:
    """`late`: the joining date plus the years is before `on`. Day numbers compare alike on 29 February."""
    joined = pl.col("joined_on")
    number = joined.dt.year().cast(pl.Int32) * 10_000 + joined.dt.month().cast(pl.Int32) * 100 + joined.dt.day()
    limit = (on.year - (years or 0)) * 10_000 + on.month * 100 + on.day
    return [
        pl.len().alias("participants"),
        pl.col("producer").sum().alias("final_producers"),
        pl.col("special").sum().alias("special"),
        pl.col("waits").sum().alias("idle"),
        (pl.col("waits") & (number < limit)).sum().alias("late"),
        (pl.col("waits") & joined.is_null()).sum().alias("undated"),
        pl.col("employees").cast(_SUM).sum(),
        pl.col("employees").is_null().sum().alias("employees_blank"),
        pl.col("jobs").cast(_SUM).sum(),
        pl.col("jobs").is_null().sum().alias("jobs_blank"),
        pl.col("revenue").cast(_SUM).sum(),
        pl.col("revenue").is_null().sum().alias("revenue_blank"),
    ]
