"""The commission and the experts: who is there, whom to invite, who leaves; and the answer of whoever is invited."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import OfferState, SeatRole
from svetovod.web.selection.forms import AnswerForm, InviteForm
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.steps import STEPS

from ._frame import load, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: Request, slug: str) -> HttpResponse:
    """Who sits where; a POST invites."""
    round_, context = load(request, slug, "panel.view")
    form = InviteForm(request.POST or None, actor=request.actor)
    if request.method == "POST":
        ACCESS.require("panel.manage", request.actor, round_)
        if form.is_valid() and _invited(request, round_, form):
            return redirect("selection:people", slug)
    found = selectors.people_of(request.actor, round_)
    voting = [each for each in found.seats if each.place.left_at is None and each.place.role != SeatRole.SUBSTITUTE]
    experts = [each for each in found.experts if each.place.left_at is None]
    profiles = selectors.profiles_of(request.actor, round_)
    context |= {
        "profiles": [(each.place, profiles.get(each.place.person_id)) for each in experts] if profiles else [],
        "form": form, "found": found, "voting": len(voting), "experts": len(experts),
        "chair": any(each.place.role == SeatRole.CHAIR for each in voting),
        "waiting": sum(offer.state == OfferState.OFFERED for offer in found.offers),
        "until_experts": round_.state in STEPS.states("panel_add"),
        "until_seats": round_.state in STEPS.states("seat_offer"),
    }  # fmt: skip
    return render(request, "selection/people.html", context, status=422 if form.errors else 200)


def _invited(request: Request, round_: SelectionRound, form: InviteForm) -> bool:
    data = form.cleaned_data
    try:
        services.place_offer(
            actor=request.actor, round=round_, kind=data["kind"], email=data["email"], organisation=data["inn"],
            region=data["region"], capacity=data["capacity"], at=request.moment, real_now=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, _("The invitation is sent."))
    return True


@require_POST
@signed_in
def place_withdraw(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panel.view")
    services.place_withdraw(actor=request.actor, offer=_one(request, round_.offers, "offer"), at=request.moment)
    return redirect("selection:people", slug)


@require_POST
@signed_in
def place_release(request: Request, slug: str) -> HttpResponse:
    """An expert or a seat, by the field that is given."""
    round_, _context = load(request, slug, "panel.view")
    if "expert" in request.POST:
        member = _one(request, round_.panel, "expert")
        services.expert_release(actor=request.actor, member=member, at=request.moment)
    else:
        services.seat_release(actor=request.actor, seat=_one(request, round_.seats, "seat"), at=request.moment)
    return redirect("selection:people", slug)


@require_POST
@signed_in
def seat_call(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panel.view")
    services.seat_call(actor=request.actor, seat=_one(request, round_.seats, "seat"), at=request.moment)
    return redirect("selection:people", slug)


def _one(request: Request, rows: Any, name: str) -> Any:
    """The row of this round that the form names."""
    ACCESS.require("panel.manage", request.actor, rows.instance)
    key = request.POST.get(name, "")
    found = rows.select_related("round").filter(pk=key).first() if key.isdecimal() and len(key) < 12 else None
    if found is None:
        raise Hidden
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def place(request: Request, slug: str) -> HttpResponse:
    """The invited person's page: also of a selection that is not announced yet."""
    offer = selectors.offer_to(request.actor, slug)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.place_answer(
            actor=request.actor, offer=offer, accept=data["answer"] == "accept", reason=data["reason"],
            at=request.moment,
        )  # fmt: skip
        messages.success(request, _("Your answer is kept, and the secretary is told."))
        return redirect("selection:place", slug)
    context = {"offer": offer, "form": form, "open": offer.state == OfferState.OFFERED, "round": offer.round}
    return render(request, "selection/place.html", context, status=422 if form.errors else 200)
