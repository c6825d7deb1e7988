"""Headlines that depend on a state: what became of a project in a selection, and where a selection stands."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.projects.path import Answer

from .enums import ApplicationState as A
from .enums import LegalMode, RoundState
from .phrases import application_state
from .selectors.projects import ProjectRound, money_granted, rounds_of_project
from .selectors.rounds import RoundView

FUNDED = (A.WINNER, A.PARTIAL, A.AGREEMENT)


def of_project(project: Any) -> Answer | None:
    """The answer of the newest application; None while it is a draft."""
    mine = [row for row in rounds_of_project(project) if row.application is not None]
    last = max(mine, key=lambda row: row.application or 0, default=None)
    if last is None or last.application_state == A.DRAFT:
        return None
    return Answer(
        _project_text(project, last), public=last.state == RoundState.PUBLISHED, won=last.application_state in FUNDED
    )


def _project_text(project: Any, row: ProjectRound) -> str:
    state, shadow = A(row.shown_state), row.legal_mode == LegalMode.SHADOW
    named = {"number": formatting.whole(row.number), "state": application_state(state, row.legal_mode)}
    if state in (A.WINNER, A.PARTIAL):
        granted = row.requested if state == A.WINNER else money_granted(row.slug, project.code)
        named |= {"sum": formatting.money_short(granted), "asked": formatting.money_short(row.requested)}
        if state == A.WINNER:
            said = _("By the calculation the project is a winner: %(sum)s") if shadow else _("The project wins %(sum)s")
        elif shadow:
            said = _("By the calculation the project is a winner in part: %(sum)s of %(asked)s")
        else:
            said = _("The project wins %(sum)s of the %(asked)s requested")
        return said % named
    said = {
        A.NOT_ADMITTED: _("The application %(number)s was not admitted to the selection"),
        A.RETURNED: _("The application %(number)s is returned: correct it and hand it in again"),
        A.RANKED: _("The application %(number)s is scored: the result is not published yet"),
        A.RESERVE: _("The project is on the reserve list of the selection"),
        A.REJECTED: _("The project has not passed the selection"),
        A.WITHDRAWN: _("The application %(number)s is withdrawn"),
        A.NOT_SUBMITTED: _("The application was not submitted in time"),
        A.AGREEMENT: _("The agreement on the subsidy is signed"),
        A.REFUSED_AGREEMENT: _("The agreement on the subsidy is refused"),
    }.get(state, _("Application %(number)s: %(state)s"))
    return said % named


def of_round(view: RoundView, moment: datetime, result: dict[str, Any] | None = None) -> str:
    """Where the selection stands and what comes next. `result` is the stored ranking of a published one."""
    row = view.round
    if view.is_published and result is not None:
        winners = sum(place["status"] in ("winner", "partial") for place in result["ranking"])
        said = ngettext(
            "%(count)d winner, %(sum)s distributed", "%(count)d winners, %(sum)s distributed", winners
        )  # fmt: skip
        return said % {"count": winners, "sum": formatting.money_short(Decimal(result["allocated"]))}
    named = {
        "opens": formatting.moment(row.opens_at), "closes": formatting.deadline(row.closes_at),
        "scoring": formatting.deadline(row.scoring_until), "opening": formatting.moment(row.opening_at),
        "sitting": formatting.moment(row.sitting_at), "publishing": formatting.moment(row.publishing_at),
    }  # fmt: skip
    return _stands(view, moment) % named


def _stands(view: RoundView, moment: datetime) -> str:
    over = view.round.closes_at is not None and moment >= view.round.closes_at
    scored = view.round.scoring_until is not None and moment >= view.round.scoring_until
    return {
        RoundState.DRAFT: _("The selection is being prepared"),
        RoundState.ANNOUNCED: _("Applications will be accepted from %(opens)s"),
        RoundState.OPEN: (
            _("The intake ended on %(closes)s") if over else _("Applications are accepted until %(closes)s")
        ),
        RoundState.INTAKE_CLOSED: _("The intake is over, the formal check comes next"),
        RoundState.FORMAL_CHECK: _("The applications are in the formal check"),
        RoundState.SCORING: (
            _("The scoring is over, the scores are opened on %(opening)s") if scored
            else _("Experts score until %(scoring)s")
        ),
        RoundState.OPENED: _("The scores are opened, the ranking comes next"),
        RoundState.RANKED: _("The ranking is made, the commission sits on %(sitting)s"),
        RoundState.APPROVED: _("The commission has decided, the result is published on %(publishing)s"),
        RoundState.PUBLISHED: _("The result is published"),
        RoundState.CANCELLED: _("The selection is cancelled"),
        RoundState.FAILED: _("The selection did not take place"),
    }[RoundState(view.state)]  # fmt: skip
