"""Reading places of organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from svetovod.web.registry import bridge
from svetovod.web.registry.enums import PlaceKind
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.registry.organisations.selectors import by_inns

# the kind that a new place of a workbook has, by the reason its КПП tells
KINDS = {
    "seat": PlaceKind.HEAD, "branch": PlaceKind.BRANCH, "representative": PlaceKind.REPRESENTATIVE,
    "division": PlaceKind.DIVISION,
}  # fmt: skip


def is_legal_entity(inn: str) -> bool:
    """An INN of ten digits is a legal entity's; an entrepreneur's has twelve."""
    return len(inn) == 10


def places_of(organisation: Organisation) -> list[OrganisationPlace]:
    """Open places, the head office first, then those that are closed."""
    rows = OrganisationPlace.objects.filter(organisation=organisation).order_by("region", "name", "id")
    return sorted(rows, key=lambda row: (row.closed_on is not None, row.kind != PlaceKind.HEAD))


def likely_kind(organisation: Organisation) -> PlaceKind:
    """What the next place is: the head office first, then branches."""
    return PlaceKind.BRANCH if open_places(organisation.pk).filter(kind=PlaceKind.HEAD).exists() else PlaceKind.HEAD


def open_places(organisation: int) -> QuerySet[OrganisationPlace]:
    return OrganisationPlace.objects.filter(organisation=organisation, closed_on=None).order_by("region", "name", "id")


def place_get(organisation: Organisation, pk: int) -> OrganisationPlace | None:
    return OrganisationPlace.objects.select_related("organisation").filter(organisation=organisation, pk=pk).first()


@dataclass(frozen=True, slots=True)
class Named:
    """A КПП that a workbook gives for a participant: the place it means, or the kind of the new one it makes.

    Neither: the КПП is of no place (a largest taxpayer, property), or of another head office than the one known; an
    entrepreneur has no КПП at all.
    """

    inn: str
    name: str
    kpp: str
    region: str
    place: OrganisationPlace | None
    makes: PlaceKind | None


def named_in(rows: Iterable[Mapping[str, Any]], known: Mapping[str, Organisation] | None = None) -> list[Named]:
    """What each КПП of a workbook's participants means here; at most two queries, whatever their number."""
    rows = [row for row in rows if row.get("kpp")]
    if not rows:
        return []
    known = by_inns([row["inn"] for row in rows]) if known is None else known
    places: dict[int, list[OrganisationPlace]] = {}
    owners = [each.pk for each in known.values()]
    for place in OrganisationPlace.objects.filter(organisation__in=owners, closed_on=None):
        places.setdefault(place.organisation_id, []).append(place)
    return [_named(row, places.get(known[row["inn"]].pk, []) if row["inn"] in known else []) for row in rows]


def _named(row: Mapping[str, Any], places: Iterable[OrganisationPlace]) -> Named:
    places = list(places)
    found = next((place for place in places if place.kpp == row["kpp"]), None)
    makes = None if found or not is_legal_entity(row["inn"]) else KINDS.get(bridge.kpp_reason(row["kpp"]))
    if makes == PlaceKind.HEAD and any(place.kind == PlaceKind.HEAD for place in places):
        makes = None
    return Named(row["inn"], row["name"], row["kpp"], row["region"], found, makes)
