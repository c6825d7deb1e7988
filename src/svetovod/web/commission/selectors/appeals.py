"""Appeals: who sees which, the sheets they are about, both versions of the result."""

from decimal import Decimal
from typing import Any

from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import AppealState
from svetovod.web.commission.models import Appeal
from svetovod.web.common.errors import Hidden
from svetovod.web.selection.enums import REGISTERED, SheetState
from svetovod.web.selection.models import Application, ScoreSheet
from svetovod.web.selection.phrases import OUTCOMES
from svetovod.web.selection.services import recount_bound

from .awards import taken_from_reserve


def appeals_of(actor: Any, round_: Any) -> Any:
    if not ACCESS.allows("appeals.view", actor, round_):
        raise Hidden
    rows = Appeal.objects.filter(application__round=round_).select_related("application__round", "application__project")
    return rows.order_by("-filed_at")


def application_of_number(actor: Any, round_: Any, number: str) -> Application:
    """Of the applicant, of those inside and of judges, once the result is published."""
    found = registered(round_, number)
    if not ACCESS.allows("appeal.view", actor, found) or not ACCESS.allows("result.view", actor, round_):
        raise Hidden
    return found


def registered(round_: Any, number: str) -> Application:
    """Whoever asks: the caller asks who may."""
    rows = Application.objects.select_related("round", "project__initiator", "project__cluster", "version")
    found = rows.filter(round=round_, number__iexact=number, state__in=REGISTERED).first()
    if found is None:
        raise Hidden
    return found


def appeal_get(actor: Any, round_: Any, number: str, appeal: int) -> Appeal:
    rows = Appeal.objects.select_related(
        "application__round", "application__project__initiator", "application__project__cluster", "before", "after"
    )
    found = rows.filter(application__round=round_, application__number__iexact=number, number=appeal).first()
    if found is None or not ACCESS.allows("appeal.view", actor, found):
        raise Hidden
    return found


def sheets_of(appeal: Appeal) -> list[tuple[str, dict[str, str]]]:
    """Code of the expert and the points of each opened sheet on the application."""
    rows = ScoreSheet.objects.filter(assignment__application=appeal.application, state=SheetState.OPENED)
    found = rows.select_related("assignment__member").order_by("assignment__member__code")
    return [(sheet.assignment.member.code, (sheet.body or {})["scores"]) for sheet in found]


def judges_of(appeal: Appeal) -> int:
    """How many are appointed to decide it now."""
    return int(appeal.application.round.appeal_judges.filter(left_at=None).count())


def computed_of(appeal: Appeal) -> list[tuple[Any, Decimal]]:
    """Computed criteria with the points the application was ranked with."""
    rows = appeal.application.computed.select_related("criterion").order_by("criterion__position", "criterion__code")
    return [(row.criterion, row.points) for row in rows]


def counts_anew(appeal: Appeal) -> bool:
    """Whether the decision changes points and the result has not been counted again yet."""
    return appeal.state == AppealState.UPHELD and not appeal.after_id and bool(appeal.set_aside or appeal.corrected)


def held_up(appeal: Appeal) -> list[Any]:
    """Signed agreements that the count of this decision would change: the agreement, the application and both sums."""
    project = appeal.application.project.code
    if not counts_anew(appeal) or project not in {each["project"] for each in appeal.before.result["ranking"]}:
        return []
    return recount_bound(
        round=appeal.round,
        project=project,
        set_aside=appeal.set_aside,
        corrected=appeal.corrected,
        yielding=taken_from_reserve(appeal.round),
    )


def compared(appeal: Appeal) -> list[dict[str, Any]]:
    """The application's own place before and after; one row while nothing is counted again."""
    code = appeal.application.project.code
    rows = []
    for run in filter(None, (appeal.before, appeal.after)):
        place = next((each for each in run.result["ranking"] if each["project"] == code), None)
        rows.append({
            "made_at": run.made_at, "rank": place["rank"] if place else None,
            "score": Decimal(place["score"]) if place else None,
            "allocated": Decimal(place["allocated"]) if place else None,
            "outcome": OUTCOMES[place["status"] if place else "not_admitted"][1], "of": len(run.result["ranking"]),
        })  # fmt: skip
    return rows
