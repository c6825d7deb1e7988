"""An item of an agenda: what is asked, one's vote, how it stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.commission import selectors, services
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import ItemState
from svetovod.web.commission.forms import BallotForm
from svetovod.web.commission.selectors.sittings import grounds_of
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection.enums import Choice
from svetovod.web.selection.views import signed_in

from .sittings import opened


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: Request, slug: str, sitting: int, item: int) -> HttpResponse:
    """A POST votes. How a secret vote stands is shown once it is counted."""
    found, context = opened(request, slug, sitting)
    row = selectors.item_get(request.actor, found, item)
    if request.method == "POST":
        ACCESS.require("ballot.cast", request.actor, row)
    places = selectors.places_of(found)
    mine = selectors.own_place(request.actor, places)
    ballots = {} if row.secret else {each.seat_id: each for each in row.ballots.all()}
    own = ballots.get(mine.seat.pk) if mine else None
    initial = {"choice": own.choice, "opinion": own.opinion} if own else {}
    form = BallotForm(request.POST or None, initial=initial, secret=row.secret)
    if request.method == "POST" and form.is_valid():
        services.ballot_cast(actor=request.actor, item=row, at=request.moment, **form.cleaned_data)
        messages.success(request, _("Your vote is taken."))
        return redirect("commission:item", slug, sitting, item)
    voted = set(row.voters.values_list("seat_id", flat=True)) if row.secret else set(ballots)
    grounds = grounds_of(row, places)
    decided = row.state in (ItemState.ACCEPTED, ItemState.REJECTED)
    tally = selectors.count_of(row, places, grounds)
    context |= {
        "item": row, "form": form, "own": own, "mine": mine, "decided": decided, "tally": tally,
        "rows": [
            (place, ballots.get(place.seat.pk), place.seat.pk in voted, grounds.get(place.seat.pk, ""))
            for place in places if place.votes or place.seat.pk in grounds
        ],
        "counts": _counts(row.count if decided else tally.counts) if decided or not row.secret else [],
        "may_vote": bool(mine and mine.votes and mine.seat.pk not in grounds),
        "own_ground": grounds.get(mine.seat.pk, "") if mine else "",
        "has_voted": bool(mine and mine.seat.pk in voted),
    }  # fmt: skip
    return render(request, "commission/item.html", context, status=422 if form.errors else 200)


def _counts(counts: dict[str, int]) -> list[tuple[object, int]]:
    return [(choice.label, counts.get(choice, 0)) for choice in Choice if choice != Choice.RECUSED]


@require_POST
@signed_in
def withdraw(request: Request, slug: str, sitting: int, item: int) -> HttpResponse:
    found, _context = opened(request, slug, sitting)
    row = selectors.item_get(request.actor, found, item)
    services.item_withdraw(actor=request.actor, item=row, ground=request.POST.get("ground", ""), at=request.moment)
    return redirect("commission:item", slug, sitting, item)


@require_POST
@signed_in
def item_step(request: Request, slug: str, sitting: int, item: int, act: str) -> HttpResponse:
    """Open the vote, count it, take it anew."""
    found, _context = opened(request, slug, sitting)
    row = selectors.item_get(request.actor, found, item)
    if act == "open":
        services.item_open(actor=request.actor, item=row, at=request.moment)
    elif act == "close":
        services.item_close(actor=request.actor, item=row, at=request.moment)
    elif act == "again":
        services.item_again(actor=request.actor, item=row, reason=request.POST.get("reason", ""), at=request.moment)
    else:
        raise Hidden
    return redirect("commission:item", slug, sitting, item)
