"""What the pages of organisations show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from svetovod.web.registry import selectors as registry
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import OrganisationKind, PlaceKind
from svetovod.web.registry.models import Membership, Organisation, OrganisationMerge
from svetovod.web.registry.numbers import page as numbers
from svetovod.web.registry.places import page as places

from . import bridge, selectors
from .forms import shown
from .phrases import FIELDS, SIGNS, STRENGTH, STRENGTH_LOOK


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two organisations as a line of the list says them."""

    one: Organisation
    other: Organisation
    regions: tuple[str, str]
    strength: Any
    look: str
    signs: tuple[Any, ...]
    against: tuple[Any, ...]


def line(found: bridge.Likeness) -> PairLine:
    return PairLine(
        found.one, found.other, (registry.region_name(found.one.region), registry.region_name(found.other.region)),
        STRENGTH[found.strength], STRENGTH_LOOK[found.strength], tuple(SIGNS[sign] for sign in found.signs),
        tuple(SIGNS[sign] for sign in found.against),
    )  # fmt: skip


def pairs(found: list[bridge.Likeness]) -> list[PairLine]:
    return [line(each) for each in found]


def organisation(actor: Any, row: Organisation) -> dict[str, Any]:
    """Context of the page of one organisation: what is public of it, and for whom keeps the list how it came about."""
    members = Membership.objects.filter(organisation=row, cluster__in=registry.clusters_visible(actor))
    may_merge = ACCESS.allows("organisation.merge", actor)
    merges = OrganisationMerge.objects.filter(kept=row, undone_at=None).select_related("gone").defer("steps")
    held = places.lines(row)
    return {
        "organisation": row,
        "region": registry.region_name(row.region),
        "kind": OrganisationKind(row.kind).label,
        "places": held,
        "kpp": next((line.row.kpp for line in held if line.row.kind == PlaceKind.HEAD and not line.row.closed_on), ""),
        "numbers": numbers.of_organisation(actor, row),
        "may_edit": ACCESS.allows("organisation.edit", actor, row),
        "may_particulars": ACCESS.allows("particular.view", actor, row),
        "members": members.select_related("cluster", "place").order_by("-left_on", "cluster__name_sort", "pk"),
        "managed": registry.clusters_visible(actor).filter(manager=row),
        "merges": [each for each in merges if ACCESS.allows("organisation.view", actor, each.gone)],
        "may_merge": may_merge,
        "may_list": ACCESS.allows("organisation.list", actor),
    }


def listed(rows: Iterable[Organisation]) -> list[tuple[Organisation, str]]:
    """Rows of the list with the name of their region."""
    return [(row, registry.region_name(row.region)) for row in rows]


def initial(one: Organisation, other: Organisation) -> dict[str, str]:
    """What is proposed: the record with the valid INN stays, the older of two; its fields, and the stricter secrecy."""
    kept, gone = sorted((one, other), key=lambda row: (not registry.valid_inn(row.inn), row.pk))
    proposed = dict.fromkeys(("keep", *selectors.FIELDS), kept.inn)
    if gone.hidden:
        proposed["hidden"] = gone.inn
    if not kept.short_name:
        proposed["short_name"] = gone.inn
    return proposed


def pair(one: Organisation, other: Organisation) -> dict[str, Any]:
    """Context of two records side by side."""
    first, second = selectors.sides(one, other)
    fields = [
        (FIELDS[name], shown(one, name), shown(other, name), getattr(one, name) != getattr(other, name))
        for name in selectors.FIELDS
    ]
    return {
        "likeness": line(bridge.likeness(one, other)),
        "sides": (first, second),
        "fields": fields,
        "obstacles": selectors.obstacles(other, one),
    }
