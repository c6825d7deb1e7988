"""A right to sign is told of in a handover and never passes: a successor signs on a ground of his own.

With the last day it ends in the record. Organisations that would be left without anybody are named, with the day.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Follows, Item, Leaving, Place
from svetovod.web.registry.selectors import managed_by

from . import phrases, services
from .models import SigningAuthority
from .selectors import gap_without


class Signing(Follows):
    def items(self, leaving: Leaving) -> Iterator[Item]:
        """Those that hold, and those this very handover has ended."""
        mine = SigningAuthority.objects.filter(person=leaving.person, organisation__merged_into=None)
        held = Q(ended_at=None) & (Q(until=None) | Q(until__gte=leaving.gone_from))
        if leaving.ended_at is not None:
            held |= Q(ended_at=leaving.ended_at)
        for row in mine.filter(held).select_related("organisation", "person"):
            said = _("Signs: %(ground)s, until %(last)s") % {
                "ground": phrases.ground(row), "last": phrases.until(row.until),
            }  # fmt: skip
            yield Item(
                str(row.pk), Work.SIGNING, said, _place(row, leaving),
                str(row.organisation), reverse("signing:signers", args=[row.organisation.inn]), row=row, holds=(row,),
                stays=phrases.does_not_pass(row),
            )  # fmt: skip

    def end(self, item: Item, leaving: Leaving, giver: Any, at: datetime) -> None:
        services.authority_lapse(actor=giver, authority=item.row, on=leaving.gone_from - timedelta(days=1), at=at)


def _place(row: SigningAuthority, leaving: Leaving) -> Place:
    """The organisation, unless the person acts for it only by leading a cluster it manages."""
    if row.organisation_id not in leaving.ids(Scope.ORGANISATION):
        led = leaving.ids(Scope.CLUSTER)
        for cluster in managed_by([row.organisation_id]):
            if int(cluster) in led:
                return str(Scope.CLUSTER), cluster
    return str(Scope.ORGANISATION), str(row.organisation_id)


def lacks(leaving: Leaving, lines: Sequence[Any]) -> Iterator[str]:
    """Organisations without anybody who signs, for whatever days after the person is gone."""
    houses = {line.item.row.organisation_id: line.item.row.organisation for line in lines if line.source == "signing"}
    for organisation in houses.values():
        if found := gap_without(organisation, leaving.person, leaving.gone_from):
            yield phrases.nobody(organisation, found)


SOURCE = Signing()
