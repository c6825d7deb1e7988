"""Tables of very many clusters to one row of sums a cluster: joins and counting, all in integers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from svetovod.engine.facts import Facts
from svetovod.engine.frames import ROW, Engine, Frame
from svetovod.engine.model import InfrastructureKind, ParticipantRole
from svetovod.engine.rules import pp779

from .tables import Tables

COLUMNS = (
    "participants", "final_producers", "special", "idle", "late", "undated", "employees", "employees_blank",
    "jobs", "jobs_blank", "revenue", "revenue_blank", "total", "inside", "education", "technological",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sums:
    """A settled table: `ROW`, cluster_id, regional (kopecks, may be null) and `COLUMNS`, whole numbers of 128 bits."""

    engine: Engine
    frame: Frame

    def collect(self) -> pl.DataFrame:
        """In the order of the clusters."""
        return self.engine.collect(self.frame.sort(ROW))


def aggregate(tables: Tables, *, on: date, facts: Facts) -> Sums:
    """One row a cluster, with everything the rules look at."""
    engine = tables.engine
    reported = tables.clusters.select("cluster_id", reported=nw.col("year"))
    members = engine.settle(
        tables.participants.filter(nw.col("role") != ParticipantRole.INFRASTRUCTURE.value)
        .join(reported, on="cluster_id")
        .with_columns(producer=nw.col("role") == ParticipantRole.FINAL_PRODUCER.value)
        .rename({ROW: "member"})
    )
    trade = engine.settle(_trade(tables.purchases, members))
    inner = trade.filter(nw.col("inner"))
    money = _sums(
        trade.filter(nw.col("producer") & nw.col("final")),
        total=nw.col("amount"),
        inside=nw.when(nw.col("inner")).then(nw.col("amount")),
    )
    linked = nw.concat([inner.select("member"), inner.select(member=nw.col("seller_member"))]).unique()
    people = _people(members.join(linked.with_columns(linked=nw.lit(value=True)), on="member", how="left"), on, facts)
    objects = _sums(
        tables.infrastructure,
        education=nw.col("kind") == InfrastructureKind.EDUCATION.value,
        technological=nw.col("kind") == InfrastructureKind.TECHNOLOGICAL.value,
    )
    wide = tables.clusters.select(ROW, "cluster_id", "regional")
    for part in (people, money, objects):
        wide = wide.join(part, on="cluster_id", how="left")
    counted = (nw.col(name).cast(nw.Int128).fill_null(0) for name in COLUMNS)
    whole = wide.select(ROW, "cluster_id", nw.col("regional").cast(nw.Int128), *counted)
    return Sums(engine, engine.settle(whole))


def _trade(purchases: Frame, members: Frame) -> Frame:
    """Purchases of participants in the reporting year; `inner` = from another participant."""
    buyers = members.select("cluster_id", "member", "reported", "producer", buyer=nw.col("inn"))
    sellers = members.select("cluster_id", seller_member=nw.col("member"), seller=nw.col("inn"))
    return (
        purchases.join(buyers, on=["cluster_id", "buyer"])
        .filter(nw.col("year") == nw.col("reported"))
        .join(sellers, on=["cluster_id", "seller"], how="left")
        .select(
            "cluster_id", "member", "seller_member", "producer", "final", nw.col("amount").cast(nw.Int128),
            inner=(nw.col("seller_member") != nw.col("member")).fill_null(value=False),
        )
    )  # fmt: skip


def _people(members: Frame, on: date, facts: Facts) -> Frame:
    """`late`: the joining date plus the years is before `on`. Day numbers compare alike on 29 February."""
    years = pp779.contract_years(facts, on)
    limit = (on.year - (years or 0)) * 10_000 + on.month * 100 + on.day
    waits, blank = nw.col("newcomer") & nw.col("linked").is_null(), ("employees", "jobs", "revenue")
    return _sums(
        members,
        participants=nw.lit(1),
        final_producers=nw.col("producer"),
        special=nw.col("special"),
        idle=waits,
        late=waits & (nw.col("joined") < limit),
        undated=waits & nw.col("joined").is_null(),
        **{name: nw.col(name) for name in blank},
        **{f"{name}_blank": nw.col(name).is_null() for name in blank},
    )


def _sums(frame: Frame, **columns: nw.Expr) -> Frame:
    """A row a cluster; a yes counts as one, a null as nothing."""
    names: Sequence[str] = tuple(columns)
    wide = frame.select("cluster_id", **{name: each.cast(nw.Int128) for name, each in columns.items()})
    return wide.group_by("cluster_id").agg(nw.col(name).sum() for name in names)
