"""What of a person's work in the registry passes to a successor: uploads of many workbooks that are not applied."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.common import formatting
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving, Place

from .access import ACCESS
from .bulk.services import bulk_hand_over
from .enums import BulkState
from .models import BulkImport, Cluster, PendingSheet

UNFINISHED = (
    BulkState.WAITING,
    BulkState.NEW,
    BulkState.CHANGED,
    BulkState.FAILED,
    BulkState.QUEUED,
    BulkState.UNDOING,
)


class Workbooks:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        open_ones = BulkImport.objects.filter(made_by=leaving.person, files__state__in=UNFINISHED).distinct()
        for bulk in open_ones:
            said = _("Upload of many workbooks of %(day)s") % {"day": formatting.day(bulk.made_at)}
            yield Item(
                f"bulk:{bulk.pk}",
                Work.DRAFTS,
                said,
                _place(leaving),
                url=reverse("registry:bulk_detail", args=[bulk.pk]),
                row=bulk,
                holds=(bulk,),
            )
        for sheet in PendingSheet.objects.filter(uploaded_by=leaving.person).select_related("cluster"):
            own = sheet.cluster_id in leaving.ids(Scope.CLUSTER)
            at = (Scope.CLUSTER, sheet.cluster_id) if own else (Scope.ORGANISATION, sheet.cluster.manager_id)
            yield Item(
                f"pending:{sheet.pk}", Work.DRAFTS, _("Workbook that waits for a word"), (str(at[0]), str(at[1])),
                sheet.cluster.name, reverse("registry:pending", args=[sheet.cluster.slug]), follows=True,
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        if item.place in successor.places and ACCESS.allows("bulk.create", successor):
            return ""
        return _("The successor does not answer for the clusters of that region.")

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        bulk_hand_over(actor=giver, bulk=item.row, person=person_of(successor), at=at)


def _place(leaving: Leaving) -> Place:
    """An upload is of whoever made it: it goes with the role in a region, else with the office of the registry."""
    regions = sorted(
        grant.scope_id
        for grant in leaving.grants
        if grant.scope == Scope.REGION and grant.role in {Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER}
    )
    return (str(Scope.REGION), regions[0]) if regions else (str(Scope.PLATFORM), "")


def managing(role: str, place: Place) -> Iterable[tuple[str, Place]]:
    """A cluster is led by itself or by its managing organisation: either does."""
    scope, key = place
    if role != Role.CLUSTER_MANAGER:
        return
    if scope == Scope.CLUSTER:
        for manager in Cluster.objects.filter(pk=key).values_list("manager", flat=True):
            yield role, (str(Scope.ORGANISATION), str(manager))


SOURCE = Workbooks()
