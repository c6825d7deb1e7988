"""The secretary's workplace: register, formal check, who judges what. No score is ever read here."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection import many, phrases, selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import UNDECIDED, ApplicationState, RoundState
from svetovod.web.selection.steps import STEPS as PROCEDURE

from ._frame import load, signed_in

STEPS = {
    "open": services.round_open,
    "close": services.intake_close,
    "check": services.check_start,
    "score": services.scoring_start,
    "publish": services.round_publish,
    "announce": services.round_announce,
}


@require_safe
@signed_in
def desk(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "desk.view")
    rows = list(selectors.applications_of_round(request.actor, round_))
    done, expected = selectors.sheet_progress(round_)
    context |= {
        "sealed": selectors.sealed_count(request.actor, round_),
        "rows": [
            (row, phrases.application_state(row.state, round_.legal_mode), phrases.application_kind(row.state))
            for row in rows
        ],
        "requested": sum(row.requested or 0 for row in rows if row.state != ApplicationState.WITHDRAWN),
        "undecided": sum(row.state in UNDECIDED for row in rows),
        "admitted": sum(row.state not in (*UNDECIDED, "withdrawn", "not_admitted") for row in rows),
        "counts": Counter(row.state for row in rows),
        "may_prepare": PROCEDURE.allows("round_prepare", request.actor, round_, round_.state),
        "sheets_done": done,
        "sheets_expected": expected,
        "envelopes_wait": round_.state == RoundState.INTAKE_CLOSED and selectors.envelopes_wait(round_),
        "open_states": UNDECIDED if round_.state == "formal_check" and context["can"]["round_check"] else (),
        "actions": [(deed.do, deed.title) for deed in many.deeds(round_).values()],
    }
    return render(request, "selection/desk.html", context)


@require_POST
@signed_in
def round_step(request: Request, slug: str, step: str) -> HttpResponse:
    round_, _context = load(request, slug, "desk.view")
    if step not in STEPS:
        raise Hidden
    STEPS[step](actor=request.actor, round=round_, at=request.moment)
    return redirect("selection:round" if step == "publish" else "selection:desk", slug)


@require_safe
@signed_in
def assignment(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "panel.view")
    matrix = selectors.assignment_matrix(request.actor, round_)
    chosen = request.GET.get("application", "")
    row = next((row for row in matrix.rows if row.application.number == chosen), None)
    context |= {
        "matrix": matrix,
        "row": row,
        "signs": selectors.signs_found(request.actor, round_, [row.application]) if row else [],
        "may_assign": context["can"]["assignment_manage"] and round_.state in ("formal_check", "scoring"),
        "short": [row for row in matrix.rows if row.count < round_.experts_needed],
        "owing": [load for load in matrix.loads if load.owed > 0],
        "done": sum(load.submitted for load in matrix.loads),
        "expected": sum(load.assigned - load.declared for load in matrix.loads),
    }
    return render(request, "selection/assignment.html", context)


@require_POST
@signed_in
def assign(request: Request, slug: str) -> HttpResponse:
    """One cell of the matrix: gives the application to the expert, or takes it back."""
    round_, _context = load(request, slug, "panel.view")
    row = selectors.application_get(request.actor, slug, request.POST.get("application", ""))
    ACCESS.require("assignment.manage", request.actor, row)
    member = get_object_or_404(round_.panel, code=request.POST.get("expert", ""))
    if request.POST.get("take"):
        given = row.assignments.select_related("application__round", "member").filter(member=member).first()
        if given:
            services.expert_unassign(actor=request.actor, assignment=given, at=request.moment)
    else:
        services.expert_assign(actor=request.actor, application=row, member=member, at=request.moment)
    return redirect(f"{request.path.removesuffix('assign/')}?application={row.number}#chosen")
