"""Reading organisations: one by its number, those that may be one, what was merged."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.common.merging import Mention, Obstacle, mentions_of, obstacles_of
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import NotDuplicate, Organisation, OrganisationMerge, sort_key

from . import bridge

# what a person decides of a merge
FIELDS = ("name", "short_name", "region", "kind", "hidden")


def standing() -> QuerySet[Organisation]:
    """Organisations in force: those that no merge has given up."""
    return Organisation.objects.filter(merged_into=None)


def survivor(organisation: Organisation) -> Organisation:
    """The record an organisation goes on in: itself, unless it was merged into another, and that one perhaps too."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


def by_inns(inns: Collection[str]) -> dict[str, Organisation]:
    """The organisation in force of each known INN; an INN given up leads to the one it was merged into."""
    rows = Organisation.objects.filter(inn__in=inns).select_related("merged_into")
    return {row.inn: survivor(row) for row in rows}


def inn_of(organisation: int) -> str:
    return Organisation.objects.values_list("inn", flat=True).get(pk=organisation)


def absorbed_by(organisations: Iterable[int]) -> dict[int, int]:
    """Of records given up, by id, the one of `organisations` they go on in; for what stays with the old record."""
    found: dict[int, int] = {}
    layer = {each: each for each in organisations}
    while layer:
        rows = Organisation.objects.filter(merged_into__in=layer).values_list("pk", "merged_into")
        layer = {pk: layer[into] for pk, into in rows if into is not None}
        found |= layer
    return found


def organisation_get(actor: Any, inn: str) -> Organisation:
    """The record of that very INN; `Hidden` where there is none the actor may see."""
    found = Organisation.objects.select_related("merged_into").filter(inn=inn).first()
    if found is None or not ACCESS.allows("organisation.view", actor, found):
        raise Hidden
    return found


def organisations_found(*, text: str, region: str) -> QuerySet[Organisation]:
    """Those in force, by a part of the name or of the INN, and a region."""
    found = standing()
    if text:
        found = found.filter(Q(name_sort__contains=sort_key(text)) | Q(inn__contains=text.strip()))
    return found.filter(region=region) if region else found


def likenesses(actor: Any) -> list[bridge.Likeness]:
    """Pairs nobody has judged yet, the strongest first."""
    ACCESS.require("organisation.merge", actor)
    return unjudged()


def unjudged() -> list[bridge.Likeness]:
    """The same for code that has asked; invented organisations are never put beside real ones."""
    known = set(NotDuplicate.objects.values_list("one", "other"))
    rows = list(standing().only("inn", "name", "short_name", "region", "kind", "hidden", "merged_into"))
    found = bridge.likenesses(rows)
    return [p for p in found if (p.one.pk, p.other.pk) not in known and p.one.is_demo == p.other.is_demo]


def judged(actor: Any) -> QuerySet[NotDuplicate]:
    ACCESS.require("organisation.merge", actor)
    return NotDuplicate.objects.select_related("one", "other", "said_by")


def merges(actor: Any) -> QuerySet[OrganisationMerge]:
    ACCESS.require("organisation.merge", actor)
    return OrganisationMerge.objects.select_related("gone", "kept", "made_by", "undone_by").defer("steps")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two organisations put beside each other, with everything that refers to it by the kind of thing."""

    organisation: Organisation
    groups: tuple[tuple[Any, tuple[Mention, ...]], ...]
    moving: int
    staying: int


def sides(one: Organisation, other: Organisation) -> tuple[Side, Side]:
    found = mentions_of([one.pk, other.pk])
    return _side(one, found[one.pk]), _side(other, found[other.pk])


def _side(organisation: Organisation, mentions: list[Mention]) -> Side:
    groups: dict[str, tuple[Any, list[Mention]]] = {}
    for mention in mentions:
        groups.setdefault(str(mention.group), (mention.group, []))[1].append(mention)
    stays = sum(mention.stays for mention in mentions)
    return Side(organisation, tuple((g, tuple(rows)) for g, rows in groups.values()), len(mentions) - stays, stays)


def obstacles(gone: Organisation, kept: Organisation) -> list[Obstacle]:
    """What stands in the way first, then what has to be known."""
    return sorted(obstacles_of(gone.pk, kept.pk), key=lambda found: not found.blocks)
