"""The light path of a round, and the part of a project's path that a selection adds."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.ui import Step

from .enums import ApplicationState, RoundState
from .phrases import application_state
from .selectors.projects import rounds_of_project
from .selectors.rounds import RoundView

NODES = (
    (RoundState.ANNOUNCED, _("Announced"), "announced_at"),
    (RoundState.OPEN, _("Intake"), "closes_at"),
    (RoundState.FORMAL_CHECK, _("Formal check"), ""),
    (RoundState.SCORING, _("Scoring"), "scoring_until"),
    (RoundState.OPENED, _("Scores opened"), "opening_at"),
    (RoundState.RANKED, _("Ranking"), ""),
    (RoundState.APPROVED, _("Approved"), "sitting_at"),
    (RoundState.PUBLISHED, _("Published"), "publishing_at"),
)
ENDED = (RoundState.CANCELLED, RoundState.FAILED)


def steps(view: RoundView) -> list[Step]:
    if not view.announced:
        titles = [Step(title) for _state, title, _field in NODES]
        return [Step(_("Expected"), view.round.expected_said, "now"), *titles]
    if view.state in ENDED:
        return [*(Step(title) for _state, title, _field in NODES), Step(view.state_label, "", "stopped")]
    now = max(i for i, (state, _t, _f) in enumerate(NODES) if view.reached(state) or i == 0)
    done = view.is_published
    return [
        Step(title, _sub(view, state, field), "done" if i < now or done else "now" if i == now else "next")
        for i, (state, title, field) in enumerate(NODES)
    ]


def _sub(view: RoundView, state: str, field: str) -> Any:
    value = getattr(view.round, field) if field else None
    if value is None:
        return ""
    return _("until %(day)s") % {"day": formatting.day_short(value)} if state in _UNTIL else formatting.day_short(value)


_UNTIL = (RoundState.OPEN, RoundState.SCORING)
_AFTER = (ApplicationState.ADMITTED, ApplicationState.SCORING)


def project_tail(project: Any) -> list[Step]:
    """The steps of a project's path after readiness; nothing while there is no application."""
    mine = [row for row in rounds_of_project(project) if row.application is not None]
    if not mine:
        return []
    last = max(mine, key=lambda row: row.application or 0)
    state = last.shown_state
    label = application_state(state, last.legal_mode)
    url = reverse("selection:application", args=[last.slug, last.number]) if last.number else ""
    if state == ApplicationState.DRAFT:
        return [Step(_("Application"), label, "now"), Step(_("Scoring")), Step(_("Result")), Step(_("Agreement"))]
    stopped = state in (ApplicationState.NOT_ADMITTED, ApplicationState.WITHDRAWN, ApplicationState.NOT_SUBMITTED)
    if stopped:
        return [Step(_("Application"), label, "stopped", url)]
    phase = _phase(state)
    here = "stopped" if state in _ENDED else "now"
    titles = (_("Application"), _("Scoring"), _("Result"), _("Agreement"))
    return [
        Step(title, label if i == phase else "", "done" if i < phase else here if i == phase else "next", url)
        for i, title in enumerate(titles)
    ]


def _phase(state: str) -> int:
    """Application, scoring, result, agreement."""
    if state in _FILED:
        return 0
    if state in (*_AFTER, ApplicationState.RANKED):
        return 1
    return 3 if state in (ApplicationState.AGREEMENT, ApplicationState.REFUSED_AGREEMENT) else 2


_ENDED = (ApplicationState.REJECTED, ApplicationState.REFUSED_AGREEMENT)
_FILED = (ApplicationState.FILED, ApplicationState.FORMAL_CHECK, ApplicationState.RETURNED)
__all__ = ["project_tail", "steps"]
