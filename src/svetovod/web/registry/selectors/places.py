"""Regions and numbers in words."""

from django.db.models import Q

from svetovod.web.accounts.enums import Scope
from svetovod.web.common import formatting
from svetovod.web.registry import bridge
from svetovod.web.registry.models import Cluster
from svetovod.web.registry.organisations.selectors import by_inns


def region_name(iso: str) -> str:
    """The region in the language of the page; the code itself where it is unknown."""
    return bridge.region_name(iso, formatting.lang())


def region_codes() -> tuple[str, ...]:
    """ISO 3166-2 codes of all regions."""
    return tuple(iso for iso, _name in bridge.region_choices("en"))


def region_choices() -> list[tuple[str, str]]:
    return bridge.region_choices(formatting.lang())


def valid_inn(text: str) -> bool:
    return bridge.valid_inn(text)


def typed_inn(text: str) -> str:
    """What was typed as an INN, without spaces and without a КПП after it."""
    return bridge.typed_inn(text)


def places_called(text: str) -> list[tuple[str, str, str]]:
    """Organisations of that INN, clusters and regions of that name: where an administrator gives the first role."""
    found = by_inns([typed_inn(text)]).values()
    called = Cluster.objects.filter(Q(name__iexact=text) | Q(slug=text))
    regions = [(iso, name) for iso, name in region_choices() if text.casefold() in {iso.casefold(), name.casefold()}]
    return [
        *((str(Scope.ORGANISATION), str(each.pk), each.name) for each in found),
        *((str(Scope.CLUSTER), str(each.pk), each.name) for each in called),
        *((str(Scope.REGION), iso, name) for iso, name in regions),
    ]
