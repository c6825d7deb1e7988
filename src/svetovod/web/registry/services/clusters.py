"""Organisations and clusters."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.companies import Company, DirectoryDownError, company
from svetovod.web.registry.enums import ClusterState, OrganisationKind
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.registry.organisations.selectors import by_inns
from svetovod.web.registry.states import CLUSTER

log = logging.getLogger(__name__)


@transaction.atomic
def organisation_create(
    *, actor: Any, inn: str, name: str, region: str, at: datetime, kind: str = OrganisationKind.ENTERPRISE,
    short_name: str = "",
) -> Organisation:  # fmt: skip
    """An organisation by its INN; one that is known already is returned as it is, or what it was merged into."""
    actor = ACCESS.admit("organisation.create", actor)
    if known := by_inns([inn]).get(inn):
        return known
    if not bridge.valid_inn(inn):
        raise Refused("organisation.inn", _("The INN has a wrong checksum: compare it with the register."))
    made = Organisation(inn=inn, name=name, short_name=short_name, region=region, kind=kind)
    columns_check(made, but=("name_sort",))
    made.save()
    record(actor=actor, action="organisation.create", subject=made, at=at, inn=inn, kind=str(kind), region=region)
    return made


@transaction.atomic
def cluster_create(
    *, actor: Any, slug: str, name: str, regions: list[str], manager: Organisation, at: datetime,
    state: str = ClusterState.EMERGING, registry_number: str = "", is_demo: bool = False,
) -> Cluster:  # fmt: skip
    actor = ACCESS.admit("cluster.create", actor)
    if known := Cluster.objects.filter(slug=slug).first():
        return known
    made = Cluster(
        slug=slug, name=name, regions=regions, manager=manager, state=state, registry_number=registry_number,
        is_demo=is_demo,
    )  # fmt: skip
    columns_check(made, but=("name_sort",))
    made.save()
    record(actor=actor, action="cluster.create", subject=made, at=at, slug=slug, regions=regions, state=str(state))
    return made


@transaction.atomic
def cluster_move(*, actor: Any, cluster: Cluster, action: str, at: datetime, registry_number: str = "") -> Cluster:
    """A step of the confirmation procedure, by whoever does that step; the number comes with the registration."""
    actor = ACCESS.admit("cluster.move", actor, cluster)
    row = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    before = row.state
    CLUSTER.move(row, action)
    row.registry_number = registry_number or row.registry_number
    row.save()
    record(
        actor=actor, action="cluster.move", subject=row, at=at, step=action, before=before, after=str(row.state),
        registry_number=row.registry_number,
    )  # fmt: skip
    return row


@transaction.atomic
def cluster_hand_over(*, actor: Any, cluster: Cluster, inn: str, name: str, region: str, at: datetime) -> Cluster:
    """Another organisation manages the cluster from now on; one that is not known yet is entered with its name.

    Roles held in the former organisation end with it; a role held in the cluster itself belongs to a person and stays.
    """
    actor = ACCESS.admit("cluster.hand_over", actor, cluster)
    row = Cluster.objects.select_for_update(of=("self",), no_key=True).select_related("manager").get(pk=cluster.pk)
    before, after = row.manager, _managing(inn, name, region)
    if before == after:
        raise Refused("manager.same", _("%(name)s manages the cluster already.") % {"name": after})
    row.manager = after
    row.save(update_fields=["manager"])
    record(actor=actor, action="cluster.hand_over", subject=row, at=at, before=before.inn, after=after.inn)
    return row


def _managing(inn: str, name: str, region: str) -> Organisation:
    """The organisation of the INN as a managing one. A participant stays a participant: the two are kept apart."""
    known = Organisation.objects.select_for_update(no_key=True).filter(inn=inn).first()
    if known is None:
        made = Organisation(inn=inn, name=name, region=region, kind=OrganisationKind.SPECIALISED)
        if not (name.strip() and region):
            raise Refused("manager.unknown", _("No organisation has this INN here yet: give its name and region."))
        if not bridge.valid_inn(inn):
            raise Refused("organisation.inn", _("The INN has a wrong checksum: compare it with the register."))
        columns_check(made, but=("name_sort",))
        made.save()
        return made
    if known.memberships.filter(left_on=None).exists():
        raise Refused(
            "manager.participant",
            _("%(name)s is a participant of a cluster: name the legal entity that manages it.") % {"name": known},
        )
    if known.kind in {OrganisationKind.ENTERPRISE, OrganisationKind.OTHER}:
        known.kind = OrganisationKind.SPECIALISED
        known.save(update_fields=["kind"])
    return known


def manager_named(*, inn: str, name: str, region: str) -> tuple[str, str]:
    """Name and region as typed, else of the operator's directory of companies. Asked before the transaction: while a
    service elsewhere answers, no row is held."""
    if not (name.strip() and region) and not Organisation.objects.filter(inn=inn).exists() and (found := _listed(inn)):
        return name.strip() or found.name, region or found.region
    return name, region


def _listed(inn: str) -> Company | None:
    """What the operator's directory of companies says; where it does not answer, the fields are asked for as ever."""
    try:
        return company(inn) if bridge.valid_inn(inn) else None
    except DirectoryDownError as error:
        log.warning("the directory of companies does not answer: %s", error)
        return None
