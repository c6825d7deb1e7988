"""Who may do what with the dossier of a cluster. What its papers say is not for every participant."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.access import AccessTable

SPEAKING = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)


@predicate
def system(actor: Any, obj: Any = None) -> bool:
    return actor.pseudonym == "system"


@predicate
def registry_officer(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.REGISTRY_OFFICER, Scope.PLATFORM)


@predicate
def manages(actor: Any, cluster: Any) -> bool:
    """Holds the cluster itself, or its managing organisation."""
    return actor.holds(Role.CLUSTER_MANAGER, Scope.CLUSTER, cluster.pk) or actor.holds(
        Role.CLUSTER_MANAGER, Scope.ORGANISATION, cluster.manager_id
    )


@predicate
def official_of_region(actor: Any, cluster: Any) -> bool:
    held = actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)
    return bool(held & set(cluster.regions))


@predicate
def auditor(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.AUDITOR, Scope.PLATFORM)


@predicate
def member(actor: Any, cluster: Any) -> bool:
    """Speaks for an organisation that belongs to the cluster now."""
    own = actor.organisation_ids(*SPEAKING)
    return bool(own) and cluster.memberships.filter(left_on=None, organisation__in=own).exists()


_OFFICIALS = manages | official_of_region | registry_officer | system
_ENTITLED = _OFFICIALS | auditor

ACCESS = AccessTable(
    "dossier",
    {
        "dossier.view": _ENTITLED | member,
        "dossier.read_papers": _ENTITLED,
        "dossier.read_edition": _ENTITLED,
        "dossier.read_figures": _OFFICIALS,
        "dossier.edit": manages | system,
    },
)


@predicate
def reads_document(actor: Any, document: Any) -> bool:
    """For the files of a document, which the app of documents hands out."""
    return ACCESS.allows("dossier.read_papers", actor, document.cluster)


@predicate
def edits_document(actor: Any, document: Any) -> bool:
    return ACCESS.allows("dossier.edit", actor, document.cluster)
