"""State machines as explicit tables: every change of state is one row that can be searched, tested and drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .errors import Refused


@dataclass(frozen=True, slots=True)
class Transition:
    """`action` moves an object from `source` to `target`; `who` names the action of the access table that allows it.

    `guard` returns None when the move is open, otherwise the `Refused` that says what stands in its way.
    """

    source: str
    target: str
    action: str
    who: str
    guard: Callable[..., Refused | None] | None = None


class StateTable:
    """The states of one kind of object. `field` is the name of the model's field."""

    TABLES: dict[str, "StateTable"] = {}

    def __init__(self, name: str, transitions: Iterable[Transition], *, field: str = "state") -> None:
        self.name = name
        self.field = field
        self.transitions = tuple(transitions)
        StateTable.TABLES[name] = self

    def states(self) -> list[str]:
        seen = dict.fromkeys(state for row in self.transitions for state in (row.source, row.target))
        return list(seen)

    def actions_from(self, state: str) -> list[Transition]:
        return [row for row in self.transitions if row.source == state]

    def target(self, action: str, source: str) -> str:
        """Where `action` leads from `source`, for rows that are changed all at once."""
        return next(row.target for row in self.transitions if row.action == action and row.source == source)

    def move(self, obj: Any, action: str, **context: Any) -> Transition:
        """Sets the new state on `obj` (not saved). Raises `Refused` when the state or the guard forbids it."""
        state = getattr(obj, self.field)
        for row in self.transitions:
            if row.action == action and row.source == state:
                refusal = row.guard(obj, **context) if row.guard else None
                if refusal is not None:
                    raise refusal
                setattr(obj, self.field, row.target)
                return row
        raise Refused(
            "state.wrong",
            _("This cannot be done now: the state has changed. Reload the page to see what is possible."),
            state=state,
            action=action,
        )
