"""Computed criteria: all applications on one page, the sources of one on its own, corrected and confirmed there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import CriterionKind
from svetovod.web.selection.forms import ComputedForm
from svetovod.web.selection.steps import STEPS

from ._frame import _Can, load, signed_in


@require_safe
@signed_in
def computed(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "desk.view")
    lines = selectors.computed_of(request.actor, round_)
    criteria = round_.criteria_of(CriterionKind.COMPUTED)
    waiting = sum(not line.confirmed for line in lines)
    context |= {
        "lines": lines,
        "criteria": criteria,
        "waiting": waiting,
        "settled": round_.state not in STEPS.states("computed_confirm"),
    }
    return render(request, "selection/computed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def computed_one(request: Request, slug: str, number: str) -> HttpResponse:
    """A POST confirms: with the corrections and the ground typed, or as the application says."""
    round_, context = load(request, slug, "desk.view")
    row = selectors.application_get(request.actor, slug, number)
    if request.method == "POST":
        ACCESS.require("computed.confirm", request.actor, row)
    line = selectors.computed_one(row)
    form = ComputedForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid() and _confirmed(request, row, form):
        return redirect("selection:computed", slug)
    mine: Any = _Can(request.actor, row)
    context |= {
        "application": row, "line": line, "form": form,
        "open": line.results and round_.state in STEPS.states("computed_confirm") and mine["computed_confirm"],
    }  # fmt: skip
    return render(request, "selection/computed_one.html", context, status=422 if form.errors else 200)


def _confirmed(request: Request, row: Any, form: ComputedForm) -> bool:
    try:
        services.computed_confirm(
            actor=request.actor, application=row, corrected=form.corrected(), ground=form.cleaned_data["ground"],
            at=request.moment,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code != "computed.ground":
            raise
        form.add_error("ground", str(refusal))
        return False
    messages.success(request, _("The computed points of %(number)s are confirmed.") % {"number": row.number})
    return True
