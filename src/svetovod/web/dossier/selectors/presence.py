"""Where the cluster is: its regions with people and production, agreements between them, and its infrastructure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import Standing
from svetovod.web.dossier.models import ClusterObject, RegionalAccord
from svetovod.web.registry import selectors as registry

from .participation import RegionLine, regions_of
from .standing import standing


@dataclass(frozen=True, slots=True)
class Presence:
    """A region with what the newest workbook tells of it; None where the reader sees no figures, or there are none.

    `jobs` are people, `revenue` rubles of the workbook's year; `untold` participants gave no figures.
    """

    line: RegionLine
    jobs: int | None
    revenue: Decimal | None
    untold: int


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement between regions as it stands on a day."""

    row: RegionalAccord
    standing: Standing

    @property
    def regions(self) -> str:
        return ", ".join(registry.region_name(iso) for iso in self.row.regions)


def presence(actor: Any, cluster: Any, on: date) -> tuple[list[Presence], int | None]:
    """The regions, and the year of the figures."""
    lines = regions_of(actor, cluster, on)
    sheet = cluster.sheets.only("content", "cluster").first()
    if sheet is None or not ACCESS.allows("dossier.read_figures", actor, cluster):
        return [Presence(line, None, None, 0) for line in lines], None
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    named = _branches(cluster, on)
    for row in sheet.content["participants"]:
        told[named.get(row["inn"], row["region"])].append(row)
    return [_presence(line, told[line.iso]) for line in lines], sheet.content["year"]


def _branches(cluster: Any, on: date) -> dict[str, str]:
    """By INN, the region of the open branch that a present participant takes part by."""
    rows = cluster.memberships.filter(left_on=None, place__isnull=False)
    rows = rows.exclude(place__closed_on__lte=on)
    return dict(rows.values_list("organisation__inn", "place__region"))


def _presence(line: RegionLine, rows: Iterable[dict[str, Any]]) -> Presence:
    rows = list(rows)
    jobs = [row["employees"] for row in rows if row["employees"] is not None]
    revenues = [Decimal(row["revenue"]) for row in rows if row["revenue"]]
    return Presence(
        line,
        sum(jobs) if jobs else None,
        sum(revenues, Decimal(0)) if revenues else None,
        sum(row["employees"] is None or not row["revenue"] for row in rows),
    )


def accords(actor: Any, cluster: Any, on: date) -> list[Accord]:
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = RegionalAccord.objects.filter(cluster=cluster, dated_on__lte=on)
    return [Accord(row, Standing.EXPIRED if row.cancelled_on else standing(row.valid_to, on)) for row in rows]


def accord_get(cluster: Any, pk: int) -> RegionalAccord | None:
    return RegionalAccord.objects.select_related("cluster").filter(cluster=cluster, pk=pk).first()


def objects(actor: Any, cluster: Any) -> list[ClusterObject]:
    """Present objects by kind, then those given up."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = ClusterObject.objects.filter(cluster=cluster).select_related("document")
    return sorted(rows, key=lambda row: row.given_up_on is not None)


def object_get(actor: Any, cluster: Any, pk: int) -> ClusterObject | None:
    ACCESS.require("dossier.read_papers", actor, cluster)
    return ClusterObject.objects.select_related("cluster", "document").filter(cluster=cluster, pk=pk).first()
