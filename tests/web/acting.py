"""People with roles who stand in no database: what a table of permissions says is asked without one."""

from dataclasses import replace

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant
from svetovod.web.common.errors import AskAgain


def acting(number, *held, **fields):
    """acting(1, "organiser@session:saransk"): person 1 with that role there."""
    grants = []
    for at, each in enumerate(held):
        role, _, place = each.partition("@")
        scope, _, scope_id = place.partition(":")
        grants.append(Grant(at, role, scope, scope_id))
    return Actor(number, f"p{number}", email=f"p{number}@example.ru", grants=tuple(grants), **fields)


def cast(**held):
    """cast(own="participant@organisation:7") -> actors by name, numbered from 1, the visitor and the system with them.

    Several roles are parted by spaces; "" is a person without any.
    """
    people = {name: acting(number, *roles.split()) for number, (name, roles) in enumerate(held.items(), 1)}
    return {**people, "visitor": VISITOR, "system": SYSTEM}


def permitted(table, action, actors, obj=None):
    """Who of the cast may do it, in their order, as one line."""
    return " ".join(name for name, actor in actors.items() if table.allows(action, actor, obj))


def asks_again(table, action, actor, obj=None):
    """Whether a session that is merely open is not enough for what the actor may do."""
    try:
        table.admit(action, replace(actor, sure=False), obj)
    except AskAgain:
        return True
    return False
