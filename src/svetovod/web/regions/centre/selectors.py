"""Reading the log of a centre."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.selectors import region_or_404
from svetovod.web.registry.models import Cluster

from .models import CentrePlan, CentreService


def centre_get(actor: Any, iso: str) -> str:
    """The region whose log the actor may read."""
    found = region_or_404(iso)
    ACCESS.require("centre.view", actor, found)
    return found


def services_of(iso: str, year: int) -> QuerySet[CentreService]:
    """All entries of the year, the withdrawn ones too, the newest first."""
    rows = CentreService.objects.filter(region=iso, given_on__range=(date(year, 1, 1), date(year, 12, 31)))
    return rows.select_related("organisation", "cluster", "made_by")


def services_until(actor: Any, isos: Collection[str], until: date) -> list[CentreService]:
    """Entries that count, of those of the regions whose log the actor may read."""
    mine = [iso for iso in isos if ACCESS.allows("centre.view", actor, iso)]
    rows = CentreService.objects.filter(region__in=mine, withdrawn_at=None, given_on__lte=until)
    return list(rows.select_related("organisation").order_by("region", "given_on", "id"))


def service_get(actor: Any, iso: str, pk: int) -> CentreService:
    found = CentreService.objects.filter(region=centre_get(actor, iso), pk=pk).first()
    if found is None:
        raise Hidden
    return found


def years(iso: str, today: date) -> list[int]:
    """Years with entries and the running one, the newest first."""
    logged = CentreService.objects.filter(region=iso).dates("given_on", "year")
    return sorted({today.year, *(each.year for each in logged)}, reverse=True)


def planned(iso: str, year: int) -> Mapping[str, Decimal]:
    return dict(CentrePlan.objects.filter(region=iso, year=year).values_list("indicator", "planned"))


def clusters_of(iso: str) -> QuerySet[Cluster]:
    """Clusters that stand in the region, ideas too: a centre helps them to become one."""
    return Cluster.objects.filter(regions__contains=[iso]).order_by("name_sort", "id")
