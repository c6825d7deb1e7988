"""Who can succeed and who does; whether two handovers touch the same places."""

from django.db.models import Q

from svetovod.web.accounts.models import Person, RoleGrant

from .enums import OPEN
from .models import Handover
from .seam import Place


def successors_of(handover: Handover) -> dict[str, Person]:
    """By kind of work; whoever declined is nobody's successor."""
    rows = handover.successions.filter(declined_at=None).select_related("successor")
    return {row.work: row.successor for row in rows}


def candidates(handover: Handover) -> list[Person]:
    """Colleagues: whoever holds a role in one of the places of the handover and can sign in."""
    inside = Q(pk__in=[])
    for scope, scope_id in handover.places:
        inside |= Q(scope=scope, scope_id=scope_id)
    held = RoleGrant.objects.filter(inside, revoked_at=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).exclude(pk=handover.leaver_id)
    return list(people.order_by("name", "pk"))


def leaving_too(person: Person, handover: Handover) -> bool:
    """Another handover is open in which this person leaves one of these places."""
    rows = Handover.objects.filter(leaver=person, state__in=OPEN).exclude(pk=handover.pk)
    return any(overlap(row, handover) for row in rows)


def overlap(one: Handover, other: Handover) -> bool:
    places: set[Place] = {tuple(place) for place in one.places}
    return any(tuple(place) in places for place in other.places)
