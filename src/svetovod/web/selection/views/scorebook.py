"""More of the expert's desk: two applications side by side, the form for a visit, a second opinion."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import bridge, selectors, services, veil
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import LONGEST_REMARK, CriterionKind, RoundState
from svetovod.web.selection.forms import ScoreFileForm, ScoreForm
from svetovod.web.selection.models import ScoreSheet, SecondOpinion
from svetovod.web.selection.phrases import plain

from ._frame import load, signed_in
from .experts import _expert_only, _work

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in
def compare(request: Request, slug: str) -> HttpResponse:
    """Two applications of one's own side by side."""
    round_, context = load(request, slug)
    _expert_only(request, round_)
    mine = [row for row in selectors.my_work(request.actor, round_) if row.cleared_at]
    known = {row.application.number: row for row in mine}
    asked = [request.GET.get(name, "") for name in ("a", "b")]
    pair = [selectors.own_assignment_get(request.actor, round_, each) for each in asked if each in known]
    if not any(asked) and len(mine) > 1:  # the form offers two, not one and the same
        asked = [row.application.number for row in mine[:2]]
    criteria = round_.criteria_of(CriterionKind.EXPERT)
    kept = [selectors.draft_of(request.actor, row) for row in pair]
    seen = [veil.seen(row.application) for row in pair]
    context |= {
        "mine": mine, "pair": pair, "asked": asked, "seen": seen,
        "table": [(c, [each["scores"].get(c.code, "") for each in kept]) for c in criteria],
        "boxed": [row.application.number for row, each in zip(pair, kept, strict=True) if each["boxed"]],
        "lost": [row.application.number for row, each in zip(pair, kept, strict=True) if each["lost"]],
        "texts": _texts([each.content for each in seen]),
    }  # fmt: skip
    return render(request, "selection/compare.html", context)


def _texts(contents: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Sections by their title, each with the text of both."""
    titles = dict.fromkeys(s["title_ru"] for content in contents for s in content["sections"])
    said = [{s["title_ru"]: s["text"] for s in content["sections"]} for content in contents]
    return [(title, [each.get(title, "") for each in said]) for title in titles]


@require_safe
@signed_in
def score_form(request: Request, slug: str) -> HttpResponse:
    """The form to take along: what is typed already stands in it."""
    round_, _context = load(request, slug)
    _expert_only(request, round_)
    made = bridge.score_form(selectors.score_lines(request.actor, round_))
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="scores-{round_.slug}.xlsx"'
    return answer


@require_POST
@signed_in
def scores_back(request: Request, slug: str) -> HttpResponse:
    """The form brought back: all of it is kept as drafts, or nothing and every fault is told."""
    round_, context = load(request, slug)
    _expert_only(request, round_)
    form = ScoreFileForm(request.POST, request.FILES)
    by_cell: list[Any] = []
    faults: list[Any] = []
    if form.is_valid():
        lines, by_cell = bridge.read_score_form(form.cleaned_data["workbook"])
        if not by_cell:
            try:
                count = services.scores_take(actor=request.actor, round=round_, lines=lines, at=request.moment)
            except Refused as refusal:
                faults = refusal.params.get("faults") or [str(refusal)]
            else:
                messages.success(request, _("Drafts kept: %(count)d. Look at them and submit.") % {"count": count})
                return redirect("selection:my_sheets", slug)
    context |= _work(request, round_) | {"file_form": form, "by_cell": by_cell, "faults": faults}
    return render(request, "selection/my_sheets.html", context, status=422)


@require_safe
@signed_in
def differences(request: Request, slug: str) -> HttpResponse:
    """Where experts differ by more than announced: for those inside and the experts, after the opening."""
    round_, context = load(request, slug)
    if not context["inside"]:
        raise Hidden
    found, giving = selectors.differences_of(request.actor, round_), round_.state == RoundState.OPENED
    context |= {
        "found": [
            (each, selectors.discussion_of(request.actor, each.application),
             giving and ACCESS.allows("discussion.say", request.actor, each.application))
            for each in found
        ],
        "own": request.actor.person_id, "giving": giving, "longest": LONGEST_REMARK,
        "waiting": sum(each.second is None for one in found for each in one.opinions),
    }  # fmt: skip
    return render(request, "selection/differences.html", context)


@require_POST
@signed_in
def discuss(request: Request, slug: str, number: str) -> HttpResponse:
    """A word to the other experts of an application on which they differ."""
    round_, context = load(request, slug)
    found = selectors.differences_of(request.actor, round_) if context["inside"] else []
    row = next((each.application for each in found if each.application.number == number), None)
    if row is None:
        raise Hidden
    services.discussion_say(actor=request.actor, application=row, text=request.POST.get("text", ""), at=request.moment)
    return redirect(f"{reverse('selection:differences', args=[slug])}#talk-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def second(request: Request, slug: str, number: str) -> HttpResponse:
    """One's own second opinion, beside the first."""
    round_, context = load(request, slug)
    row = selectors.own_assignment_get(request.actor, round_, number)
    ACCESS.require("sheet.second", request.actor, row.sheet)
    criteria, kept = round_.criteria_of(CriterionKind.EXPERT), selectors.draft_of(request.actor, row)
    initial = {f"score.{code}": plain(value) for code, value in kept["scores"].items()}
    form, refusal = ScoreForm(request.POST or None, initial=initial, criteria=criteria), None
    given = SecondOpinion.objects.filter(sheet=row.sheet).first()
    if request.method != "POST" and not given:
        refusal = _second_refused(request, row.sheet)
    if request.method == "POST" and form.is_valid() and form.require_whole():
        try:
            services.second_give(
                actor=request.actor, sheet=row.sheet, scores=form.scores(), ground=form.cleaned_data["comment"],
                grounds=form.grounds(),
                at=request.moment,
            )  # fmt: skip
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The second opinion is given; the first stays beside it."))
            return redirect("selection:differences", slug)
    context |= {"assignment": row, "application": row.application, "form": form, "refusal": refusal, "kept": kept,
                "given": given}  # fmt: skip
    return render(request, "selection/second.html", context, status=422 if form.is_bound else 200)


def _second_refused(request: Request, sheet: ScoreSheet) -> Refused | None:
    """Why there is no form, before anything is typed into it."""
    try:
        services.second_require(actor=request.actor, sheet=sheet)
    except Refused as error:
        return error
    return None
