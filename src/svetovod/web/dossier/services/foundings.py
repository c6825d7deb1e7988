"""The days before which nothing can be dated."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault, Faulty
from svetovod.web.dossier import phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import ClusterFounding, OrganisationFounding


@transaction.atomic
def cluster_founding_set(*, actor: Any, cluster: Any, on: date, ground: str, at: datetime) -> ClusterFounding:
    """A later day than a paper already entered is refused by none: the page shows what no longer fits."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    _refuse_future(on, at)
    row, _made = ClusterFounding.objects.update_or_create(cluster=cluster, defaults={"on": on, "ground": ground})
    record(actor=actor, action="dossier.founding", subject=cluster, at=at, on=on.isoformat())
    return row


@transaction.atomic
def organisation_founding_set(*, actor: Any, membership: Any, on: date, at: datetime) -> OrganisationFounding:
    actor = ACCESS.admit("dossier.edit", actor, membership.cluster)
    _refuse_future(on, at)
    row, _made = OrganisationFounding.objects.update_or_create(
        organisation=membership.organisation, defaults={"on": on}
    )
    record(actor=actor, action="dossier.registered_on", subject=membership, at=at, on=on.isoformat())
    return row


def _refuse_future(on: date, at: datetime) -> None:
    if on > (today := timezone.localdate(at)):
        raise Faulty("founding.future", [Fault("on", phrases.in_future(on, today))])
