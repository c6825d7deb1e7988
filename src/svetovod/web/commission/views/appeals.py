"""Appeals: the list with its judges, the applicant's, one with votes and decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.commission import services
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import AppealState
from svetovod.web.commission.forms import AppealForm, AppealVoteForm, DecisionForm, JudgeForm, UntilForm
from svetovod.web.commission.selectors.agreements import held_by, stale
from svetovod.web.commission.selectors.appeals import (
    appeal_get,
    appeals_of,
    application_of_number,
    compared,
    computed_of,
    counts_anew,
    judges_of,
    sheets_of,
)
from svetovod.web.commission.services.appeals import LEAST_JUDGES, PENDING, appeal_end
from svetovod.web.commission.tabs import beneath
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.selection.views import is_inside, load, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appeals(request: Request, slug: str) -> HttpResponse:
    """All of a round, for those inside and the judges; a POST appoints a judge."""
    round_, context = load(request, slug)
    if not ACCESS.allows("appeals.view", request.actor, round_):
        raise Denied("appeals.view") if is_inside(request.actor, round_) else Hidden
    if request.method == "POST":
        ACCESS.require("judge.appoint", request.actor, round_)
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.judge_appoint(
                actor=request.actor, round=round_, email=form.cleaned_data["email"], at=request.moment
            )
            return redirect("commission:appeals", slug)
        except Refused as refusal:
            form.add_error("email", str(refusal))
    rows = list(appeals_of(request.actor, round_))
    context |= {
        "rows": rows, "form": form, "waiting": sum(row.state in PENDING for row in rows),
        "judges": list(round_.appeal_judges.filter(left_at=None).select_related("person")),
        "may_appoint": ACCESS.allows("judge.appoint", request.actor, round_), "end": appeal_end(round_),
    }  # fmt: skip
    return render(request, "commission/appeals.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def judge_release(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug)
    if not ACCESS.allows("appeals.view", request.actor, round_):
        raise Denied("appeals.view") if is_inside(request.actor, round_) else Hidden
    judge = whole(request.POST.get("judge")) or 0
    services.judge_release(actor=request.actor, round=round_, judge=judge, at=request.moment)
    return redirect("commission:appeals", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appeal_new(request: Request, slug: str, number: str) -> HttpResponse:
    """The applicant's appeals against the decision on one application, and the form of a new one."""
    round_, context = load(request, slug)
    application = application_of_number(request.actor, round_, number)
    if request.method == "POST":
        ACCESS.require("appeal.file", request.actor, application)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.appeal_file(
            actor=request.actor, application=application, at=request.moment, **form.cleaned_data
        )
        messages.success(request, _("The appeal is filed."))
        return redirect("commission:appeal", slug, application.number, made.number)
    end = appeal_end(round_)
    rows = list(application.appeals.all())
    context |= {
        "application": application, "rows": rows, "form": form, "end": end,
        "in_time": end is not None and request.moment < end.until,
        "may_file": ACCESS.allows("appeal.file", request.actor, application)
        and not any(row.state in PENDING for row in rows),
    }  # fmt: skip
    return render(request, "commission/appeal_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appeal(request: Request, slug: str, number: str, appeal: int) -> HttpResponse:
    """A POST is a judge's vote."""
    row, context = _opened(request, slug, number, appeal)
    if request.method == "POST":
        ACCESS.require("appeal.judge", request.actor, row)
    form = AppealVoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.appeal_vote(
            actor=request.actor, appeal=row, uphold=data["uphold"] == "yes", ground=data["ground"], at=request.moment
        )
        return redirect("commission:appeal", slug, number, appeal)
    return _page(request, row, context, form=form)


def _opened(request: Request, slug: str, number: str, appeal: int) -> tuple[Any, dict[str, Any]]:
    round_, context = load(request, slug)
    row = appeal_get(request.actor, round_, number, appeal)
    return row, context | {"tabs": beneath(context["tabs"], reverse("commission:appeals", args=[slug]))}


def _page(request: Request, row: Any, context: dict[str, Any], **forms: Any) -> HttpResponse:
    judges = ACCESS.allows("appeal.judge", request.actor, row)
    insider = ACCESS.allows("appeals.view", request.actor, row.round)
    today = timezone.localdate(request.moment)
    sheets, held = sheets_of(row) if insider else [], held_by(row)
    considers = ACCESS.allows("appeal.consider", request.actor, row)
    waits = considers and row.state == AppealState.FILED
    context |= {
        "appeal": row, "application": row.application, "judges": judges, "sheets": sheets,
        "computed": computed_of(row) if insider else [],
        "votes": list(row.votes.select_related("judge__person")) if insider else [],
        "considers": considers, "lacking": LEAST_JUDGES - judges_of(row) if waits else 0,
        "until_form": UntilForm(), "decision_form": DecisionForm(experts=[code for code, _scores in sheets]),
        "versions": compared(row), "form": AppealVoteForm(), "counts_anew": counts_anew(row),
        "held": [(each, each.amendment is not None and stale(each.amendment, today)) for each in held],
        "insider": insider,
        "missing": [each for each in held if not each.is_ready(today)],
        # who decides appeals stands outside the selection: an agreement is named to them, not opened
        "opens": {each.application for each in held if ACCESS.allows("award.view", request.actor, each.application)},
    }  # fmt: skip
    context |= forms
    wrong = any(form.errors for form in forms.values())
    return render(request, "commission/appeal.html", context, status=422 if wrong else 200)


@require_POST
@signed_in
def appeal_step(request: Request, slug: str, number: str, appeal: int, deed: str) -> HttpResponse:
    """Hand to the judges, decide, count again."""
    row, context = _opened(request, slug, number, appeal)
    action = {"consider": "appeal.consider", "decide": "appeal.judge", "recount": "appeal.consider"}.get(deed)
    if action is None:
        raise Hidden
    ACCESS.require(action, request.actor, row)
    common = {"actor": request.actor, "appeal": row, "at": request.moment}
    if deed == "consider":
        form = UntilForm(request.POST)
        if not form.is_valid():
            return _page(request, row, context, until_form=form)
        services.appeal_consider(**common, decide_until=form.cleaned_data["until"])
    elif deed == "decide":
        decision = DecisionForm(request.POST, experts=[code for code, _scores in sheets_of(row)])
        if not decision.is_valid():
            return _page(request, row, context, decision_form=decision)
        services.appeal_decide(**common, **decision.cleaned_data)
    else:
        services.appeal_recount(**common)
        messages.success(request, _("The result is counted again, a new protocol is issued."))
    return redirect("commission:appeal", slug, number, appeal)
