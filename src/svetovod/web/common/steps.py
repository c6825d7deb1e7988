"""Steps of a procedure: which action of the access table each takes, and in which states of its object it is there.

One declaration for three readers: services ask it before they write, the reference pages are drawn from it, and tests
hold every cell of it (role x state x step) against the database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .access import AccessTable


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is the service that takes the step, or the action itself where something is only looked at."""

    name: str
    action: str
    states: tuple[str, ...]


class StepTable:
    """The steps of one app. `TABLES` keeps all of them."""

    TABLES: dict[str, "StepTable"] = {}

    def __init__(
        self, access: AccessTable, writes: Mapping[str, tuple[str, Iterable[str]]], reads: Mapping[str, Iterable[str]]
    ) -> None:
        self.access = access
        told = [(name, *row) for name, row in writes.items()]
        told += [(action, action, states) for action, states in reads.items()]
        self.steps = {name: Step(name, action, tuple(states)) for name, action, states in told}
        unknown = {step.action for step in self} - set(access)
        if unknown:
            raise KeyError(f"no such action: {', '.join(sorted(unknown))}")
        StepTable.TABLES[access.app] = self

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    def states(self, name: str) -> tuple[str, ...]:
        """Raises `KeyError` for a step nobody declared."""
        return self.steps[name].states

    def allows(self, name: str, actor: Any, obj: Any, state: str) -> bool:
        """Whether the actor may take the step now; terms by the clock and what the step itself refuses come after."""
        step = self.steps[name]
        return state in step.states and self.access.allows(step.action, actor, obj)
