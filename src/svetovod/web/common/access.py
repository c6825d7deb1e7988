"""Who may do what: one table per app, denied unless granted.

A table maps an action (`round.open`) to a predicate of the library `rules`, called with (actor, object). The action
that lets an actor see the object at all is named `<noun>.view`: without it every other refusal is a 404.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rules.predicates import Predicate, predicate

from .errors import AskAgain, Denied, Hidden


@predicate
def anyone(actor: Any, obj: Any = None) -> bool:
    return True


@predicate
def nobody(actor: Any, obj: Any = None) -> bool:
    return False


@predicate
def signed_in(actor: Any, obj: Any = None) -> bool:
    return bool(actor.person_id)


class AccessTable:
    """The access table of one app. `TABLES` keeps all of them for the permission matrix and the roles' page.

    `again` are actions for which an open session is not enough: whoever is signed in has shown lately who he is.
    """

    TABLES: dict[str, "AccessTable"] = {}

    def __init__(self, app: str, actions: Mapping[str, Predicate], again: Collection[str] = ()) -> None:
        self.app = app
        self.actions = dict(actions)
        self.again = frozenset(again)
        assert self.again <= set(self.actions), f"{app}: no such action: {self.again - set(self.actions)}"
        AccessTable.TABLES[app] = self

    def __iter__(self) -> Iterator[str]:
        return iter(self.actions)

    def allows(self, action: str, actor: Any, obj: Any = None) -> bool:
        """Raises `KeyError` for an action nobody declared: a typo must not grant anything."""
        return bool(self.actions[action].test(actor, obj))

    def require(self, action: str, actor: Any, obj: Any = None) -> None:
        """Raises `Denied`, or `Hidden` where the actor may not even see the object."""
        if self.allows(action, actor, obj):
            return
        view = f"{action.partition('.')[0]}.view"
        if obj is not None and view in self.actions and not self.allows(view, actor, obj):
            raise Hidden
        raise Denied(action)

    def admit(self, action: str, actor: Any, obj: Any = None) -> Any:
        """`require`, for services: gives the actor in the capacity that permits, which is the one to be journaled.

        Raises `AskAgain` where that is asked; whoever may not at all is told so first.
        """
        self.require(action, actor, obj)
        if action in self.again and not actor.sure:
            raise AskAgain(action)
        return actor.permitted_by(lambda one: self.allows(action, one, obj))
