"""Facts by which people may be tied to organisations, for other apps."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import ParticularKind
from svetovod.web.registry.models import Organisation, OrganisationParticular, OrganisationPlace

PEOPLE = (ParticularKind.DIRECTOR, ParticularKind.FOUNDER)


def particulars_importable(actor: Any) -> bool:
    """Whether the actor may bring in who leads and who founded organisations."""
    return ACCESS.allows("particular.import", actor)


def particulars_known(
    inns: Iterable[str], numbers: Iterable[str], surnames: Iterable[str]
) -> list[OrganisationParticular]:
    """For a search of ties, which has asked whether it may: facts of these organisations, and of others that people of
    these numbers or surnames lead or founded."""
    rows = OrganisationParticular.objects.filter(withdrawn_at=None, organisation__merged_into=None)
    theirs = Q(organisation__inn__in=list(inns)) | Q(inn__in=list(numbers))
    for surname in surnames:
        theirs |= Q(kind__in=PEOPLE, text__icontains=surname)
    houses = rows.filter(theirs).values("organisation")
    return list(rows.filter(organisation__in=houses).select_related("organisation"))


def organisations_known(ids: Iterable[int], inns: Iterable[str]) -> list[Organisation]:
    """For a search of ties: those of these ids, and those of these INN that are known here."""
    return list(Organisation.objects.filter(Q(pk__in=list(ids)) | Q(inn__in=list(inns))))


def places_known(organisations: Iterable[int]) -> QuerySet[OrganisationPlace]:
    return OrganisationPlace.objects.filter(organisation__in=list(organisations), closed_on=None).exclude(address="")
