"""Who sits where in a selection, whom the secretary invited, and for which party each of them speaks."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import named, places_held
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.common.fields import without_unseen
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.conflicts import party_spoken_for
from svetovod.web.selection.enums import REGISTERED, OfferState
from svetovod.web.selection.models import PanelMember, PlaceOffer, Seat, SelectionRound


@dataclass(frozen=True, slots=True)
class Holder:
    """A seat or an expert, with the applications a party of which that person speaks for: `[(number, party)]`."""

    place: Any
    interests: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class People:
    seats: list[Holder]
    experts: list[Holder]
    offers: list[PlaceOffer]


def people_of(actor: Any, round_: SelectionRound) -> People:
    """Five queries, whatever the size. Offers, with their addresses, for the secretary alone."""
    if not ACCESS.allows("panel.view", actor, round_):
        raise Denied("panel.view")
    seats: list[Any] = list(round_.seats.select_related("person", "organisation").order_by("left_at", "role", "id"))
    experts: list[Any] = list(round_.panel.select_related("person", "organisation").order_by("left_at", "id"))
    held = places_held({place.person_id for place in (*seats, *experts)})
    rows = (
        []
        if round_.intake_sealed
        else list(
            round_.applications.filter(state__in=REGISTERED)
            .select_related("project__cluster__manager", "project__initiator")
            .order_by("serial")
        )
    )

    def holder(place: Any) -> Holder:
        own = {*held[place.person_id], (str(Scope.ORGANISATION), str(place.organisation_id))}
        found = ((row.number, party_spoken_for(own, row)) for row in rows)
        return Holder(place, [(number, party) for number, party in found if party])

    may = ACCESS.allows("panel.manage", actor, round_)
    offers = list(round_.offers.exclude(state=OfferState.ACCEPTED).select_related("organisation")) if may else []
    return People([holder(seat) for seat in seats], [holder(member) for member in experts], offers)


def places_named(actor: Any, text: str, most: int) -> list[Any]:
    """Seats and experts of the rounds whose people the actor may see, by their names; those who left are left out."""
    rounds = SelectionRound.objects.filter(pk__in=[int(id) for id in actor.scope_ids(Scope.ROUND)])
    inside = [row for row in rounds.order_by("-id") if ACCESS.allows("panel.view", actor, row)]
    found: list[Any] = []
    for rows in (Seat.objects, PanelMember.objects):
        places = rows.filter(named(text), round__in=inside, left_at=None).select_related("person", "round")
        found += places.order_by("person__name", "-round", "id")[:most]
    return found


def offer_to(actor: Any, slug: str) -> PlaceOffer:
    """The newest place in that round offered to the actor's address; `Hidden` where there is none."""
    if not actor.person_id:
        raise Hidden
    rows = PlaceOffer.objects.filter(round__slug=slug, email=without_unseen(actor.email).lower())
    rows = rows.exclude(state=OfferState.WITHDRAWN)
    found = rows.select_related("round", "organisation", "offered_by").order_by("-id").first()
    if found is None:
        raise Hidden
    return found
