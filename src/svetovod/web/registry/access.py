"""Who may do what with organisations and clusters. A cluster beyond an idea is public; its figures are not."""

from typing import Any

from django.db.models import Q
from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import manages, official_of_region, registry_head, registry_officer, system
from svetovod.web.common.access import AccessTable

from .enums import ClusterState


@predicate
def registrar(actor: Any, obj: Any = None) -> bool:
    """Of the whole installation: the organiser of one session learns of no hidden enterprise by it."""
    return any(actor.holds(role, Scope.PLATFORM) for role in (Role.ORGANISER, Role.REGISTRY_OFFICER))


@predicate
def official(actor: Any, obj: Any = None) -> bool:
    """Answers for the clusters of some region."""
    return bool(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER))


@predicate
def uploader(actor: Any, bulk: Any) -> bool:
    return actor.person_id is not None and actor.person_id == bulk.made_by_id


@predicate
def known(actor: Any, cluster: Any) -> bool:
    return cluster.state != ClusterState.IDEA


@predicate
def public(actor: Any, organisation: Any) -> bool:
    return not organisation.hidden


@predicate
def own(actor: Any, organisation: Any) -> bool:
    return organisation.pk in actor.organisation_ids()


@predicate
def speaks(actor: Any, organisation: Any) -> bool:
    """Speaks for the organisation itself; a preparer does so on paper alone."""
    return organisation.pk in actor.organisation_ids(Role.PARTICIPANT, Role.INITIATOR, Role.CLUSTER_MANAGER)


@predicate
def manages_its_cluster(actor: Any, organisation: Any) -> bool:
    """Manages a cluster it takes part in now."""
    clusters = [int(each) for each in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    managing = actor.organisation_ids(Role.CLUSTER_MANAGER)
    if not clusters and not managing:
        return False
    held = Q(cluster__in=clusters) | Q(cluster__manager__in=managing)
    return bool(organisation.memberships.filter(held, left_on=None).exists())


@predicate
def secretary(actor: Any, obj: Any = None) -> bool:
    """Of some selection: looks for ties of experts to parties."""
    return actor.holds(Role.SECRETARY, Scope.PLATFORM) or bool(actor.scope_ids(Scope.ROUND, Role.SECRETARY))


ACCESS = AccessTable(
    "registry",
    {
        "organisation.view": public | own | registrar | system,
        "organisation.create": registrar | system,
        "organisation.edit": speaks | manages_its_cluster | registry_officer | system,
        "organisation.list": registry_officer,
        "organisation.merge": registry_officer,
        "organisation.verify": registry_officer,
        "particular.view": speaks | registry_officer | system,
        "particular.enter": speaks | registry_officer | system,
        "particular.import": registry_officer | secretary | system,
        "cluster.view": known | manages | official_of_region | registry_officer | system,
        "cluster.create": registrar | system,
        "cluster.import": manages | system,
        "cluster.move": manages | registry_officer | system,
        "cluster.member": manages | system,
        "cluster.hand_over": manages | registry_officer | system,
        "cluster.bulk_import": official_of_region | registry_officer,
        "bulk.create": official | registry_officer,
        "bulk.view": uploader & (official | registry_officer),
        "bulk.apply": uploader & (official | registry_officer),
        "bulk.undo": uploader & (official | registry_officer),
        "verdict.view": manages | official_of_region | registry_officer | registry_head | system,
        "verdict.make": manages | official_of_region | registry_officer | system,
    },
    again={"cluster.hand_over"},
)


@predicate
def reads_check(actor: Any, check: Any) -> bool:
    """For the extract behind a comparison, which the app of documents hands out."""
    return ACCESS.allows("organisation.verify", actor) or ACCESS.allows("organisation.edit", actor, check.organisation)


@predicate
def makes_checks(actor: Any, check: Any) -> bool:
    return ACCESS.allows("organisation.verify", actor)
