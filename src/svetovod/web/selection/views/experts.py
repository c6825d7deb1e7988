"""The expert's pages: what is given to me, the word on conflicts, the sheet."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.documents.downloads import download
from svetovod.web.documents.seam import hand_out
from svetovod.web.projects.selectors import remarked_part, texts_of
from svetovod.web.selection import paper, selectors, services, statement, veil
from svetovod.web.selection.enums import MOST_REMARKS, CriterionKind, RoundState, SheetState
from svetovod.web.selection.forms import NoteForm, ScoreFileForm, ScoreForm, SignAnswerForm
from svetovod.web.selection.phrases import plain

from ._frame import load, signed_in


def _expert_only(request: Request, round_: Any) -> None:
    if not request.actor.holds(Role.EXPERT, Scope.ROUND, round_.pk):
        raise Hidden


@require_safe
@signed_in
def my_sheets(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug)
    _expert_only(request, round_)
    context |= _work(request, round_)
    return render(request, "selection/my_sheets.html", context)


def _work(request: Request, round_: Any) -> dict[str, Any]:
    rows = selectors.my_work(request.actor, round_)
    scoring = round_.state == RoundState.SCORING and request.moment < round_.scoring_until
    return {
        "rows": rows,
        "owed": sum(row.sheet.state == SheetState.DRAFT for row in rows),
        "done": sum(row.sheet.state in (SheetState.SUBMITTED, SheetState.OPENED) for row in rows),
        "first": next((row for row in rows if row.sheet.state == SheetState.DRAFT), None),
        "criteria_count": len(round_.criteria_of(CriterionKind.EXPERT)),
        "taking_along": scoring and any(row.cleared_at and row.sheet.state == SheetState.DRAFT for row in rows),
        "file_form": ScoreFileForm(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: Request, slug: str, number: str) -> HttpResponse:
    """Without a statement on conflicts there is no form. POST keeps the draft, and with `submit` seals it."""
    round_, context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    seen = veil.seen(row.application)
    context |= {"assignment": row, "application": row.application, "seen": seen, "content": seen.content}
    if row.cleared_at is None or row.sheet.state == SheetState.CONFLICT_DECLARED:
        context["statement"] = statement.newest()
        context["own_signs"] = answering(request.actor, row)
        status = 409 if request.method == "POST" else 200  # scores sent without the right to score are not taken
        return render(request, "selection/sheet_statement.html", context, status=status)
    criteria = round_.criteria_of(CriterionKind.EXPERT)
    kept = selectors.draft_of(request.actor, row)
    if kept["lost"]:
        row.sheet.filled = 0  # what it counts cannot be read
    initial = {f"score.{code}": plain(value) for code, value in kept["scores"].items()} | {"comment": kept["comment"]}
    initial |= {f"ground.{code}": text for code, text in kept["grounds"].items()}
    begun = _begun(request) if request.method == "POST" else kept["remarks"]
    form = ScoreForm(
        request.POST or None, initial=initial, criteria=criteria, texts=texts_of(context["content"]), begun=begun
    )
    refusal = None
    if request.method == "POST":
        try:
            if answer := _keep(request, row, form):
                return answer
        except Refused as error:
            if request.headers.get("X-Autosave"):
                return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
            refusal = error
    assert round_.scoring_until is not None, "experts are assigned in an announced selection"
    context["own_signs"] = answering(request.actor, row)
    writable = row.sheet.state == SheetState.DRAFT and round_.state == RoundState.SCORING
    context |= {
        "note_form": NoteForm(initial={"note": selectors.note_of(request.actor, row)}),
        "form": form, "kept": kept, "refusal": refusal, "total": sum(c.maximum or 0 for c in criteria),
        "key_awaited": selectors.key_awaited(round_), "envelope": selectors.envelope_on_sheet(request.actor, row),
        "writable": writable and request.moment < round_.scoring_until, "criteria": criteria,
        "table": [(c, kept["scores"].get(c.code, ""), kept["grounds"].get(c.code, "")) for c in criteria],
        "told": [(remarked_part(row, context["content"]), row) for row in kept["remarks"]],
    }  # fmt: skip
    return render(request, "selection/sheet.html", context, status=422 if refusal or form.errors else 200)


@require_safe
@signed_in
def sheet_receipt(request: Request, slug: str, number: str) -> HttpResponse:
    row = selectors.own_assignment_get(request.actor, selectors.round_get(request.actor, slug), number)
    if not row.sheet.commitment:
        raise Hidden
    answer = HttpResponse(paper.sheet_receipt_pdf(row), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{row.application.number}-sheet.pdf"'
    return answer


@require_safe
@signed_in
def sheet_envelope(request: Request, slug: str, number: str, place: int) -> HttpResponseBase:
    """A file of the application's opened envelope. A marked one names its holder in every copy."""
    row = selectors.own_assignment_get(request.actor, selectors.round_get(request.actor, slug), number)
    file = selectors.envelope_file_get(request.actor, row, place)
    if not file.marked:
        return download(file)
    if row.application.round.veils:
        raise Refused(
            "envelope.marked",
            _("The file is a commercial secret, and its copies name the holder: ask the secretary for it."),
        )
    return hand_out(request, file)


def _begun(request: Request) -> list[dict[str, str]]:
    """A blank for every remark that was sent."""
    sent = [int(found[1]) for name in request.POST if (found := re.fullmatch(r"remark\.(\d{1,2})\.text", name))]
    return [{}] * (min(max(sent, default=1), MOST_REMARKS) - 1)


def _keep(request: Request, row: Any, form: ScoreForm) -> HttpResponse | None:
    """The answer, or None when the form must be shown again. What is readable is kept even beside an error."""
    valid = form.is_valid()
    common = {
        "actor": request.actor, "assignment": row, "scores": form.scores(),
        "comment": form.cleaned_data.get("comment", ""), "grounds": form.grounds(),
        "remarks": form.remarks(), "mark": request.POST.get("revision"), "at": request.moment,
    }  # fmt: skip
    if "submit" in request.POST and valid and form.require_whole():
        try:
            services.score_submit(**common)
        except Refused as refusal:
            if refusal.code.startswith("keys."):  # nothing is wrong with the sheet: it waits as a draft
                row.sheet.sealed = services.score_save(**common).sealed
            raise
        messages.success(request, _("The sheet is submitted and sealed until the opening."))
        return redirect("selection:my_sheets", row.application.round.slug)
    saved = services.score_save(**common)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204 if valid else 422, headers={"X-Revision": saved.mark})
    row.sheet.sealed = saved.sealed  # the page shown again was opened on what is saved now
    if "submit" in request.POST or not valid:
        return None
    messages.success(request, _("The draft is saved."))
    return redirect("selection:sheet", row.application.round.slug, row.application.number)


def answering(actor: Any, row: Any) -> list[tuple[Any, SignAnswerForm]]:
    """Signs of one's own with a form for the answer."""
    return [
        (
            each,
            SignAnswerForm(initial={"kind": each.sign.kind, "evidence": each.sign.evidence}, auto_id=f"id_{place}_%s"),
        )
        for place, each in enumerate(selectors.own_signs(actor, row))
    ]


@require_POST
@signed_in
def sign_answer(request: Request, slug: str, number: str) -> HttpResponse:
    round_, _context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    form = SignAnswerForm(request.POST)
    typed = lambda: services.sign_answer(  # noqa: E731 - the call the form is good for
        actor=request.actor, assignment=row, at=request.moment, **form.cleaned_data
    )
    if tried(form, typed):
        messages.success(request, _("The secretary reads your answer beside the sign."))
    else:
        messages.error(request, " ".join(str(said) for said in form.non_field_errors()) or _("Write an answer."))
    return redirect("selection:sheet", slug, number)


@require_POST
@signed_in
def deny(request: Request, slug: str, number: str) -> HttpResponse:
    round_, _context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    services.conflict_deny(actor=request.actor, assignment=row, at=request.moment)
    return redirect("selection:sheet", slug, number)


@require_POST
@signed_in
def declare(request: Request, slug: str, number: str) -> HttpResponse:
    round_, _context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    services.conflict_declare(
        actor=request.actor, assignment=row, reason=request.POST.get("reason", ""), at=request.moment
    )
    return redirect("selection:my_sheets", slug)


@require_POST
@signed_in
def note(request: Request, slug: str, number: str) -> HttpResponse:
    """The private note: kept by itself, whatever the state of the sheet."""
    round_, _context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    services.note_save(actor=request.actor, assignment=row, text=request.POST.get("note", ""), at=request.moment)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    return redirect("selection:sheet", slug, number)
