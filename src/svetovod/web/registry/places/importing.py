"""The КПП of a workbook's participants. Called by the service that imports the workbook, inside its transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from svetovod.web.registry.enums import PlaceKind
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.registry.numbers.resetting import numbers_reset

from .selectors import named_in


def places_for(
    actor: Any, rows: Sequence[Mapping[str, Any]], known: Mapping[str, Organisation], at: datetime
) -> tuple[dict[str, int | None], int]:
    """By INN, the place each КПП means (None: the organisation as a whole), and how many places are new.

    A row without a КПП is not in the answer: it says nothing of the place. A place known is never overwritten. A first
    head office is a number nobody has compared: the organisation waits for it again, and the journal says so.
    """
    found = named_in(rows, known)
    new = {
        each.inn: OrganisationPlace(
            organisation=known[each.inn], kind=each.makes, kpp=each.kpp, region=each.region,
        )
        for each in found
        if each.makes
    }  # fmt: skip
    OrganisationPlace.objects.bulk_create(new.values())
    numbers_reset(actor, [place.organisation_id for place in new.values() if place.kind == PlaceKind.HEAD], at)
    places = {**{each.inn: each.place for each in found}, **new}
    return {inn: place.pk if place else None for inn, place in places.items()}, len(new)
