"""Reading the procedure: each function returns only what the actor may see."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.registry import selectors as registry

from .access import ACCESS
from .enums import IN_FORCE, QUEUE
from .enums import ApplicationState as S
from .models import ConfirmationApplication, ConfirmationDecision, RegistryEntry
from .package import paper_of
from .terms import Review, review


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
        ConfirmationApplication.objects.select_related("cluster__manager")
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


def entry_in_force(actor: Any, slug: str) -> RegistryEntry:
    """The entry of a cluster that changes of membership are reported to."""
    found = RegistryEntry.objects.filter(cluster=cluster_get(actor, slug), state__in=IN_FORCE)
    entry = found.select_related("cluster", "decision__application").order_by("-id").first()
    if entry is None:
        raise Hidden
    return entry


def queue(actor: Any, today: date) -> list[tuple[ConfirmationApplication, Review | None]]:
    """Applications that wait for the ministry, the most urgent first; those that stand still come last."""
    ACCESS.require("queue.view", actor)
    rows = ConfirmationApplication.objects.filter(state__in=QUEUE).select_related("cluster__manager")
    found = [(row, review(row, today)) for row in rows.prefetch_related("returns", "decisions")]
    return sorted(found, key=_urgency)


def _urgency(pair: tuple[ConfirmationApplication, Review | None]) -> tuple[date, int]:
    row, found = pair
    return found.term.due if found and found.term.due else date.max, row.pk


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
