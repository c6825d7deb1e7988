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


class Rows(list):
    """As much of a set of rows as a table of permissions asks for."""

    def filter(self, **wanted):
        def fits(row):
            given = ((name.partition("__"), value) for name, value in wanted.items())
            return all(
                getattr(row, name) in value if way == "in" else getattr(row, name) == value
                for (name, _, way), value in given
            )

        return Rows(filter(fits, self))

    def exists(self):
        return bool(self)

    def all(self):
        return self

    def none(self):
        return Rows()

    def values_list(self, name, *, flat):
        return [getattr(row, name) if flat else (getattr(row, name),) for row in self]
