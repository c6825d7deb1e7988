"""What a commission's sitting settles for its selection, and pages that stand among those of a round.

The app of the commission stands above this one and registers itself: a sitting that has the ranking on its agenda
takes the place of the votes cast on the page of the selection.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from svetovod.web.common.errors import Refused


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that differs from the ranking, with its ground."""

    project: str
    status: str
    allocated: str
    ground: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """`refusal` says why the ranking cannot be approved; `votes` are what the protocol prints.

    `page` is the address of the sitting, `held_at` its beginning once it was opened.
    """

    refusal: Refused | None
    changes: tuple[Change, ...] = ()
    votes: dict[str, Any] = field(default_factory=dict)
    page: str = ""
    held_at: datetime | None = None


_PENDING: list[Callable[[Any], Refused | None]] = []
_MANDATES: list[Callable[[Any], Mandate | None]] = []
_PARTS: dict[str, Callable[[Any, Any], list[tuple[Any, str]]]] = {}


def register_mandate(source: Callable[[Any], Mandate | None]) -> None:
    _MANDATES.append(source)


def register_pending(source: Callable[[Any], Refused | None]) -> None:
    """What must be answered before the first protocol is signed: None, or the refusal that says what is waited for."""
    _PENDING.append(source)


def register_part(app: str, tabs: Callable[[Any, Any], list[tuple[Any, str]]]) -> None:
    """An app whose rows belong to a round, and its tabs: (label, address) for an actor and a round."""
    _PARTS[app] = tabs


def mandate_of(round_: Any) -> Mandate | None:
    """None where no sitting has the ranking on its agenda: then named votes decide."""
    return next((found for source in _MANDATES if (found := source(round_)) is not None), None)


def sat_at(round_: Any) -> datetime | None:
    """When the commission sat: at the sitting held, else as announced; an announcement may leave the date out."""
    mandate = mandate_of(round_)
    return (mandate.held_at if mandate else None) or round_.sitting_at


def refuse_pending(round_: Any) -> None:
    for source in _PENDING:
        refusal = source(round_)
        if refusal is not None:
            raise refusal


def parts() -> list[str]:
    """Labels of the apps whose rows belong to a round."""
    return ["selection", *_PARTS]


def tabs_of(actor: Any, round_: Any) -> list[tuple[Any, str]]:
    return [tab for source in _PARTS.values() for tab in source(actor, round_)]
