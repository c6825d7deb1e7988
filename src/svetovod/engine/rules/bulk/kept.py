"""A cluster as one small row of sums that can be kept, so that thousands are judged without reading their tables again.

`kept` makes the row once; `sums` puts many together for `judge`. Only lateness depends on the day: the joining
dates of newcomers without cooperation are kept for it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from svetovod.engine.facts import Facts
from svetovod.engine.frames import Polars
from svetovod.engine.model import Cluster, InfrastructureKind, Participant, ParticipantRole
from svetovod.engine.rules import pp779
from svetovod.engine.rules.measures import anniversary
from svetovod.engine.rules.purchases import bought, cooperating, kopecks

from .sums import COLUMNS, Sums

Row = dict[str, Any]
_WAITING = "waiting"
_OF_THE_DAY = {"idle", "late", "undated"}


def kept(cluster: Cluster) -> Row:
    """Plain JSON: counts, kopecks, ISO days."""
    people = [p for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE]
    linked, money = cooperating(cluster, {p.inn for p in people}), bought(cluster, people)
    waiting = [p for p in people if p.newcomer and p.inn not in linked]
    kinds = [each.kind for each in cluster.infrastructure]
    regional = cluster.regional_productivity
    return {
        "regional": None if regional is None else kopecks(regional),
        "participants": len(people),
        "final_producers": sum(p.role is ParticipantRole.FINAL_PRODUCER for p in people),
        "special": sum(p.special_territory for p in people),
        _WAITING: [p.joined_on and p.joined_on.isoformat() for p in waiting],
        **_sum("employees", people),
        **_sum("jobs", people, "high_performance_jobs"),
        "revenue": sum(kopecks(p.revenue) for p in people if p.revenue is not None),
        "revenue_blank": sum(p.revenue is None for p in people),
        "total": money.total,
        "inside": money.inside,
        "education": kinds.count(InfrastructureKind.EDUCATION),
        "technological": kinds.count(InfrastructureKind.TECHNOLOGICAL),
    }


def complete(row: Row) -> bool:
    """Whether the row has every sum that is looked at now: one that was kept before a rule came may lack its own."""
    return {"regional", _WAITING, *COLUMNS} - _OF_THE_DAY <= row.keys()


def _sum(name: str, people: list[Participant], field: str = "") -> Row:
    values = [getattr(p, field or name) for p in people]
    return {name: sum(v for v in values if v is not None), f"{name}_blank": values.count(None)}


def sums(rows: Mapping[str, Row], *, on: date, facts: Facts) -> Sums:
    """What `aggregate` makes of the clusters themselves, in the order of `rows`."""
    years = pp779.contract_years(facts, on) or 0
    made: dict[str, list[Any]] = {name: [] for name in ("cluster_id", "regional", *COLUMNS)}
    for name, row in rows.items():
        joined = [day and date.fromisoformat(day) for day in row[_WAITING]]
        late = sum(day is not None and anniversary(day, years) < on for day in joined)
        whole = {**row, "cluster_id": name, "idle": len(joined), "late": late, "undated": joined.count(None)}
        for column, values in made.items():
            values.append(whole[column])
    engine, schema = Polars(), {"cluster_id": pl.String, **dict.fromkeys(("regional", *COLUMNS), pl.Int128)}
    return Sums(engine, engine.load(pl.DataFrame(made, schema=schema)))
