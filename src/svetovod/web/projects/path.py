"""The light path of a project; apps to the left (selection) add what comes after it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.ui import Step

from .enums import ProjectState

Tail = Callable[[Any], list[Step]]
_tails: list[Tail] = []
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
