from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import selectors, services
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import WishState
from svetovod.web.matchmaking.forms import FixForm, WantForm
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import Side, side_of

from .answering import organised


@require_POST
def want(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """From which hour on an agreed meeting can be, and after which other one, as this side wishes it."""
    side, form = side_of(request.actor, slug, token), WantForm(request.POST)
    wish = selectors.wish_of(side.profile, pk) if side.known else None
    if wish is None or wish.state != WishState.ACCEPTED or not form.is_valid():
        raise Http404
    other = form.cleaned_data["after"]
    after = selectors.wish_of(side.profile, other) if other else None
    if other and after is None:
        raise Http404
    return _wanted(request, side, wish, form.cleaned_data["begins"], after)


@require_POST
def cooperation_want(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    side, form = side_of(request.actor, slug, token), WantForm(request.POST)
    table = selectors.tables_of(side.profile).filter(pk=pk).first() if side.known else None
    if table is None or not form.is_valid():
        raise Http404
    return _wanted(request, side, table, form.cleaned_data["begins"], None)


def _wanted(request: Request, side: Side, agreement: Any, begins: int | None, after: Any) -> HttpResponse:
    services.time_want(
        actor=request.actor, agreement=agreement, by=side.profile, begins=begins, after=after, link=side.link,
        at=request.moment,
    )  # fmt: skip
    messages.success(request, _("Noted: the next schedule keeps to it."))
    return redirect("matchmaking:agenda", slug=side.session.slug, token=side.key)


@login_required
@require_POST
def fix(request: Request, slug: str) -> HttpResponse:
    """The organiser fixes the hour of a meeting, or lets it go."""
    session = organised(request, slug)
    ACCESS.require("plan.manage", request.actor, session)
    plan, agreed = selectors.plan_of(session), selectors.agreements(session)
    form = FixForm(request.POST, agreed=agreed, slots=slots_of(plan) if plan else [])
    if not form.is_valid():
        messages.error(request, _("Choose one of the agreed meetings and one of the slots."))
        return redirect("matchmaking:organise", slug=slug)
    agreement = next(each for each in agreed if str(each.code) == form.cleaned_data["meeting"])
    services.time_fix(actor=request.actor, agreement=agreement, slot=form.cleaned_data["slot"], at=request.moment)
    messages.success(request, _("Noted: the next schedule keeps to it."))
    return redirect("matchmaking:organise", slug=slug)
