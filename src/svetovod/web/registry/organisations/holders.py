"""Organisations as the mark of a commercial secret names them: the full name, and the address of the head office."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link
from svetovod.web.registry.enums import PlaceKind
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.secrecy.holders import OWN, Holder

from .selectors import standing


def holders(ids: Collection[int]) -> list[Holder]:
    heads = OrganisationPlace.objects.filter(organisation__in=ids, kind=PlaceKind.HEAD, closed_on=None)
    seats = dict(heads.values_list("organisation", "address"))
    return [
        Holder(row.pk, row.name, seats.get(row.pk, ""), reverse("registry:organisation", args=[row.inn]) + "#places")
        for row in standing().filter(pk__in=ids)
    ]


def readings_door(actor: Any, organisation: Organisation, moment: datetime) -> Iterator[Link]:
    if organisation.pk in actor.organisation_ids(*OWN):
        yield Link(_("Who has read its commercial secrets"), reverse("secrecy:register"))
