"""The proposal of who judges what: propose, look, change by hand, confirm."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request, whole
from svetovod.web.selection import phrases, selectors, services
from svetovod.web.selection.assigning import pages
from svetovod.web.selection.forms import PlanForm

from ._frame import load, signed_in

PAGE = "selection:plan"


@require_safe
@signed_in
def plan(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "panels.manage")
    found = selectors.open_plan(request.actor, round_)
    context |= {"plan": found, "form": PlanForm(), "may": round_.state in ("formal_check", "scoring")}
    if found is not None:
        shown = pages.page_of(request.actor, round_, found, request.GET.get("application", ""))
        context |= {"shown": shown, "bound": Decimal(found.body["bound"]), "total": Decimal(found.body["total"])}
        context |= {"signs": _open_signs(request, round_, found), "signs_url": reverse("selection:signs", args=[slug])}
    return render(request, "selection/plan.html", context)


def _open_signs(request: Request, round_: Any, plan: Any) -> list[Any]:
    """Of the pairs proposed, those that wait for the secretary's word."""
    pairs = {(number, code) for number, code, *_rest in plan.body["pairs"]}
    found = selectors.signs_found(request.actor, round_)
    return [each for each in found if each.open and (each.sign.application.number, each.sign.member.code) in pairs]


@require_POST
@signed_in
def plan_propose(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "panels.manage")
    form = PlanForm(request.POST)
    if not form.is_valid():
        context |= {"plan": None, "form": form, "may": True}
        return render(request, "selection/plan.html", context, status=422)
    services.plan_propose(actor=request.actor, round=round_, at=request.moment, **form.cleaned_data)
    return redirect(PAGE, slug)


@require_POST
@signed_in
def plan_change(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panels.manage")
    posted = {name: request.POST.get(name, "") for name in ("number", "give", "take")}
    made = services.plan_change(
        actor=request.actor, round=round_, revision=_revision(request), at=request.moment, **posted
    )
    messages.success(request, phrases.cost_said(made.hand[-1]))
    return redirect(f"{request.path.removesuffix('change/')}?application={posted['number']}#chosen")


@require_POST
@signed_in
def plan_confirm(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panels.manage")
    made = services.plan_confirm(actor=request.actor, round=round_, revision=_revision(request), at=request.moment)
    count = len(made.body["pairs"])
    text = ngettext("%(n)d assignment is confirmed.", "%(n)d assignments are confirmed.", count)
    messages.success(request, text % {"n": count})
    return redirect("selection:assignment", slug)


@require_POST
@signed_in
def plan_drop(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panels.manage")
    services.plan_drop(actor=request.actor, round=round_, at=request.moment)
    messages.success(request, _("The proposal is dropped: nothing was assigned."))
    return redirect(PAGE, slug)


def _revision(request: Request) -> int | None:
    return whole(request.POST.get("revision"))
