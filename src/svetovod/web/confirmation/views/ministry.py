from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.confirmation import checklist, pages, selectors, services, terms
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.forms import (
    AbsenceForm,
    AnswerForm,
    CheckForm,
    DecideForm,
    GroundsForm,
    HearingForm,
    PrepareForm,
    ReasonForm,
    ReturnForm,
)
from svetovod.web.confirmation.models import ConfirmationApplication

RECENT = 30
OFFICERS = ("review", "decide", "hear")


@login_required
@require_safe
def queue(request: Request) -> HttpResponse:
    return _queue(request)


def _queue(request: Request, **forms: Any) -> HttpResponse:
    """`forms` are those that came back with errors."""
    rows = selectors.queue(request.actor, terms.day_of(request.moment))
    officer = ACCESS.allows("absence.enter", request.actor)
    context = {
        "rows": [(each, each.application, pages.LOOK[each.application.state], each.review) for each in rows],
        "late": sum(bool(each.review and each.review.late) for each in rows),
        "waiting": sum(each.application.state in {"filed", "prepared"} for each in rows),
        "nobody": sum(each.nobody for each in rows),
        "decided": [(row, pages.LOOK[row.state]) for row in selectors.decided(request.actor)[:RECENT]],
        "officer": officer,
        "absence": selectors.absence_of(request.actor) if officer else None,
        "absence_form": AbsenceForm(),
    }
    return render(request, "confirmation/queue.html", context | forms, status=422 if forms else 200)


@login_required
@require_POST
def absence(request: Request) -> HttpResponse:
    ACCESS.require("absence.enter", request.actor)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _queue(request, absence_form=form)
    try:
        services.absence_enter(actor=request.actor, at=request.moment, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("last", str(refusal))
        return _queue(request, absence_form=form)
    messages.success(request, _("Your days away are entered."))
    return redirect("confirmation:queue")


@login_required
@require_POST
def absence_end(request: Request) -> HttpResponse:
    services.absence_end(actor=request.actor, at=request.moment)
    messages.success(request, _("You are no longer marked as away."))
    return redirect("confirmation:queue")


@login_required
@require_safe
def case(request: Request, number: str) -> HttpResponse:
    return _page(request, selectors.case_get(request.actor, number))


def _page(request: Request, row: ConfirmationApplication, status: int = 200, **forms: Any) -> HttpResponse:
    context = pages.case_context(row, request.moment)
    context |= {
        "check_form": CheckForm(lines=checklist.counted(context["lines"])),
        "return_form": ReturnForm(),
        "prepare_form": PrepareForm(initial=pages.grounds(context["lines"], context["verdict"])),
        "decide_form": DecideForm(initial={"order_date": context["today"]}),
        "reason_form": ReasonForm(),
        "grounds_form": GroundsForm(),
        "exclusion_form": DecideForm(initial={"order_date": context["today"]}),
        "drop_form": ReasonForm(auto_id="id_drop_%s"),
        "hearing_form": HearingForm(auto_id="id_hearing_%s"),
        "answer_form": AnswerForm(auto_id="id_answer_%s"),
        "may": {name: ACCESS.allows(f"application.{name}", request.actor, row) for name in ("review", "decide", "hear")}
        | {"package": ACCESS.allows("package.view", request.actor, row)},
        "own": bool(context["decision"]) and context["decision"].prepared_by_id == request.actor.person_id,
        "took_part": pages.took_part(request.actor, context["after"], context["decision"]),
    }
    return render(request, "confirmation/case.html", context | forms, status=status)


def step(  # noqa: PLR0917
    request: Request, number: str, action: str, typed: tuple[str, forms.Form] | None, act: Callable[..., Any], said: str
) -> HttpResponse:
    """One step with what is typed for it; what is refused comes back on the page with what was typed."""
    row = selectors.case_get(request.actor, number)
    ACCESS.require(action, request.actor, row)
    if typed is None:
        act(actor=request.actor, application=row, at=request.moment)
    else:
        name, form = typed
        if not form.is_valid():
            return _page(request, row, 422, **{name: form})
        try:
            act(actor=request.actor, application=row, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, row, 422, **{name: form})
    messages.success(request, said)
    return redirect("confirmation:case", number=number)


@login_required
@require_POST
def take(request: Request, number: str) -> HttpResponse:
    said = _("The application is under review.")
    return step(request, number, "application.review", None, services.application_take, said)


@login_required
@require_POST
def check(request: Request, number: str) -> HttpResponse:
    row = selectors.case_get(request.actor, number)
    ACCESS.require("application.review", request.actor, row)
    lines = checklist.counted(pages.case_context(row, request.moment)["lines"])
    form = CheckForm(request.POST, lines=lines)
    if form.is_valid():
        try:
            services.checklist_save(actor=request.actor, application=row, marks=form.marks(), at=request.moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The marks are kept."))
            return redirect("confirmation:case", number=number)
    return _page(request, row, 422, check_form=form)


@login_required
@require_POST
def give_back(request: Request, number: str) -> HttpResponse:
    said = _("The papers are returned; the term stands still.")
    form = ("return_form", ReturnForm(request.POST))
    return step(request, number, "application.return", form, services.application_return, said)


@login_required
@require_POST
def resume(request: Request, number: str) -> HttpResponse:
    said = _("The review goes on.")
    return step(request, number, "application.review", None, services.application_resume, said)


@login_required
@require_POST
def prepare(request: Request, number: str) -> HttpResponse:
    said = _("The decision is prepared: another officer takes it.")
    form = ("prepare_form", PrepareForm(request.POST))
    return step(request, number, "application.prepare", form, services.decision_prepare, said)


@login_required
@require_POST
def decide(request: Request, number: str) -> HttpResponse:
    form = ("decide_form", DecideForm(request.POST))
    return step(request, number, "application.decide", form, services.decision_take, _("The decision is taken."))


@login_required
@require_POST
def send_back(request: Request, number: str) -> HttpResponse:
    form = ("reason_form", ReasonForm(request.POST))
    said = _("Sent back to the officer who prepared it.")
    return step(request, number, "application.decide", form, services.decision_send_back, said)
