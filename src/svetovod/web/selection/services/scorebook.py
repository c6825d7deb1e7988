"""What an expert writes beside the page of a sheet: a private note, and scores brought back in the form."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.selection import sealing
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import CriterionKind
from svetovod.web.selection.models import Assignment, ExpertNote, SelectionRound
from svetovod.web.selection.phrases import plain
from svetovod.web.selection.selectors.sheets import draft_of, my_assignments

from .sheets import locked_sheet, score_save

MOST = 4000


@transaction.atomic
def note_save(*, actor: Any, assignment: Assignment, text: str, at: datetime) -> None:
    """Encrypted, and read by its author alone. Not journaled, like a draft. An empty one is deleted."""
    assignment = locked_sheet(assignment).assignment  # or it would be taken away under the note
    actor = ACCESS.admit("conflict.declare", actor, assignment)
    kept = text.strip()[:MOST]
    if not kept:
        ExpertNote.objects.filter(assignment=assignment).delete()
        return
    sealed = sealing.seal(assignment.pk, {"note": kept})
    ExpertNote.objects.update_or_create(assignment=assignment, defaults={"sealed": sealed, "saved_at": at})


@transaction.atomic
def scores_take(*, actor: Any, round: SelectionRound, lines: Iterable[tuple[int, Any]], at: datetime) -> int:
    """Keeps the drafts of all applications in the form, or nothing: every fault is told with its row.

    A blank score leaves what was typed before; nothing is submitted by a form.
    """
    own = {row.application.number.upper(): row for row in my_assignments(actor, round)}
    criteria = {row.code: row for row in round.criteria_of(CriterionKind.EXPERT)}
    faults: list[str] = []
    typed: dict[str, dict[str, Any]] = defaultdict(dict)
    comments: dict[str, list[str]] = defaultdict(list)
    for place, line in lines:
        number, criterion = line.application.upper(), criteria.get(line.criterion)
        fault = _fault(own.get(number), criterion, line)
        if fault:
            faults.append(str(_("Row %(row)d: %(fault)s") % {"row": place, "fault": fault}))
            continue
        if line.score is not None:
            typed[number][line.criterion] = line.score
        if line.comment and line.comment not in comments[number]:
            comments[number].append(line.comment)
    if faults:
        raise Refused("form.faults", " ".join(faults), faults=faults)
    for number in sorted({*typed, *comments}, key=lambda each: own[each].pk):
        _keep(actor, own[number], typed[number], comments[number], at)
    return len({*typed, *comments})


def _fault(assignment: Assignment | None, criterion: Any, line: Any) -> Any:
    if assignment is None:
        return _("the application %(number)s is not given to you.") % {"number": line.application}
    if criterion is None:
        return _("this selection has no criterion %(code)s.") % {"code": line.criterion}
    if line.score is not None and not 0 <= line.score <= criterion.maximum:
        named = {"code": line.criterion, "most": plain(criterion.maximum), "value": plain(line.score)}
        return _("%(code)s: the score %(value)s is not from 0 to %(most)s.") % named
    return None


def _keep(actor: Any, row: Assignment, typed: dict[str, Decimal], comments: list[str], at: datetime) -> None:
    known = draft_of(actor, row)
    scores = {code: Decimal(value) for code, value in known["scores"].items()} | typed
    score_save(
        actor=actor, assignment=row, scores=scores, comment="\n".join(comments) or known["comment"],
        grounds=known["grounds"], remarks=known["remarks"], at=at,
    )  # fmt: skip
