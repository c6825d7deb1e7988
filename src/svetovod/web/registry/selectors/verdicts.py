"""What is calculated of clusters, for those who may see it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import registry_officer
from svetovod.web.common import formatting
from svetovod.web.registry import bridge, phrases, provenance, verdict_page
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet, StoredVerdict

from .clusters import EVERYTHING, in_hand, with_members


def sees_verdicts(actor: Any) -> bool:
    """Whether there can be a cluster whose verdict the actor may see: asks the roles, not the rows."""
    officials = actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)
    managed = actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER) or actor.organisation_ids(Role.CLUSTER_MANAGER)
    return bool(officials or managed or EVERYTHING.test(actor))


def sees_figures(actor: Any, cluster: Cluster) -> bool:
    """Whether workbooks of the cluster and what is calculated by them open for the actor."""
    return ACCESS.allows("verdict.view", actor, cluster)


def opened(stored: StoredVerdict) -> verdict_page.Page:
    """A kept verdict as its page shows it: rows, sources, the conclusion in words."""
    return verdict_page.build(bridge.verdict_of(stored.result))


def whose_figures(sheet: ClusterSheet) -> str:
    """On whose figures and of which day a calculation rests, and that it is no decision."""
    return provenance.sentence(sheet)


def latest_verdict(cluster: Cluster, on: date) -> StoredVerdict | None:
    """The verdict stored last for exactly that day, of the newest workbook that has one."""
    found = cluster.verdicts.filter(on=on).select_related("sheet", "made_by")
    return found.order_by("-sheet__uploaded_at", *_by_law()).first()


def verdict_before(cluster_id: int, on: date) -> StoredVerdict | None:
    """The conclusion kept last for a day not after `on`. Asks nobody: for who checks an application of the cluster."""
    found = StoredVerdict.objects.filter(cluster=cluster_id, on__lte=on).defer("result")
    return found.order_by("-on", *_by_law()).first()


def verdict_for(cluster: Cluster, sheet: ClusterSheet, on: date) -> StoredVerdict | None:
    """The verdict kept for that workbook and day."""
    return cluster.verdicts.filter(sheet=sheet, on=on).select_related("made_by").order_by(*_by_law()).first()


def with_verdict(actor: Any, clusters: QuerySet[Cluster], on: date) -> QuerySet[Cluster]:
    """Adds `verdict`: the conclusion stored last for a day not after `on`, where the actor may see it."""
    stored = StoredVerdict.objects.filter(cluster=OuterRef("pk"), on__lte=on)
    if not EVERYTHING.test(actor):
        allowed = Cluster.objects.filter(in_hand(actor), pk=OuterRef("cluster_id"))
        stored = stored.filter(Exists(allowed))
    return clusters.annotate(verdict=Subquery(stored.order_by("-on", *_by_law()).values("verdict")[:1]))


def _by_law() -> tuple[Any, ...]:
    """Verdicts by what is known of the law now come first: a withdrawn verification leaves newer ones behind."""
    now = Case(When(facts_version=bridge.facts().version, then=0), default=1)
    return now, "-made_at", "-id"


def sums_of(clusters: QuerySet[Cluster]) -> dict[str, dict[str, Any]]:
    """What the newest workbook of each cluster comes to, by the cluster's id; none without a workbook.

    A sheet kept before there were such rows, or before a rule that looks at one more sum, is counted anew.
    """
    newest = ClusterSheet.objects.filter(cluster__in=clusters).order_by("cluster_id", "-uploaded_at", "-id")
    kept = list(newest.distinct("cluster_id").values_list("pk", "cluster_id", "sums"))
    whole = {pk: sums for pk, _cluster, sums in kept if sums and bridge.sums_complete(sums)}
    older = ClusterSheet.objects.in_bulk([pk for pk, *_more in kept if pk not in whole])
    return {str(cluster): whole.get(pk) or bridge.sums(older[pk].content) for pk, cluster, _sums in kept}


@dataclass(frozen=True, slots=True)
class Standing:
    """A cluster with its newest workbook and the verdict kept last, as they were on a day."""

    cluster: Cluster
    sheet: ClusterSheet | None
    verdict: StoredVerdict | None
    on: date
    members: int

    @property
    def conclusion(self) -> str:
        return self.verdict.verdict if self.verdict else ""

    @property
    def look(self) -> str:
        return phrases.LOOK[self.conclusion] if self.verdict else "none"

    @property
    def because(self) -> str:
        """What the verdict rests on, in the words of its own page."""
        if self.verdict is None:
            return ""
        lang = formatting.lang()
        found = bridge.verdict_of(self.verdict.result)
        return phrases.because(found, lambda key: bridge.facts().item(key).label.text(lang))

    @property
    def outdated(self) -> bool:
        """The verdict is of an older workbook, or of an edition that is no longer in force."""
        if self.verdict is None:
            return False
        newer = self.sheet is not None and self.sheet.pk != self.verdict.sheet_id
        return newer or bridge.edition_on(self.on) != self.verdict.edition


def standings(actor: Any, on: date) -> list[Standing]:
    """Clusters whose figures are the actor's to see; three queries, whatever their number."""
    clusters = Cluster.objects.select_related("manager")
    if not registry_officer.test(actor):
        clusters = clusters.filter(in_hand(actor))
    rows = list(with_members(clusters))
    sheets = ClusterSheet.objects.filter(cluster__in=rows, uploaded_at__date__lte=on).defer("content", "notes")
    newest = {
        row.cluster_id: row for row in sheets.order_by("cluster_id", "-uploaded_at", "-id").distinct("cluster_id")
    }
    kept = StoredVerdict.objects.filter(cluster__in=rows, on__lte=on, made_at__date__lte=on)
    last = {row.cluster_id: row for row in kept.order_by("cluster_id", "-on", "-made_at", "-id").distinct("cluster_id")}
    return [Standing(row, newest.get(row.pk), last.get(row.pk), on, row.members) for row in rows]  # type: ignore[attr-defined]
