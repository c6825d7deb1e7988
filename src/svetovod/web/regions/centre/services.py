"""Writing the log of a centre and its plan. Nothing of the log is changed or deleted: a mistake is withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.regions.access import ACCESS
from svetovod.web.registry.models import Cluster, Organisation

from .models import CentrePlan, CentreService

BACK = 10  # years: an older day is a mistyped one


@transaction.atomic
def centre_service_log(
    *, actor: Any, iso: str, given_on: date, kind: str, organisation: Organisation, cluster: Cluster | None, about: str,
    product: str, paid: Decimal, at: datetime, is_demo: bool = False,
) -> CentreService:  # fmt: skip
    """Writes down a service that was given. The same one once more on the same day is the one written before."""
    actor = ACCESS.admit("centre.log", actor, iso)
    today = timezone.localtime(at).date()
    if given_on.year < today.year - BACK:
        raise Refused("centre.early", _("That is more than ten years ago: compare the year."))
    if given_on > today:
        raise Refused("centre.ahead", _("A service is written down once it is given: the day is still to come."))
    if cluster is not None and iso not in cluster.regions:
        raise Refused(
            "centre.elsewhere", _("The cluster stands in another region. Choose one of this region, or none.")
        )
    said = {"given_on": given_on, "kind": kind, "organisation": organisation, "cluster": cluster, "about": about,
            "product": product, "paid": paid}  # fmt: skip
    _one_at_a_time(iso)
    known = CentreService.objects.filter(region=iso, withdrawn_at=None, **said).first()
    if known is not None:
        return known
    row = CentreService.objects.create(region=iso, made_by_id=actor.person_id, made_at=at, is_demo=is_demo, **said)
    record(actor=actor, action="centre_service.log", subject=row, at=at, region=iso, kind=kind)
    return row


def _one_at_a_time(iso: str) -> None:
    """Two who press at once wait for each other, so that the second finds the entry of the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"regions.centre {iso}"])


@transaction.atomic
def centre_service_withdraw(*, actor: Any, service: CentreService, why: str, at: datetime) -> CentreService:
    """The entry stays, struck out, and counts no more; asked again, nothing changes."""
    actor = ACCESS.admit("centre.withdraw", actor, service.region)
    row = CentreService.objects.select_for_update(no_key=True).get(pk=service.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_why = at, why
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record(actor=actor, action="centre_service.withdraw", subject=row, at=at)
    return row


@transaction.atomic
def centre_plan_set(*, actor: Any, iso: str, year: int, planned: Mapping[str, Decimal | None], at: datetime) -> None:
    """What is to be reached in the year; None takes a figure away."""
    actor = ACCESS.admit("centre.plan", actor, iso)
    for indicator, value in planned.items():
        mine: dict[str, Any] = {"region": iso, "year": year, "indicator": indicator}
        if value is None:
            CentrePlan.objects.filter(**mine).delete()
        else:
            CentrePlan.objects.update_or_create(**mine, defaults={"planned": value})
    said = {name: None if value is None else str(value) for name, value in planned.items()}
    record(actor=actor, action="centre_plan.set", subject=("regions.centreplan", f"{iso}-{year}"), at=at, planned=said)
