"""Agreements between regions, and objects of infrastructure."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault
from svetovod.web.dossier import phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import ClusterObject, DossierDocument, RegionalAccord

from .checking import of_a_day, of_a_paper, refuse

FIELDS = ("kind", "name", "owner_inn", "owner_name", "region", "serves", "evidence", "since")


@transaction.atomic
def accord_add(*, actor: Any, cluster: Any, fields: Mapping[str, Any], at: datetime) -> RegionalAccord:
    """Between two regions or more: `regions`, `number`, `dated_on`, `valid_to`, `signatories`."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    type(cluster).objects.select_for_update(no_key=True).get(pk=cluster.pk)
    made = RegionalAccord(cluster=cluster, **fields)
    refuse("accord.faults", _accord_faults(made, at))
    made.save()
    record(
        actor=actor, action="accord.add", subject=made, at=at, cluster=cluster.slug, regions=made.regions,
        dated_on=made.dated_on.isoformat(),
    )  # fmt: skip
    return made


def _accord_faults(row: RegionalAccord, at: datetime) -> Iterator[Fault]:
    if len(set(row.regions)) < 2:
        yield Fault("regions", phrases.between_two_regions())
    yield from of_a_paper(row.cluster, row.dated_on, row.valid_to, at)
    same = RegionalAccord.objects.filter(
        cluster=row.cluster, number=row.number, dated_on=row.dated_on, cancelled_on=None
    )
    if same.exists():
        yield Fault("number", phrases.agreed_twice(row.number))


@transaction.atomic
def accord_cancel(*, actor: Any, accord: RegionalAccord, at: datetime) -> RegionalAccord:
    """It ends today and stays in the list; repeated, it changes nothing."""
    actor = ACCESS.admit("dossier.edit", actor, accord.cluster)
    row = RegionalAccord.objects.select_for_update(no_key=True).get(pk=accord.pk)
    if row.cancelled_on is None:
        row.cancelled_on = timezone.localdate(at)
        row.save(update_fields=["cancelled_on"])
        record(actor=actor, action="accord.cancel", subject=row, at=at, cluster=accord.cluster.slug)
    return row


@transaction.atomic
def object_save(
    *, actor: Any, cluster: Any, fields: Mapping[str, Any], at: datetime, known: ClusterObject | None = None
) -> ClusterObject:
    """An object of infrastructure, new or corrected; `document` of the dossier shows it, or None."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    type(cluster).objects.select_for_update(no_key=True).get(pk=cluster.pk)
    made = known or ClusterObject(cluster=cluster)
    for name in FIELDS:
        setattr(made, name, fields[name])
    made.document_id = fields["document"]
    refuse("object.faults", _object_faults(made, at))
    made.save()
    record(
        actor=actor, action="object.save", subject=made, at=at, cluster=cluster.slug, kind=str(made.kind),
        owner=made.owner_inn, region=made.region,
    )  # fmt: skip
    return made


def _object_faults(row: ClusterObject, at: datetime) -> Iterator[Fault]:
    if row.given_up_on is not None:
        yield Fault("name", phrases.given_up_already())
    same = ClusterObject.objects.filter(cluster=row.cluster, name=row.name, owner_inn=row.owner_inn, given_up_on=None)
    if row.pk is not None:
        same = same.exclude(pk=row.pk)
    if same.exists():
        yield Fault("name", phrases.object_twice(row.name))
    today = timezone.localdate(at)
    if row.since is not None and row.since > today:
        yield Fault("since", phrases.in_future(row.since, today))
    if row.document_id is not None:
        held = DossierDocument.objects.filter(cluster=row.cluster, pk=row.document_id, withdrawn_on=None)
        if not held.exists():
            yield Fault("document", phrases.no_such_document())


@transaction.atomic
def object_give_up(*, actor: Any, known: ClusterObject, on: Any, at: datetime) -> ClusterObject:
    """From the day on it serves the cluster no more; it stays in the list."""
    actor = ACCESS.admit("dossier.edit", actor, known.cluster)
    row = ClusterObject.objects.select_for_update(of=("self",), no_key=True).get(pk=known.pk)
    faults = list(of_a_day("on", known.cluster, on, at))
    if row.since is not None and on < row.since:
        faults.append(Fault("on", phrases.given_up_before(on, row.since)))
    refuse("object.faults", iter(faults))
    if row.given_up_on is None:
        row.given_up_on = on
        row.save(update_fields=["given_up_on"])
        record(actor=actor, action="object.give_up", subject=row, at=at, cluster=known.cluster.slug, on=on.isoformat())
    return row
