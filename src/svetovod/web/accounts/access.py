"""Who may do what with people and roles."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.common.access import AccessTable, signed_in

from .enums import Role, Scope


@predicate
def administrator(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


@predicate
def auditor(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.AUDITOR)


@predicate
def oneself(actor: Any, person: Any) -> bool:
    return bool(actor.person_id) and person is not None and actor.person_id == person.pk


@predicate
def manages_scope(actor: Any, grant: Any) -> bool:
    """Whoever leads an organisation, a session or a round invites people into it; `grant` names role and scope."""
    leaders = {
        Scope.ORGANISATION: (Role.CLUSTER_MANAGER, Role.INITIATOR),
        Scope.CLUSTER: (Role.CLUSTER_MANAGER,),
        Scope.SESSION: (Role.ORGANISER,),
        Scope.ROUND: (Role.SECRETARY,),
        Scope.PROJECT: (Role.INITIATOR,),
    }.get(grant.scope, ())
    return any(actor.holds(role, grant.scope, grant.scope_id) for role in leaders)


ACCESS = AccessTable(
    "accounts",
    {
        "person.view": oneself | administrator,
        "person.update": oneself,
        "person.erase": oneself | administrator,
        "grant.create": administrator | manages_scope,
        "grant.revoke": administrator | manages_scope,
        "invitation.create": administrator | manages_scope,
        "clock.move": signed_in,
        "journal.view": auditor | administrator,
        "mail.view": administrator,
        "mail.resend": administrator,
    },
)
