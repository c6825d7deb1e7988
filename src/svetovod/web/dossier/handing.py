"""What of a person's work on a dossier there is to tell: papers, drafts and measures are the organisation's own.

Whoever holds the role there goes on with them; the list says what waits and until when.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common import formatting
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Follows, Item, Leaving, Place, cluster_place

from .models import Dossier, DossierDocument, Programme, ProgrammeMeasure
from .selectors import SOON

ANSWERING = (Role.CLUSTER_MANAGER, Role.INITIATOR, Role.PREPARER)


class Dossiers(Follows):
    def items(self, leaving: Leaving) -> Iterator[Item]:
        today = timezone.localtime(leaving.at).date()
        managed = _managed(leaving)
        ending = _ending(managed, today)
        for dossier in Dossier.objects.filter(managed).select_related("cluster").order_by("pk"):
            cluster, days = dossier.cluster, ending.get(dossier.cluster_id, [])
            said = _("Dossier of the cluster")
            if days:
                count = ngettext("%(n)d document runs out by %(day)s", "%(n)d documents run out by %(day)s", len(days))
                said = f"{said}: {count % {'n': len(days), 'day': formatting.day(max(days))}}"
            url = reverse("dossier:overview", args=[cluster.slug])
            yield _follows(f"dossier:{dossier.pk}", said, cluster_place(leaving, cluster), cluster.name, url)
        for draft in Programme.objects.filter(managed, approved_on=None).select_related("cluster").order_by("pk"):
            url = reverse("dossier:programme", args=[draft.cluster.slug])
            yield _follows(
                f"programme:{draft.pk}", _("Draft of the development programme, version %(n)d") % {"n": draft.version},
                cluster_place(leaving, draft.cluster), draft.cluster.name, url,
            )  # fmt: skip
        yield from _measures(leaving)


def _managed(leaving: Leaving) -> Q:
    return Q(cluster__in=leaving.ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)) | Q(
        cluster__manager__in=leaving.ids(Scope.ORGANISATION, Role.CLUSTER_MANAGER)
    )


def _ending(managed: Q, today: date) -> dict[int, list[date]]:
    """Last days of documents that run out soon, or have, by cluster."""
    found: dict[int, list[date]] = {}
    rows = DossierDocument.objects.filter(managed, withdrawn_on=None, valid_to__lte=today + SOON)
    for cluster, day in rows.values_list("cluster", "valid_to"):
        assert day is not None, "asked for documents with a last day"
        found.setdefault(cluster, []).append(day)
    return found


def _measures(leaving: Leaving) -> Iterator[Item]:
    """What organisations of the leaver have to do by the programmes in force."""
    own = leaving.ids(Scope.ORGANISATION, *ANSWERING)
    approved = ~Q(programme__cluster__programmes__approved_on=None)
    in_force = Max("programme__cluster__programmes__version", filter=approved)
    rows = ProgrammeMeasure.objects.filter(responsible__in=own, done_on=None).exclude(programme__approved_on=None)
    rows = rows.annotate(newest=in_force).filter(programme__version=F("newest"))
    for row in rows.select_related("programme__cluster", "responsible").order_by("due_on", "pk"):
        said = _("Measure %(number)s of the programme, due %(day)s") % {
            "number": row.number, "day": formatting.day(row.due_on),
        }  # fmt: skip
        cluster = row.programme.cluster
        url = reverse("dossier:programme", args=[cluster.slug])
        yield _follows(f"measure:{row.pk}", said, (str(Scope.ORGANISATION), str(row.responsible_id)), cluster.name, url)


def _follows(key: str, said: str, place: Place, where: str, url: Any) -> Item:
    return Item(key, Work.DRAFTS, said, place, where, str(url), follows=True)


SOURCE = Dossiers()
