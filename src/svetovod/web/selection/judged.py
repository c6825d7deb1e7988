"""Formal verdicts and assignments as an export shows them: enough to compute both again, without names or words."""

from typing import Any

from svetovod.web.selection.enums import REGISTERED, UNDECIDED, ApplicationState, CriterionKind, SheetState
from svetovod.web.selection.models import Assignment, ComputedScore, ConflictDeclaration, SelectionRound


def checks_of(round_: SelectionRound) -> list[dict[str, Any]]:
    """Every application decided on: the answers, whether it is admitted, whether a refusal has its ground."""
    rows = round_.applications.filter(state__in=REGISTERED).exclude(state__in=UNDECIDED)
    return [
        {
            "number": row.number, "project": row.project.code, "admitted": row.state != ApplicationState.NOT_ADMITTED,
            "ground": bool(row.reason), "answers": {item.key: str(item.answer) for item in row.checks.all()},
        }
        for row in rows.select_related("project").prefetch_related("checks").order_by("serial")
    ]  # fmt: skip


def computed_of(round_: SelectionRound) -> dict[str, Any]:
    """Formulas and scales, and of every application what it says, what was corrected and what came out."""
    criteria = round_.criteria_of(CriterionKind.COMPUTED)
    rows = ComputedScore.objects.filter(application__round=round_, application__state__in=REGISTERED)
    return {
        "criteria": [{"code": row.code, "formula": row.formula, "scale": row.scale} for row in criteria],
        "lines": [
            {
                "number": row.application.number, "project": row.application.project.code,
                "criterion": row.criterion.code, "values": row.values, "corrected": row.corrected,
                "ground": row.ground, "result": row.result or None, "points": row.points,
            }
            for row in rows.select_related("application__project", "criterion").order_by("application__serial", "pk")
        ],
    }  # fmt: skip


def assignments_of(round_: SelectionRound) -> dict[str, Any]:
    """Experts by code with organisation and region, parties of each application, conflicts declared, pairs that
    judged."""
    panel = round_.panel.select_related("organisation").order_by("pk")
    rows = round_.applications.filter(state__in=REGISTERED).select_related("project").order_by("serial")
    judged = Assignment.objects.filter(application__round=round_).exclude(sheet__state=SheetState.CONFLICT_DECLARED)
    declared = ConflictDeclaration.objects.filter(application__round=round_)
    return {
        "experts": [
            {"code": each.code, "region": each.region, "inn": each.organisation.inn if each.organisation else ""}
            for each in panel
        ],
        "applications": [
            {
                "number": row.number, "project": row.project.code,
                "parties": [{"inn": str(p["inn"]), "region": str(p["region"])} for p in row.parties],
            }
            for row in rows
        ],
        "declared": _pairs(declared),
        "pairs": _pairs(judged),
    }  # fmt: skip


def _pairs(rows: Any) -> list[list[str]]:
    found = rows.order_by("pk").values_list("application__project__code", "member__code")
    return [list(pair) for pair in found]
