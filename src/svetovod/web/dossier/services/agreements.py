"""Agreements on participation, and with regions."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault
from svetovod.web.dossier import phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import Agreement, OrganisationFounding

from .checking import of_a_paper, refuse

FIELDS = ("number", "dated_on", "valid_to", "signed_with")


@transaction.atomic
def agreement_add(
    *, actor: Any, cluster: Any, fields: Mapping[str, Any], at: datetime, organisation: Any = None, region: str = ""
) -> Agreement:
    """With a participant, or with the authority of a region: one of the two."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    type(cluster).objects.select_for_update(no_key=True).get(pk=cluster.pk)
    made = Agreement(
        cluster=cluster, organisation=organisation, region=region, **{name: fields[name] for name in FIELDS}
    )
    refuse("agreement.faults", _faults(made, at))
    made.save()
    record(actor=actor, action="agreement.add", subject=made, at=at, cluster=cluster.slug, **_said(made))
    return made


def _faults(row: Agreement, at: datetime) -> Iterator[Fault]:
    yield from of_a_paper(row.cluster, row.dated_on, row.valid_to, at)
    if row.organisation is not None:
        if not row.cluster.memberships.filter(organisation=row.organisation, left_on=None).exists():
            yield Fault("number", phrases.has_left(str(row.organisation)))
        founding = OrganisationFounding.objects.filter(organisation=row.organisation).first()
        if founding is not None and row.dated_on < founding.on:
            yield Fault("dated_on", phrases.before_registration(row.dated_on, founding.on, str(row.organisation)))
    same = Agreement.objects.filter(
        cluster=row.cluster, organisation=row.organisation, region=row.region, number=row.number,
        dated_on=row.dated_on, cancelled_on=None,
    )  # fmt: skip
    if same.exists():
        yield Fault("number", phrases.agreed_twice(row.number))


def _said(row: Agreement) -> dict[str, Any]:
    return {
        "organisation": row.organisation.inn if row.organisation else "",
        "region": row.region,
        "dated_on": row.dated_on.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }


@transaction.atomic
def agreement_cancel(*, actor: Any, agreement: Agreement, at: datetime) -> Agreement:
    """It ends today and stays in the list; repeated, it changes nothing."""
    actor = ACCESS.admit("dossier.edit", actor, agreement.cluster)
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    if row.cancelled_on is None:
        row.cancelled_on = timezone.localdate(at)
        row.save(update_fields=["cancelled_on"])
        record(actor=actor, action="agreement.cancel", subject=row, at=at, cluster=agreement.cluster.slug)
    return row
