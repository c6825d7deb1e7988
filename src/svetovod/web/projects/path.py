"""The light path of a project; apps to the left (selection) add what comes after it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.ui import Step

from .enums import ProjectState


@dataclass(frozen=True, slots=True)
class Offer:
    """What a project may do next elsewhere: be shown at a session, be filed to a selection."""

    text: str
    url: str
    where: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the project elsewhere, as its headline; `public` when everybody may know, `won` with money."""

    text: str
    public: bool = False
    won: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """Days that a selection sets to a project: the end of its intake, the last of its money; either may lack."""

    where: str
    url: str
    closes: date | None
    money_until: date | None


class ConsentTurn(Enum):
    """What became of a participant's consent; taken out is a step of the project's lead."""

    GIVEN = "given"
    TAKEN_BACK = "taken_back"
    TAKEN_OUT = "taken_out"


Tail = Callable[[Any], list[Step]]
Source = Callable[[Any, Any, datetime], Iterable[Offer]]
Outcome = Callable[[Any], Answer | None]
Boundary = Callable[[Any, datetime], Iterable[Bound]]
Listener = Callable[[Any, ConsentTurn, datetime], None]
_tails: list[Tail] = []
_sources: list[Source] = []
_outcomes: list[Outcome] = []
_helpers: list[Source] = []
_bounds: list[Boundary] = []
_listeners: list[Listener] = []
ORDER = [
    (ProjectState.IDEA, _("Idea")),
    (ProjectState.DRAFT, _("Preparation")),
    (ProjectState.PRESENTED, _("Presentation")),
    (ProjectState.REWORK, _("Rework by remarks")),
    (ProjectState.READY, _("Ready for a selection")),
]


def register_tail(tail: Tail) -> None:
    """`tail(project)` gives the steps after readiness: application, scoring, agreement. Called in `AppConfig.ready`."""
    _tails.append(tail)


def register_offers(source: Source) -> None:
    """`source(actor, project, at)` gives what the project's initiator may do with it in another app."""
    _sources.append(source)


def register_helpers(source: Source) -> None:
    """`source(actor, project, at)` gives where whoever writes the canvas may find those who are missing in it."""
    _helpers.append(source)


def register_outcome(outcome: Outcome) -> None:
    """`outcome(project)` says what an application of the project came to, or None while there is none."""
    _outcomes.append(outcome)


def register_bounds(source: Boundary) -> None:
    """`source(project, at)` gives the days of selections the project is in or may still be filed to."""
    _bounds.append(source)


def register_consents(listener: Listener) -> None:
    """`listener(participant, turn, at)` hears, within its transaction, what became of a consent."""
    _listeners.append(listener)


def consent_changed(participant: Any, turn: ConsentTurn, *, at: datetime) -> None:
    for listener in _listeners:
        listener(participant, turn, at)


def bounds(project: Any, at: datetime) -> list[Bound]:
    return [bound for source in _bounds for bound in source(project, at)]


def answer(project: Any) -> Answer | None:
    return next((found for each in _outcomes if (found := each(project))), None)


def funded(project: Any) -> bool:
    """Whether everybody may know that the project has won money."""
    found = answer(project)
    return found is not None and found.public and found.won


def offers(actor: Any, project: Any, at: datetime) -> list[Offer]:
    found = [offer for source in _sources for offer in source(actor, project, at)]
    return sorted(found, key=lambda offer: (offer.due is None, offer.due))


def helpers(actor: Any, project: Any, at: datetime) -> list[Offer]:
    return [offer for source in _helpers for offer in source(actor, project, at)]


def steps(project: Any) -> list[Step]:
    tail = [step for each in _tails for step in each(project)]
    if project.state == ProjectState.ARCHIVED:
        return [Step(title, "", "next") for _state, title in ORDER] + [Step(_("Archived"), "", "stopped")]
    now = [state for state, _title in ORDER].index(ProjectState(project.state))
    started = any(step.state != "next" for step in tail)
    own = [
        Step(title, "", "done" if i < now or started else "now" if i == now else "next")
        for i, (_state, title) in enumerate(ORDER)
    ]
    return own + (tail or [Step(_("Application")), Step(_("Agreement"))])
