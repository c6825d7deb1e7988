"""Remarks that experts wrote beside their scores, given to the teams together with the published result."""

from datetime import datetime

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.projects.services import remarks_arrive
from svetovod.web.selection.announcement.content import occasion
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import ScoreSheet, SelectionRound


def remarks_deliver(round_: SelectionRound, *, at: datetime) -> None:
    """Of every opened sheet; those of an expert who declared a conflict were never opened. Part of the publication."""
    sheets = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    by_application: dict[int, list[ScoreSheet]] = {}
    for sheet in sheets.filter(body__has_key="remarks").order_by("pk").select_related(
        "assignment__member", "assignment__application__project", "assignment__application__version"
    ):  # fmt: skip
        by_application.setdefault(sheet.assignment.application_id, []).append(sheet)
    for found in by_application.values():
        application = found[0].assignment.application
        rows = [
            {"author_id": sheet.assignment.member.person_id, "key": f"sheet:{sheet.pk}:{place}", **row}
            for sheet in found
            for place, row in enumerate((sheet.body or {})["remarks"], 1)
        ]
        remarks_arrive(
            actor=SYSTEM, project=application.project, version=application.pinned, occasion=occasion(round_), rows=rows,
            at=at,
        )  # fmt: skip
