"""Who may do what with requests for figures. An enterprise sees its own part; whoever asked sees all parts."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.access import AccessTable

ANSWERING = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)


def _request(obj: Any) -> Any:
    """The request of a reply, or the request itself."""
    return getattr(obj, "request", obj)


@predicate
def system(actor: Any, obj: Any = None) -> bool:
    return actor.pseudonym == "system"


@predicate
def manages(actor: Any, cluster: Any) -> bool:
    """Holds the cluster itself, or its managing organisation."""
    return actor.holds(Role.CLUSTER_MANAGER, Scope.CLUSTER, cluster.pk) or actor.holds(
        Role.CLUSTER_MANAGER, Scope.ORGANISATION, cluster.manager_id
    )


@predicate
def asker(actor: Any, obj: Any) -> bool:
    cluster = _request(obj).cluster
    return cluster is not None and bool(manages.test(actor, cluster))


@predicate
def asked(actor: Any, reply: Any) -> bool:
    """Speaks for the enterprise by a role; a contact without an account proves himself by the link instead."""
    return reply.organisation_id in actor.organisation_ids(*ANSWERING)


ACCESS = AccessTable(
    "figures",
    {
        "requests.list": manages | system,
        "requests.open": manages | system,
        "request.view": asker | system,
        "request.invite": asker | system,
        "request.remind": asker,
        "request.lock": asker,
        "request.export": asker,
        "reply.view": asker | asked,
        "reply.answer": asked,
        "reply.type_in": asker | system,
        "reply.dispute": asker | system,
    },
)
