"""Reading what was compared with the state register, and what waits for it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import NumberState, PlaceKind
from svetovod.web.registry.models import Cluster, Membership, NumberCheck, Organisation, OrganisationPlace
from svetovod.web.registry.organisations.selectors import organisations_found, standing


def head_kpp(organisation: int) -> str:
    """The KPP of the head office; empty where none is known."""
    held = OrganisationPlace.objects.filter(organisation=organisation, kind=PlaceKind.HEAD, closed_on=None)
    return held.values_list("kpp", flat=True).first() or ""


def seen(organisation: Organisation, kpp: str) -> str:
    """The numbers as a page shows them, so that a word given on it is of these and no others."""
    return f"{organisation.inn}|{kpp}|{organisation.ogrn}"


def queue(actor: Any, *, state: str, text: str, region: str) -> QuerySet[Organisation]:
    """Organisations of a state: those that take part in a cluster or manage one first, each with its KPP as `kpp`."""
    ACCESS.require("organisation.verify", actor)
    heads = OrganisationPlace.objects.filter(organisation=OuterRef("pk"), kind=PlaceKind.HEAD, closed_on=None)
    takes_part = Exists(Membership.objects.filter(organisation=OuterRef("pk"), left_on=None)) | Exists(
        Cluster.objects.filter(manager=OuterRef("pk"))
    )
    found = organisations_found(text=text, region=region).filter(numbers=state)
    found = found.annotate(takes_part=takes_part, kpp=Coalesce(Subquery(heads.values("kpp")[:1]), Value("")))
    return found.order_by("-takes_part", "name_sort", "pk")


def counts(actor: Any) -> dict[str, int]:
    """How many organisations are of each state."""
    ACCESS.require("organisation.verify", actor)
    asked = {state.value: Count("pk", filter=Q(numbers=state)) for state in NumberState}
    return standing().aggregate(**asked)


def doubts(inns: Collection[str]) -> dict[str, str]:
    """Of those INNs, the states that are not a confirmation; an organisation nobody knows is not compared."""
    known = dict(Organisation.objects.filter(inn__in=inns).values_list("inn", "numbers"))
    states = {inn: known.get(inn, NumberState.UNCHECKED.value) for inn in inns}
    return {inn: state for inn, state in states.items() if state != NumberState.VERIFIED}


def waiting(actor: Any) -> int:
    """How many nobody has compared yet; none for whoever may not."""
    return counts(actor)[NumberState.UNCHECKED] if ACCESS.allows("organisation.verify", actor) else 0


def checks_of(organisation: Organisation) -> QuerySet[NumberCheck]:
    return NumberCheck.objects.filter(organisation=organisation).select_related("made_by")


def last_check(organisation: Organisation) -> NumberCheck | None:
    """The word that stands; None where the numbers were never compared, or changed since."""
    return checks_of(organisation).first() if organisation.numbers != NumberState.UNCHECKED else None
