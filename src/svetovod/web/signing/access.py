"""Its own people enter who signs for an organisation; whoever answers for its clusters reads it, and offices do."""

from typing import Any

from django.db.models import Q
from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import registry_officer, system
from svetovod.web.common.access import AccessTable

SPEAKING = (Role.CLUSTER_MANAGER, Role.INITIATOR, Role.PARTICIPANT)


@predicate
def speaks(actor: Any, organisation: Any) -> bool:
    return organisation.pk in actor.organisation_ids(*SPEAKING)


@predicate
def prepares(actor: Any, organisation: Any) -> bool:
    return organisation.pk in actor.organisation_ids(Role.PREPARER)


def _clusters(actor: Any) -> list[int]:
    return [int(each) for each in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]


@predicate
def manages_for(actor: Any, organisation: Any) -> bool:
    """Leads a cluster that the organisation manages, and so acts for it."""
    clusters = _clusters(actor)
    return bool(clusters) and bool(organisation.managed_clusters.filter(pk__in=clusters).exists())


@predicate
def answers_for(actor: Any, organisation: Any) -> bool:
    """Manages a cluster the organisation belongs to."""
    clusters, houses = _clusters(actor), actor.organisation_ids(Role.CLUSTER_MANAGER)
    if not clusters and not houses:
        return False
    led = Q(cluster__in=clusters) | Q(cluster__manager__in=houses)
    return bool(organisation.memberships.filter(led, left_on=None).exists())


enters = speaks | manages_for | system


@predicate
def official_of_region(actor: Any, organisation: Any) -> bool:
    return organisation.region in actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)


ACCESS = AccessTable(
    "signing",
    {
        "authority.view": enters | prepares | answers_for | official_of_region | registry_officer,
        "authority.enter": enters,
        "authority.end": enters,
        "authority.forget": enters,
    },
    again={"authority.forget"},
)
