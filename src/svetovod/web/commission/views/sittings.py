"""Sittings: the list, one with its agenda and attendance, what the secretary does about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.commission import selectors, services
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import ItemState, Presence
from svetovod.web.commission.forms import ItemForm, SittingForm
from svetovod.web.commission.models import Sitting
from svetovod.web.commission.selectors.sittings import needed_for, voting_seats
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.selection.views import load, signed_in

STEPS = {
    "open": services.sitting_open, "close": services.sitting_close, "cancel": services.sitting_cancel
}  # fmt: skip


def opened(request: Request, slug: str, number: int) -> tuple[Sitting, dict[str, Any]]:
    """The sitting on its round's page; whether this actor leads and manages it."""
    round_, context = load(request, slug, "desk.view")
    found = selectors.sitting_get(request.actor, round_, number)
    context |= {
        "sitting": found,
        "manages": ACCESS.allows("sitting.manage", request.actor, found),
        "leads": ACCESS.allows("sitting.preside", request.actor, found),
    }
    return found, context


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sittings(request: Request, slug: str) -> HttpResponse:
    """The list; a POST plans one."""
    round_, context = load(request, slug, "desk.view")
    if request.method == "POST":
        ACCESS.require("sitting.manage", request.actor, round_)
    form = SittingForm(request.POST or None, initial={"starts_at": round_.sitting_at})
    if request.method == "POST" and form.is_valid():
        made = services.sitting_plan(actor=request.actor, round=round_, at=request.moment, **form.cleaned_data)
        return redirect("commission:sitting", slug, made.number)
    context |= {
        "rows": list(selectors.sittings_of(request.actor, round_)),
        "form": form,
        "may_plan": ACCESS.allows("sitting.manage", request.actor, round_),
        "seats": voting_seats(round_),
        "needed": needed_for(round_, voting_seats(round_)),
    }
    return render(request, "commission/sittings.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def sitting(request: Request, slug: str, sitting: int) -> HttpResponse:
    found, context = opened(request, slug, sitting)
    places = selectors.places_of(found)
    seats = voting_seats(found.round)
    items = list(found.items.select_related("application__project"))
    context |= {
        "places": places, "items": items, "presences": Presence.choices, "seats": seats,
        "there": sum(place.votes for place in places), "needed": needed_for(found.round, seats),
        "voting": [place.seat for place in places if place.votes],
        "mine": selectors.own_place(request.actor, places),
        "now": next((row for row in items if row.state == ItemState.VOTING), None),
        "waiting": sum(row.state in (ItemState.WAITING, ItemState.VOTING) for row in items),
        "absent": [p.seat for p in places if not p.present and p.seat.role != "substitute"],
    }  # fmt: skip
    return render(request, "commission/sitting.html", context)


@require_POST
@signed_in
def attendance(request: Request, slug: str, sitting: int) -> HttpResponse:
    found, _context = opened(request, slug, sitting)
    ACCESS.require("sitting.manage", request.actor, found)
    seats = {str(seat.pk): seat for seat in found.round.seats.select_related("person")}
    seat, presence = seats.get(request.POST.get("seat", "")), request.POST.get("presence", "")
    if seat is None or presence not in Presence.values:
        raise Hidden
    services.attendance_mark(
        actor=request.actor, sitting=found, seat=seat, presence=presence, at=request.moment,
        stands_for=seats.get(request.POST.get("stands_for", "")), note=request.POST.get("note", ""),
    )  # fmt: skip
    return redirect("commission:sitting", slug, sitting)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def agenda(request: Request, slug: str, sitting: int) -> HttpResponse:
    """Another item, or one taken off."""
    found, context = opened(request, slug, sitting)
    ACCESS.require("sitting.manage", request.actor, found)
    if "remove" in request.POST:
        position = whole(request.POST["remove"]) or 0
        services.item_remove(actor=request.actor, sitting=found, position=position, at=request.moment)
        return redirect("commission:sitting", slug, sitting)
    form = ItemForm(request.POST or None, round_=found.round)
    if request.method == "POST" and form.is_valid() and _added(request, found, form):
        return redirect("commission:sitting", slug, sitting)
    context["form"] = form
    return render(request, "commission/agenda.html", context, status=422 if form.errors else 200)


def _added(request: Request, found: Sitting, form: ItemForm) -> bool:
    try:
        services.item_add(actor=request.actor, sitting=found, at=request.moment, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@signed_in
def minutes(request: Request, slug: str, sitting: int) -> HttpResponse:
    found, _context = opened(request, slug, sitting)
    position = whole(request.POST.get("item"))
    services.minutes_write(
        actor=request.actor, sitting=found, text=request.POST.get("minutes", ""), at=request.moment,
        position=position,
    )  # fmt: skip
    if position is not None:
        return redirect("commission:item", slug, sitting, position)
    return redirect("commission:sitting", slug, sitting)


@require_POST
@signed_in
def sitting_step(request: Request, slug: str, sitting: int, act: str) -> HttpResponse:
    """Open, close, cancel."""
    found, context = opened(request, slug, sitting)
    if act not in STEPS:
        raise Hidden
    more = {}
    presides = whole(request.POST.get("presides"))
    if act == "open" and presides is not None:
        rows = context["round"].seats.filter(pk=presides, left_at=None)
        more["presides"] = rows.select_related("person").first()
    STEPS[act](actor=request.actor, sitting=found, at=request.moment, **more)
    return redirect("commission:sitting", slug, sitting)
