"""Sheets on paper: what is where; a scan and the readings are for its two readers alone until the opening."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from svetovod.web.common.errors import Hidden
from svetovod.web.selection import sealing, statement
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import Assignment, PaperSheet, SelectionRound


@dataclass(frozen=True, slots=True)
class Line:
    """`step`: nothing, first, second, differ or sealed; `electronic`: begun or submitted on the page."""

    assignment: Assignment
    step: str
    readers: list[str]
    electronic: bool


def statement_on_paper() -> statement.Statement:
    """What the blank has its expert sign."""
    return statement.newest()


def paper_lines(actor: Any, round_: SelectionRound) -> list[Line]:
    """Every sheet of the round with where its paper is; never a score."""
    if not ACCESS.allows("paper_sheet.view", actor, round_):
        raise Hidden
    rows = Assignment.objects.filter(application__round=round_).exclude(sheet__state=SheetState.CONFLICT_DECLARED)
    rows = rows.select_related("application", "member", "sheet", "paper_sheet").defer("paper_sheet__scan")
    rows = rows.prefetch_related("paper_sheet__readings__person")
    return [_line(row) for row in rows.order_by("application__serial", "member__code")]


def _line(row: Assignment) -> Line:
    paper: PaperSheet | None = getattr(row, "paper_sheet", None)
    if paper is None:
        return Line(row, "nothing", [], row.sheet.saved_at is not None)
    readings = list(paper.readings.all())
    step = "second" if len(readings) < 2 else "first"
    if len(readings) > 1 and all(each.sealed for each in readings):
        step = "differ"
    return Line(row, "sealed" if paper.sealed_at else step, [each.person.name for each in readings], False)


def paper_assignment_get(actor: Any, round_: SelectionRound, number: str, code: str) -> Assignment:
    rows = Assignment.objects.filter(
        application__round=round_, application__number__iexact=number, member__code__iexact=code
    ).exclude(sheet__state=SheetState.CONFLICT_DECLARED)
    found = rows.select_related(
        "sheet", "member__person", "application__round", "application__version",
        "application__project__cluster", "application__project__initiator",
    ).first()  # fmt: skip
    if found is None or not ACCESS.allows("paper_sheet.view", actor, round_):
        raise Hidden
    return found


def paper_of(assignment: Assignment) -> PaperSheet | None:
    return PaperSheet.objects.filter(assignment=assignment).defer("scan").first()


def scan_of(actor: Any, assignment: Assignment) -> tuple[str, bytes]:
    """Kind and content: for its readers, and once opened for whoever may see the sheet."""
    paper = PaperSheet.objects.filter(assignment=assignment).first()
    if paper is None or not (reads(actor, paper) or assignment.sheet.state == SheetState.OPENED):
        raise Hidden
    return paper.scan_kind, base64.b64decode(sealing.SCANS.unseal(assignment.pk, paper.scan))


def reads(actor: Any, paper: PaperSheet) -> bool:
    mine = paper.readings.filter(person_id=actor.person_id or 0).exists()
    return mine and ACCESS.allows("paper_sheet.enter", actor, paper.assignment)


def readings_of(paper: PaperSheet) -> list[dict[str, Any]]:
    """What was read so far, in the order of the readers."""
    return [
        {"grounds": {}, **sealing.READINGS.unseal(each.pk, each.sealed)}
        for each in paper.readings.order_by("place")
        if each.sealed
    ]


def differing(read: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(criterion or "", first reading, second) where two readings are not the same; "" is the common ground."""
    if len(read) < 2:
        return []
    first, second = read
    codes = [*first["scores"]]
    pairs = [(code, first["scores"][code], second["scores"].get(code, "")) for code in codes]
    pairs += [(code, first["grounds"].get(code, ""), second["grounds"].get(code, "")) for code in codes]
    pairs.append(("", first["comment"], second["comment"]))
    return [(code, one, other) for code, one, other in pairs if " ".join(one.split()) != " ".join(other.split())]
