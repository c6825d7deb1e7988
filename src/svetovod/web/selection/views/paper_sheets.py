"""Sheets filled with a pen: the list, one of them, its scan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import CriterionKind, RoundState
from svetovod.web.selection.forms import ReadingForm, ScanForm
from svetovod.web.selection.models import Assignment

from ._frame import load, signed_in

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


@require_safe
@signed_in
def paper_sheets(request: Request, slug: str) -> HttpResponse:
    """Which sheets came on paper and how far they are; no score is here."""
    round_, context = load(request, slug, "paper_sheet.view")
    lines = selectors.paper_lines(request.actor, round_)
    context |= {
        "lines": lines,
        "brought": sum(line.step != "nothing" for line in lines),
        "waiting": sum(line.step in ("first", "second", "differ") for line in lines),
    }
    return render(request, "selection/paper_sheets.html", context)


def _loaded(request: Request, slug: str, number: str, expert: str) -> tuple[Assignment, dict[str, Any]]:
    round_, context = load(request, slug, "paper_sheet.view")
    return selectors.paper_assignment_get(request.actor, round_, number, expert), context


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def paper_sheet(request: Request, slug: str, number: str, expert: str) -> HttpResponse:
    """One sheet. A POST keeps what its reader read; equal readings seal it."""
    row, context = _loaded(request, slug, number, expert)
    if request.method == "POST":
        ACCESS.require("paper_sheet.enter", request.actor, row)
        if not _reads(request, row):
            raise Hidden
    criteria = context["round"].criteria_of(CriterionKind.EXPERT)
    form, refusal = ReadingForm(request.POST if request.method == "POST" else None, criteria=criteria), None
    if request.method == "POST" and form.is_valid() and form.require_whole():
        try:
            services.paper_read(
                actor=request.actor, assignment=row, scores=form.scores(), grounds=form.grounds(),
                comment=form.cleaned_data["comment"], no_conflict=form.cleaned_data["no_conflict"], at=request.moment,
            )  # fmt: skip
            return redirect(request.path)
        except Refused as error:
            refusal = error
    context |= _shown(request, row) | {"form": form, "refusal": refusal, "scan_form": ScanForm()}
    return render(request, "selection/paper_sheet.html", context, status=422 if refusal or form.errors else 200)


def _reads(request: Request, row: Assignment) -> bool:
    paper = selectors.paper_of(row)
    return paper is not None and selectors.reads(request.actor, paper)


def _shown(request: Request, row: Assignment) -> dict[str, Any]:
    """Readers learn where they differ; everybody else who stands, and nothing of what was read."""
    paper = selectors.paper_of(row)
    readers = list(paper.readings.select_related("person")) if paper else []
    mine = paper is not None and selectors.reads(request.actor, paper)
    taken = row.application.round.state == RoundState.SCORING
    may = ACCESS.allows("paper_sheet.enter", request.actor, row) and taken
    may_read = may and paper is not None and mine and paper.sealed_at is None
    awaited = selectors.key_awaited(row.application.round)
    return {
        "assignment": row, "application": row.application, "paper": paper, "readers": readers, "mine": mine,
        "may_bring": may and paper is None and row.sheet.saved_at is None,
        "may_claim": may and bool(paper) and not mine and len(readers) == 1,
        "may_read": may_read and (request.method == "POST" or not awaited), "key_awaited": may_read and awaited,
        "differing": selectors.differing(selectors.readings_of(paper)) if paper and mine else [],
    }  # fmt: skip


@require_POST
@signed_in
def paper_bring(request: Request, slug: str, number: str, expert: str) -> HttpResponse:
    row, context = _loaded(request, slug, number, expert)
    ACCESS.require("paper_sheet.enter", request.actor, row)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.paper_bring(
                actor=request.actor, assignment=row, upload=form.cleaned_data["scan"], at=request.moment
            )
            messages.success(request, _("The scan is kept. Type what stands in it."))
            return redirect("selection:paper_sheet", slug, number, expert)
        except Refused as error:
            form.add_error("scan", str(error))
    context |= _shown(request, row) | {
        "scan_form": form, "refusal": None,
        "form": ReadingForm(criteria=context["round"].criteria_of(CriterionKind.EXPERT)),
    }  # fmt: skip
    return render(request, "selection/paper_sheet.html", context, status=422)


@require_POST
@signed_in
def paper_claim(request: Request, slug: str, number: str, expert: str) -> HttpResponse:
    row, _context = _loaded(request, slug, number, expert)
    services.paper_claim(actor=request.actor, assignment=row, at=request.moment)
    return redirect("selection:paper_sheet", slug, number, expert)


@require_safe
@signed_in
def paper_scan(request: Request, slug: str, number: str, expert: str) -> HttpResponse:
    row, _context = _loaded(request, slug, number, expert)
    kind, content = selectors.scan_of(request.actor, row)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{row.application.number}-{row.member.code}.{kind}"'
    return answer
