"""Who may do what with people and roles."""

from collections.abc import Callable
from typing import Any

from rules.predicates import predicate

from svetovod.web.common.access import AccessTable, anyone

from .enums import Role, Scope
from .models import RoleGrant
from .standing import administrator, system

R = Role
# Whoever leads a scope gives these roles in it, and no others: a leader makes no administrators, judges or auditors.
LEADERS: dict[str, dict[str, set[str]]] = {
    Scope.ORGANISATION: {
        R.CLUSTER_MANAGER: {R.CLUSTER_MANAGER, R.INITIATOR, R.PARTICIPANT, R.PREPARER},
        R.INITIATOR: {R.INITIATOR, R.PARTICIPANT, R.PREPARER},
    },
    Scope.CLUSTER: {R.CLUSTER_MANAGER: {R.CLUSTER_MANAGER, R.INITIATOR, R.PARTICIPANT, R.PREPARER}},
    Scope.PROJECT: {R.INITIATOR: {R.INITIATOR, R.PARTICIPANT, R.PREPARER}},
    Scope.SESSION: {
        R.ORGANISER: {
            R.ORGANISER, R.EXPERT, R.MODERATOR, R.SCRIBE, R.LOCAL_OPERATOR, R.HOST, R.PASS_OFFICER, R.CHECK_IN,
            R.PRESS_OFFICER,
        },
    },
    Scope.ROUND: {R.SECRETARY: {R.EXPERT, R.COMMISSION_MEMBER, R.CHAIR}},
}  # fmt: skip


# What these see is nobody else's to see: sheets, votes, and the means to govern.
UNSEEN = {R.ADMINISTRATOR, R.SECRETARY, R.CHAIR, R.COMMISSION_MEMBER, R.EXPERT, R.AUDITOR}


# apps say whose pages hold what was promised to be seen by nobody else, though no role says so
_closed: list[Callable[[Any], bool]] = []


def register_closed(closes: Callable[[Any], bool]) -> None:
    if closes not in _closed:
        _closed.append(closes)


def closed_to_viewing(person: Any) -> bool:
    held = RoleGrant.objects.filter(person=person, revoked_at=None, role__in=UNSEEN)
    return held.exists() or any(closes(person) for closes in _closed)


@predicate
def oneself(actor: Any, person: Any) -> bool:
    return bool(actor.person_id) and person is not None and actor.person_id == person.pk


@predicate
def manages_scope(actor: Any, grant: Any) -> bool:
    """Whoever leads an organisation, a session or a round gives roles in it; `grant` is a grant or an invitation."""
    leaders = LEADERS.get(grant.scope, {})
    return bool(grant.scope_id) and any(
        grant.role in roles and actor.holds(leader, grant.scope, grant.scope_id) for leader, roles in leaders.items()
    )


@predicate
def to_oneself(actor: Any, grant: Any) -> bool:
    """Nobody gives a role to themselves."""
    if getattr(grant, "person_id", None):
        return bool(grant.person_id == actor.person_id)
    return bool(actor.email) and getattr(grant, "email", "") == actor.email.lower()


@predicate
def proper_scope(actor: Any, grant: Any) -> bool:
    """The administrator's role belongs to the platform; held elsewhere it would mean nothing."""
    return grant.role != Role.ADMINISTRATOR or grant.scope == Scope.PLATFORM


@predicate
def ones_own(actor: Any, row: Any) -> bool:
    """A token, a kept filter or a visit of the desk."""
    return bool(actor.person_id) and row.person_id == actor.person_id


GIVES = proper_scope & (system | ((administrator | manages_scope) & ~to_oneself))

ACCESS = AccessTable(
    "accounts",
    {
        "person.view": oneself | administrator,
        "person.update": oneself,
        "person.export": oneself,
        "person.close_account": administrator & ~oneself,
        "person.erase": oneself | administrator,
        "grant.create": GIVES,
        "grant.revoke": administrator | manages_scope,
        "invitation.create": GIVES,
        "invitation.resend": GIVES,
        "invitation.revoke": administrator | manages_scope,
        "invitation.accept": anyone,
        "viewing.begin": administrator,
        "token.view": ones_own,
        "token.create": ones_own,
        "token.revoke": ones_own,
        "own_desk.view": ones_own,
        "filter.view": ones_own,
        "filter.keep": ones_own,
        "filter.rename": ones_own,
        "filter.remove": ones_own,
    },
    again={
        "person.close_account",
        "person.erase",
        "grant.create",
        "grant.revoke",
        "invitation.create",
        "viewing.begin",
    },
)
