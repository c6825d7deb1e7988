"""Score sheets. Before the opening the author alone reads a sheet, and here is the only place that decrypts a draft."""

from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.selection import sealing
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import SCORES_OPEN, SheetState
from svetovod.web.selection.models import Assignment, ScoreSheet, SelectionRound


def my_assignments(actor: Any, round_: SelectionRound) -> QuerySet[Assignment]:
    """What the actor was given to judge, in the order of registration; nothing once the role is taken back."""
    rows = Assignment.objects.filter(application__round=round_, member__person_id=actor.person_id or 0)
    if not actor.holds(Role.EXPERT, Scope.ROUND, round_.pk):
        rows = rows.none()
    return (
        rows.select_related("sheet", "member", "application__project", "application__version")
        .defer("sheet__sealed", "sheet__body")
        .order_by("application__serial")
    )


def own_assignment_get(actor: Any, round_: SelectionRound, number: str) -> Assignment:
    found = my_assignments(actor, round_).filter(application__number__iexact=number).first()
    if found is None:
        raise Hidden
    return found


def draft_of(actor: Any, assignment: Assignment) -> dict[str, Any]:
    """`{"scores": {criterion: text}, "comment": text, "remarks": [row]}` of the actor's own sheet, sealed or not."""
    sheet = ScoreSheet.objects.select_related("assignment__member", "assignment__application__round").get(
        assignment=assignment
    )
    if sheet.assignment.member.person_id != actor.person_id or not actor.person_id:
        raise Denied("sheet.view")
    if not sheet.sealed:
        return {"scores": {}, "comment": "", "remarks": []}
    kept = sealing.unseal(sheet.assignment_id, sheet.sealed)
    return {"remarks": [], **kept.get("sheet", kept)}


def opened_sheets(actor: Any, round_: SelectionRound) -> QuerySet[ScoreSheet]:
    """Opened sheets for those inside the round and its experts; none before the opening, whoever asks."""
    allowed = ACCESS.allows("desk.view", actor, round_) or actor.holds("expert", "round", round_.pk)
    if round_.state not in SCORES_OPEN or not allowed:
        return ScoreSheet.objects.none()
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    return rows.select_related("assignment__member", "assignment__application__project").order_by("pk")
