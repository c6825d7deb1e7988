"""Reading the procedure: each function returns only what the actor may see."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.registry import selectors as registry

from .access import ACCESS
from .enums import IN_FORCE, PENDING_APPEAL, QUEUE
from .enums import ApplicationState as S
from .models import (
    ConfirmationAppeal,
    ConfirmationApplication,
    ConfirmationDecision,
    OfficerAbsence,
    RegistryEntry,
)
from .package import paper_of
from .waiting import Waiting, waiting


def cluster_get(actor: Any, slug: str) -> Any:
    """The cluster whose application the actor may follow."""
    cluster = registry.cluster_get(actor, slug)
    ACCESS.require("package.view", actor, cluster)
    return cluster


def applications_of(actor: Any, cluster: Any) -> list[ConfirmationApplication]:
    """The newest first; a draft is its authors' alone."""
    rows = cluster.applications.select_related("cluster__manager", "follows")
    rows = rows.prefetch_related("returns", "decisions", "versions__verdict")
    return [row for row in rows if ACCESS.allows("application.view", actor, row)]


def application_of(actor: Any, slug: str) -> ConfirmationApplication:
    """The newest application of a cluster that the actor sees."""
    found = applications_of(actor, cluster_get(actor, slug))
    if not found:
        raise Hidden
    return found[0]


def lacking_of(row: ConfirmationApplication) -> list[str]:
    """What the law's list names and the newest version was filed without."""
    version = row.versions.first()
    found = version.content.get("list", {}).get("lacking", []) if version else []
    return [str(paper_of(key).label) for key in found]


def case_get(actor: Any, number: str, action: str = "application.examine") -> ConfirmationApplication:
    row = (
        ConfirmationApplication.objects.select_related("cluster__manager", "taken_by")
        .prefetch_related("returns", "decisions", "marks")
        .filter(number=number)
        .first()
    )
    if row is None or not ACCESS.allows("application.view", actor, row):
        raise Hidden
    ACCESS.require(action, actor, row)
    return row


def decision_of(row: ConfirmationApplication) -> ConfirmationDecision | None:
    """The one that stands: taken, or waiting for the second officer."""
    found = row.decisions.all()[0] if row.decisions.all() else None
    return found if row.state in {S.PREPARED, S.CONFIRMED, S.REFUSED} else None


def entry_of(row: ConfirmationApplication) -> RegistryEntry | None:
    """What came of a confirmed application."""
    found = RegistryEntry.objects.filter(decision__application=row).select_related("cluster", "decision__application")
    return found.first()


def newest_entries(clusters: Collection[int]) -> dict[int, RegistryEntry]:
    """The newest entry of each of those clusters that has one, by the cluster's id; one query. Entries are public."""
    rows = RegistryEntry.objects.filter(cluster__in=clusters).order_by("cluster_id", "-id").distinct("cluster_id")
    return {row.cluster_id: row for row in rows}


def entry_in_force(actor: Any, slug: str) -> RegistryEntry:
    """The entry of a cluster that changes of membership are reported to."""
    found = RegistryEntry.objects.filter(cluster=cluster_get(actor, slug), state__in=IN_FORCE)
    entry = found.select_related("cluster", "decision__application").order_by("-id").first()
    if entry is None:
        raise Hidden
    return entry


def queue(actor: Any, today: date) -> list[Waiting]:
    """Applications that wait for the ministry, the most urgent first; those that stand still come last."""
    ACCESS.require("queue.view", actor)
    return waiting(today)


def absence_of(actor: Any) -> OfficerAbsence | None:
    """The days the officer himself is away."""
    return OfficerAbsence.objects.filter(person=actor.person_id).first()


def waiting_for(actor: Any, today: date) -> list[Waiting]:
    """What waits for this officer; for the head what nobody is there for, and what is overdue."""
    if not ACCESS.allows("queue.view", actor):
        return []
    found = waiting(today)
    if ACCESS.allows("absence.enter", actor):
        return [each for each in found if each.waits_for(actor)]
    return [each for each in found if each.nobody or (each.review and each.review.late)]


def appeals_for(actor: Any) -> list[ConfirmationAppeal]:
    """Appeals that wait for an officer who took no part in the decision."""
    if not ACCESS.allows("absence.enter", actor):
        return []
    rows = ConfirmationAppeal.objects.filter(state__in=PENDING_APPEAL).select_related(
        "application__cluster", "exclusion"
    )
    return [row for row in rows.prefetch_related("application__decisions") if _may_hear(actor, row)]


def _may_hear(actor: Any, appeal: ConfirmationAppeal) -> bool:
    against = appeal.exclusion or next(row for row in appeal.application.decisions.all() if row.decided_at)
    took_part = {against.prepared_by_id, against.decided_by_id}
    return actor.person_id not in took_part and ACCESS.allows("application.hear", actor, appeal.application)


def decided(actor: Any) -> QuerySet[ConfirmationApplication]:
    """Applications that are closed, the newest first."""
    ACCESS.require("queue.view", actor)
    rows = ConfirmationApplication.objects.exclude(number=None).exclude(state__in=QUEUE)
    return rows.select_related("cluster").order_by("-filed_at", "-id")


def entry_get(actor: Any, number: int) -> RegistryEntry:
    """Public, unless the cluster itself is not."""
    entry = RegistryEntry.objects.select_related("cluster", "decision").filter(number=number).first()
    if entry is None:
        raise Hidden
    registry.cluster_get(actor, entry.cluster.slug)
    return entry
