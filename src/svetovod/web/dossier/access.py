"""Who may do what with the dossier of a cluster. What its papers say is not for every participant."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role
from svetovod.web.accounts.standing import auditor, manages, official_of_region, registry_officer, system
from svetovod.web.common.access import AccessTable

SPEAKING = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)


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
        "dossier.replace_manager": manages | registry_officer | system,
    },
)


@predicate
def reads_document(actor: Any, document: Any) -> bool:
    """For the files of a document, which the app of documents hands out."""
    return ACCESS.allows("dossier.read_papers", actor, document.cluster)


@predicate
def edits_document(actor: Any, document: Any) -> bool:
    return ACCESS.allows("dossier.edit", actor, document.cluster)
