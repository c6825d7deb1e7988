"""Who may do what with requests for figures. An enterprise sees its own part; whoever asked sees all parts."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import manages, system
from svetovod.web.common.access import AccessTable
from svetovod.web.registry.enums import OrganisationKind as Kind

from .enums import Office

ANSWERING = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)


def _request(obj: Any) -> Any:
    """The request of a reply, or the request itself."""
    return getattr(obj, "request", obj)


def leads(actor: Any, organisation: Any) -> bool:
    """Holds an office: of an authority in its region, of a development centre, of a managing organisation."""
    if organisation.kind == Kind.SPECIALISED:
        clusters = {int(pk) for pk in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)}
        return organisation.pk in actor.organisation_ids(Role.CLUSTER_MANAGER) or bool(
            clusters and organisation.managed_clusters.filter(pk__in=clusters).exists()
        )
    role = {Kind.AUTHORITY: Role.REGIONAL_AUTHORITY, Kind.CDC: Role.CDC_OFFICER}.get(organisation.kind)
    return role is not None and (
        actor.holds(role, Scope.REGION, organisation.region) or actor.holds(role, Scope.ORGANISATION, organisation.pk)
    )


@predicate
def composer(actor: Any, obj: Any = None) -> bool:
    """Asks regions and organisations by a table, from above."""
    return any(actor.holds(office, Scope.PLATFORM) for office in Office)


@predicate
def asker(actor: Any, obj: Any) -> bool:
    """The managing organisation of the cluster; of a table the office that sent it, or whoever passed it on."""
    request = _request(obj)
    if request.cluster is not None:
        return bool(manages.test(actor, request.cluster))
    if request.office:
        return actor.holds(request.office, Scope.PLATFORM)
    return leads(actor, request.asker)


@predicate
def asked(actor: Any, reply: Any) -> bool:
    """Speaks for the enterprise by a role; a contact without an account proves himself by the link instead."""
    mine = reply.organisation_id in actor.organisation_ids(*ANSWERING)
    return mine or (reply.request.is_table and leads(actor, reply.organisation))


@predicate
def passes_on(actor: Any, reply: Any) -> bool:
    """A region or a managing organisation that was asked by a table may ask its own enterprises in turn."""
    return reply.request.is_table and leads(actor, reply.organisation)


ACCESS = AccessTable(
    "figures",
    {
        "requests.list": manages | system,
        "requests.open": manages | system,
        "requests.compose": composer,
        "request.view": asker | system,
        "request.invite": asker | system,
        "request.remind": asker | system,
        "request.lock": asker,
        "request.export": asker,
        "request.amend": asker,
        "reply.view": asker | asked,
        "reply.answer": asked,
        "reply.type_in": asker | system,
        "reply.sign": asker | asked,
        "reply.dispute": asker | system,
        "reply.pass_on": passes_on,
    },
)


@predicate
def linked(actor: Any, reply: Any) -> bool:
    """Holds a link of that part that still works, account or none."""
    return reply.contacts.filter(person=actor.person_id, revoked_at=None).exists()


@predicate
def reads_signed(actor: Any, answer: Any) -> bool:
    """Signed sheets of an answer: whoever sees the answer itself."""
    return ACCESS.allows("reply.view", actor, answer.reply) or linked.test(actor, answer.reply)


@predicate
def brings_signed(actor: Any, answer: Any) -> bool:
    return ACCESS.allows("reply.sign", actor, answer.reply) or linked.test(actor, answer.reply)
