"""Clusters an actor may see or has in hand, and who belongs to them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.accounts.standing import registry_officer, system
from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import ClusterState, MemberRole
from svetovod.web.registry.models import Cluster, Membership, sort_key

EVERYTHING = registry_officer | system
_BY_ROLE = Case(*(When(role=role, then=place) for place, role in enumerate(MemberRole.values)))


def _cluster(slug: str) -> QuerySet[Cluster]:
    return Cluster.objects.select_related("manager").filter(slug=slug)


_CLUSTER = Prepared(_cluster, "slug")


def cluster_get(actor: Any, slug: str) -> Cluster:
    """The cluster of that address; `Hidden` where there is none the actor may see."""
    found: Cluster | None = _CLUSTER.first(slug)
    if found is None or not ACCESS.allows("cluster.view", actor, found):
        raise Hidden
    return found


def clusters_visible(actor: Any) -> QuerySet[Cluster]:
    """Public clusters, and those the actor manages or answers for."""
    everything = Cluster.objects.select_related("manager")
    if EVERYTHING.test(actor):
        return everything
    return everything.filter(~Q(state=ClusterState.IDEA) | in_hand(actor))


def clusters_found(actor: Any, *, text: str, region: str | None, state: str | None) -> QuerySet[Cluster]:
    """Of those, by a part of the name, a region and a state; with the number of members."""
    found = with_members(clusters_visible(actor))
    if text:
        found = found.filter(name_sort__contains=sort_key(text))
    if region:
        found = found.filter(regions__contains=[region])
    return found.filter(state=state) if state else found


def in_hand(actor: Any) -> Q:
    """Clusters whose figures the actor may see: the same people as in the access table."""
    clusters = [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    mine = Q(pk__in=clusters) | Q(manager_id__in=actor.organisation_ids(Role.CLUSTER_MANAGER))
    for iso in actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER):
        mine |= Q(regions__contains=[iso])
    return mine


def clusters_in_hand(actor: Any) -> QuerySet[Cluster]:
    """Clusters whose figures the actor may see."""
    return Cluster.objects.all() if EVERYTHING.test(actor) else Cluster.objects.filter(in_hand(actor))


def with_members(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """Adds `members`: how many organisations belong now."""
    return clusters.annotate(members=Count("memberships", filter=Q(memberships__left_on=None)))


def members_of(cluster: Cluster) -> QuerySet[Membership]:
    """Present members, producers first."""
    members = cluster.memberships.filter(left_on=None).select_related("organisation", "place")
    return members.order_by(_BY_ROLE, "organisation__name_sort", "id")


def members_by(clusters: Iterable[Cluster]) -> dict[int, list[Membership]]:
    """The same of many clusters in one query, by the cluster."""
    members = Membership.objects.filter(cluster__in=clusters, left_on=None).select_related("organisation")
    found: dict[int, list[Membership]] = {}
    for row in members.order_by(_BY_ROLE, "organisation__name_sort", "id"):
        found.setdefault(row.cluster_id, []).append(row)
    return found


def managed_by(organisations: Iterable[int]) -> dict[str, list[int]]:
    """The managing organisation of each cluster that one of these manages, by the cluster's id."""
    rows = Cluster.objects.filter(manager__in=organisations).values_list("pk", "manager_id")
    return {str(cluster): [manager] for cluster, manager in rows}


def people_answering(cluster: Any) -> list[Any]:
    """Who answers for the cluster, by itself or by its managing organisation. For letters, which have no actor."""
    found = people_holding(Scope.CLUSTER, [cluster.pk], Role.CLUSTER_MANAGER)
    found += people_holding(Scope.ORGANISATION, [cluster.manager_id], Role.CLUSTER_MANAGER)
    return list({person.pk: person for person in found}.values())


def clusters_of(actor: Any, organisations: Collection[int], *, but: Cluster) -> dict[int, list[Cluster]]:
    """Other clusters that organisations belong to now, by the organisation; those the actor may see, in one query."""
    rows = Membership.objects.filter(organisation__in=organisations, left_on=None).exclude(cluster=but)
    rows = rows.filter(cluster__in=clusters_visible(actor)).select_related("cluster").order_by("cluster__name_sort")
    found: dict[int, list[Cluster]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row.cluster)
    return found


def members_elsewhere(actor: Any, content: dict[str, Any], cluster_id: int | None) -> list[list[str]]:
    """Participants who belong to another cluster that the actor may know of: allowed, and said."""
    inns = [row["inn"] for row in content["participants"]]
    others = Membership.objects.filter(organisation__inn__in=inns, left_on=None).exclude(cluster_id=cluster_id or 0)
    found = others.filter(cluster__in=clusters_visible(actor)).order_by("organisation__inn", "cluster__name_sort")
    names = {row["inn"]: row["name"] for row in content["participants"]}
    return [[names[inn], cluster] for inn, cluster in found.values_list("organisation__inn", "cluster__name")]
