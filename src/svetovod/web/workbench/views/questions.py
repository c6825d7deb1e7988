"""Questions: the list, and the one place where a question is written, saved and asked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request, whole
from svetovod.web.workbench import bridge, examples, selectors, services
from svetovod.web.workbench.access import ACCESS
from svetovod.web.workbench.models import SavedQuestion

from .desk import Desk

RECENT = 10


@login_required
@require_safe
def question_list(request: Request) -> HttpResponse:
    """My questions, those of colleagues, those we give, and what I asked last."""
    context = {
        "own": selectors.questions_own(request.actor), "shared": selectors.questions_shared(request.actor),
        "examples": selectors.examples_for(request.actor), "runs": selectors.runs_of(request.actor)[:RECENT],
        "tables": selectors.dictionary(request.actor), "ready": bridge.ready(),
    }  # fmt: skip
    return render(request, "workbench/question_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: Request) -> HttpResponse:
    """A question that is not saved yet: empty, one of ours by `?example=`, or one asked before by `?run=`."""
    ACCESS.require("question.create", request.actor)
    return Desk(request, None, _begun(request)).answer()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, question_id: int) -> HttpResponse:
    """A saved question. The POST asks it, or saves it anew where it is one's own."""
    found = selectors.question_get(request.actor, question_id)
    if request.method == "POST" and "save" in request.POST:
        ACCESS.require("question.update", request.actor, found)
    return Desk(request, found, _words(found)).answer()


@login_required
@require_POST
def question_copy(request: Request, question_id: int) -> HttpResponse:
    found = selectors.question_get(request.actor, question_id)
    made = services.question_copy(actor=request.actor, question=found, at=request.moment)
    messages.success(request, _("The question is yours now: nobody else sees the copy."))
    return redirect("workbench:question", question_id=made.pk)


@login_required
@require_POST
def question_delete(request: Request, question_id: int) -> HttpResponse:
    found = selectors.question_get(request.actor, question_id)
    services.question_delete(actor=request.actor, question=found, at=request.moment)
    messages.success(request, _("The question is deleted."))
    return redirect("workbench:question_list")


def _words(found: SavedQuestion) -> dict[str, Any]:
    return {name: getattr(found, name) for name in services.FIELDS}


def _begun(request: Request) -> dict[str, Any]:
    """What stands in the form at first."""
    if key := request.GET.get("example"):
        found = examples.example(key)
        if found not in selectors.examples_for(request.actor) or found is None:
            raise Http404
        return {"sql": found.sql, "chart": found.chart, "title": found.title, "about": found.about, **found.words}
    number = whole(request.GET.get("run"))
    if number is None:
        return {"sql": "", "chart": {}}
    run = selectors.run_get(request.actor, number)
    return {"sql": run.sql, "chart": run.chart, "title": run.title, "parameters": run.parameters}
