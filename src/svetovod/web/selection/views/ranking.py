"""The stored ranking and why each place is what it is."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection import phrases, ranking_book, selectors, services
from svetovod.web.selection.enums import CriterionKind
from svetovod.web.selection.models import Application, RankingRun, SelectionRound
from svetovod.web.selection.shares import shares_of

from ._frame import load, signed_in

FUNDED = ("winner", "partial")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the ranking as the page draws it."""

    rank: int | None
    application: Application
    outcome: str
    score: Decimal | None
    allocated: Decimal
    tie: str
    best: int | None
    worst: int | None
    stable: bool

    @property
    def kind(self) -> str:
        return phrases.OUTCOMES[self.outcome][0]

    @property
    def label(self) -> Any:
        return phrases.OUTCOMES[self.outcome][1]


def placed(actor: Any, round_: SelectionRound, run: RankingRun) -> list[PlaceRow]:
    """Places in order, then those without a place; two queries."""
    rows = round_.applications.filter(serial__isnull=False).select_related("project__cluster", "version")
    by_code = {row.project.code: row for row in rows}
    ranked = [_place(by_code[p["project"]], p) for p in run.result["ranking"]]
    out = [
        PlaceRow(None, by_code[p["project"]], p["status"], None, Decimal(0), "", None, None, stable=True)
        for p in run.result["unranked"]
    ]
    return ranked + out


def _place(application: Application, p: dict[str, Any]) -> PlaceRow:
    best, worst = p["rank_without_one_expert"] or (None, None)
    return PlaceRow(
        p["rank"], application, p["status"], Decimal(p["score"]), Decimal(p["allocated"]), p["tie_broken_by"] or "",
        best, worst, p["stable"],
    )  # fmt: skip


@require_safe
@signed_in
def ranking(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "desk.view")
    run = selectors.latest_run(request.actor, round_)
    if run is None:
        return render(request, "selection/ranking_none.html", context)
    rows = placed(request.actor, round_, run)
    counts = Counter(row.outcome for row in rows)
    funded = counts["winner"] + counts["partial"]
    context |= {
        "run": run,
        "rows": _filtered(rows, request.GET),
        "total": len(rows),
        "places": counts.total() - sum(counts[out] for out in ("not_admitted", "no_scores", "few_scores")),
        "counts": counts,
        "shares": shares_of(run.input, run.result),
        "funded": funded,
        "cut": max((row.rank for row in rows if row.rank and row.outcome in FUNDED), default=0),
        "requested": sum(row.application.requested or 0 for row in rows),
        "allocated": Decimal(run.result["allocated"]),
        "left": Decimal(run.result["left"]),
        "fragile": [row for row in rows if not row.stable],
        "ties": [row for row in rows if row.tie],
        "without": [
            case for case in run.result["leave_one_expert_out"] if case["winners_gained"] or case["winners_lost"]
        ],
        "outcomes": [(key, label) for key, (_kind, label) in phrases.OUTCOMES.items()],
        "sheets": selectors.opened_sheets(request.actor, round_).count(),
        "columns": [(name, head) for name, (head, _cell) in ranking_book.columns_of(round_, run).items()],
        "voted": selectors.has_voted(request.actor, round_),
    }
    return render(request, "selection/ranking.html", context)


@require_safe
@signed_in
def ranking_xlsx(request: Request, slug: str) -> HttpResponse:
    """What the page shows by the same filters, of the columns that are asked for."""
    round_, _context = load(request, slug, "desk.view")
    run = selectors.latest_run(request.actor, round_)
    if run is None:
        raise Hidden
    rows = _filtered(placed(request.actor, round_, run), request.GET)
    columns = ranking_book.columns_of(round_, run)
    content = ranking_book.workbook(rows, columns, request.GET.getlist("columns"))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-ranking.xlsx"'
    return response


def _filtered(rows: list[PlaceRow], query: Any) -> list[PlaceRow]:
    text, outcome = query.get("q", "").strip().lower(), query.get("outcome", "")
    return [
        row
        for row in rows
        if (not text or text in f"{row.application.project.code} {row.application.pinned.content['title']}".lower())
        and (not outcome or row.outcome == outcome)
        and (not query.get("fragile") or not row.stable)
    ]


@require_safe
@signed_in
def why(request: Request, slug: str, number: str) -> HttpResponse:
    """From scores to rank to money, in the words stored with the ranking."""
    round_, context = load(request, slug, "desk.view")
    run = selectors.latest_run(request.actor, round_)
    application = selectors.application_get(request.actor, slug, number)
    if run is None or application.project.code not in run.result["why"]:
        raise Hidden
    code = application.project.code
    sheets = [
        sheet
        for sheet in selectors.opened_sheets(request.actor, round_).select_related("second")
        if sheet.assignment.application_id == application.pk
    ]
    row = next(row for row in placed(request.actor, round_, run) if row.application.pk == application.pk)
    context |= {
        "application": application,
        "why": run.result["why"][code][formatting.lang()],
        "row": row,
        "sheets": sheets,
        "table": [
            (c, [(sheet.counted or {})["scores"].get(c.code, "") for sheet in sheets])
            for c in round_.criteria_of(CriterionKind.EXPERT)
        ],
        "computed": selectors.computed_one(application).results,
    }
    return render(request, "selection/why.html", context)


@require_POST
@signed_in
def run(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "desk.view")
    services.ranking_run(actor=request.actor, round=round_, at=request.moment)
    return redirect("selection:ranking", slug)
