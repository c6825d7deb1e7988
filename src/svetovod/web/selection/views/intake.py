"""Questions on the announcement with their public answers; an outage and the extension that answers it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.forms import AskForm, ClarifyForm, OutageForm

from ._frame import load, signed_in

WRITE = ("GET", "HEAD", "POST")


@require_http_methods(WRITE)
def questions(request: Request, slug: str) -> HttpResponse:
    """For everybody: what was asked and answered. POST asks; a visitor is sent to sign in first."""
    round_, context = load(request, slug)
    if not context["view"].announced or round_.archived:
        raise Hidden
    form = AskForm(request.POST or None)
    if request.method == "POST":
        if not request.actor.person_id:
            return redirect_to_login(request.get_full_path())
        answer = _asked(request, round_, form)
        if answer is not None:
            return answer
    context |= _questions(request, round_) | {"form": form}
    return render(request, "selection/questions.html", context, status=422 if form.errors else 200)


def _asked(request: Request, round_: Any, form: AskForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        services.clarification_ask(
            actor=request.actor, round=round_, question=form.cleaned_data["question"], at=request.moment
        )
    except Refused as refusal:
        form.add_error("question", str(refusal))
        return None
    messages.success(request, _("The question is sent. You will be told of the answer, and so will the others."))
    return redirect("selection:questions", round_.slug)


def _questions(request: Request, round_: Any, faulty: ClarifyForm | None = None) -> dict[str, Any]:
    waiting = selectors.waiting_of(request.actor, round_)
    forms = {
        row.pk: ClarifyForm(initial={"shown": row.question}, auto_id=f"id_{row.number}_%s") for row in waiting
    }  # fmt: skip
    return {
        "answers": selectors.answers_of(
            request.actor, round_, request.moment, show_future=request.clock.show_future
        ),
        "waiting": [(row, forms[row.pk]) for row in waiting],
        "taken": selectors.takes_questions(round_, request.moment), "until": selectors.questions_until(round_),
    }  # fmt: skip


@require_POST
@signed_in
def clarify(request: Request, slug: str, serial: int) -> HttpResponse:
    """The answer is published at once, and cannot be changed."""
    round_, context = load(request, slug)
    if not ACCESS.allows("clarification.answer", request.actor, round_):
        raise Denied("clarification.answer") if context["inside"] else Hidden
    row = get_object_or_404(round_.clarifications.select_related("round"), number=serial)
    form = ClarifyForm(request.POST, auto_id=f"id_{serial}_%s")
    if form.is_valid():
        services.clarification_answer(
            actor=request.actor, clarification=row, at=request.moment, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("The answer is published, and those it concerns are told."))
        return redirect("selection:questions", slug)
    context |= _questions(request, round_) | {"form": AskForm()}
    context["waiting"] = [(each, form if each.pk == row.pk else own) for each, own in context["waiting"]]
    return render(request, "selection/questions.html", context, status=422)


@require_http_methods(WRITE)
@signed_in
def outage(request: Request, slug: str) -> HttpResponse:
    """For the secretary: hours lost, with the ground, and the new end of the intake."""
    round_, context = load(request, slug, "desk.view")
    ACCESS.require("outage.add", request.actor, round_)
    form = OutageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.outage_record(actor=request.actor, round=round_, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The extension is published, and everybody is told."))
            return redirect("selection:announcement", slug)
    context |= {"form": form, "possible": round_.state == RoundState.OPEN}
    return render(request, "selection/outage.html", context, status=422 if form.errors else 200)
