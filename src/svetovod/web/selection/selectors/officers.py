"""The secretary and the chair: whether they may act, and whether a substitute is needed."""

from typing import Any

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holders_of, places_held
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.conflicts import Interest, interest_of
from svetovod.web.selection.models import SelectionRound

OTHER = {Role.SECRETARY: Role.CHAIR, Role.CHAIR: Role.SECRETARY}


def own_interest(actor: Any, round_: SelectionRound) -> Interest | None:
    """The application a party of which the actor speaks for, if the actor is an officer of the round."""
    officer = any(actor.holds(role, Scope.ROUND, round_.pk) for role in OTHER)
    return interest_of(actor.places, round_) if officer else None


def concerned(round_: SelectionRound, role: str) -> bool:
    """Whether everybody who holds the role speaks for a party, so that nobody may act in it."""
    held = places_held(holders_of(role, Scope.ROUND, round_.pk))
    return all(interest_of(places, round_) for places in held.values())


def may_name_substitute(actor: Any, round_: SelectionRound, role: Role) -> bool:
    """The other officer does, where one is needed."""
    other = actor.holds(OTHER[role], Scope.ROUND, round_.pk) and ACCESS.allows("substitute.name", actor, round_)
    return bool(other) and concerned(round_, role)
