"""Reading what stands in regions for their industry."""

from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.selectors import region_or_404

from .models import Facility


def facilities(region: str | None = None) -> QuerySet[Facility]:
    """What everybody may see: whatever is withdrawn is not among it."""
    found = Facility.objects.filter(withdrawn_at=None)
    return found.filter(region=region) if region else found.order_by("region", "kind", "name", "id")


def facilities_kept(actor: Any, iso: str) -> QuerySet[Facility]:
    """For the people of the region: the withdrawn too, the newest first."""
    ACCESS.require("facility.log", actor, region_or_404(iso))
    return Facility.objects.filter(region=iso).select_related("made_by").order_by("-made_at", "-id")


def facility_get(actor: Any, iso: str, pk: int) -> Facility:
    found = facilities_kept(actor, iso).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found
