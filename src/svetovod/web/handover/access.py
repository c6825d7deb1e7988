"""Who may hand over the work of whom: whoever leads every place it lies in, and nobody gives himself a role by it."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.access import ACCESS as PEOPLE
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.standing import administrator, system
from svetovod.web.common.access import AccessTable, signed_in

from .coverage import leads_place


@predicate
def leads(actor: Any, handover: Any) -> bool:
    """Leads every place of the handover, and could take back every role it ends."""
    places = [tuple(place) for place in handover.places]
    roles = [RoleGrant(role=row["role"], scope=row["scope"], scope_id=row["scope_id"]) for row in handover.roles]
    return (
        bool(actor.person_id)
        and bool(places)
        and all(leads_place(actor, place) for place in places)
        and all(PEOPLE.allows("grant.revoke", actor, role) for role in roles)
    )


@predicate
def leaver(actor: Any, handover: Any) -> bool:
    return bool(actor.person_id) and handover.leaver_id == actor.person_id


@predicate
def sent_off(actor: Any, handover: Any) -> bool:
    """Leaves by somebody else's decision: does not decide about it, whatever he leads until then."""
    return handover.leaver_id == actor.person_id != handover.started_by_id


@predicate
def successor(actor: Any, handover: Any) -> bool:
    """Named to take some kind of the work."""
    return bool(actor.person_id) and any(
        row.successor_id == actor.person_id and row.declined_at is None for row in handover.successions.all()
    )


ACCESS = AccessTable(
    "handover",
    {
        "handover.list": signed_in,
        "handover.view": leads | leaver | successor | administrator | system,
        "handover.start": leads,
        "handover.start_urgent": leads & ~leaver,
        "handover.name": leads & ~sent_off,
        "handover.accept": successor,
        "handover.force": leads & ~successor & ~leaver,
        "handover.revoke": leads & ~sent_off,
        "handover.carry_out": system,
    },
    again={"handover.start", "handover.start_urgent", "handover.accept", "handover.force"},
)
