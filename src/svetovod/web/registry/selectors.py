"""Reading the registry: each function returns only what the actor may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import registry_officer, system
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden

from . import bridge, phrases, verdict_page
from .access import ACCESS
from .enums import ClusterState, MemberRole, OrganisationKind
from .models import Cluster, ClusterSheet, Membership, Organisation, PendingSheet, StoredVerdict, sort_key
from .numbers.selectors import waiting as numbers_waiting
from .organisations.counting import likenesses_waiting
from .organisations.selectors import absorbed_by, by_inns, inn_of, standing, survivor
from .organisations.shared import joined_twice
from .places.selectors import open_places

_EVERYTHING = registry_officer | system


def cluster_get(actor: Any, slug: str) -> Cluster:
    """The cluster of that address; `Hidden` where there is none the actor may see."""
    found = Cluster.objects.select_related("manager").filter(slug=slug).first()
    if found is None or not ACCESS.allows("cluster.view", actor, found):
        raise Hidden
    return found


def opened(stored: StoredVerdict) -> verdict_page.Page:
    """A kept verdict as its page shows it: rows, sources, the conclusion in words."""
    return verdict_page.build(bridge.verdict_of(stored.result))


def clusters_visible(actor: Any) -> QuerySet[Cluster]:
    """Public clusters, and those the actor manages or answers for."""
    everything = Cluster.objects.select_related("manager")
    if _EVERYTHING.test(actor):
        return everything
    return everything.filter(~Q(state=ClusterState.IDEA) | _in_hand(actor))


def clusters_found(actor: Any, *, text: str, region: str | None, state: str | None) -> QuerySet[Cluster]:
    """Of those, by a part of the name, a region and a state; with the number of members."""
    found = with_members(clusters_visible(actor))
    if text:
        found = found.filter(name_sort__contains=sort_key(text))
    if region:
        found = found.filter(regions__contains=[region])
    return found.filter(state=state) if state else found


def _in_hand(actor: Any) -> Q:
    """Clusters whose figures the actor may see: the same people as in the access table."""
    clusters = [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    mine = Q(pk__in=clusters) | Q(manager_id__in=actor.organisation_ids(Role.CLUSTER_MANAGER))
    for iso in actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER):
        mine |= Q(regions__contains=[iso])
    return mine


def clusters_in_hand(actor: Any) -> QuerySet[Cluster]:
    """Clusters whose figures the actor may see."""
    return Cluster.objects.all() if _EVERYTHING.test(actor) else Cluster.objects.filter(_in_hand(actor))


def sums_of(clusters: QuerySet[Cluster]) -> dict[str, dict[str, Any]]:
    """What the newest workbook of each cluster comes to, by the cluster's id; none without a workbook."""
    newest = ClusterSheet.objects.filter(cluster__in=clusters).order_by("cluster_id", "-uploaded_at", "-id")
    kept = list(newest.distinct("cluster_id").values_list("pk", "cluster_id", "sums"))
    older = ClusterSheet.objects.in_bulk([pk for pk, _cluster, sums in kept if sums is None])
    return {str(cluster): sums or bridge.sums(older[pk].content) for pk, cluster, sums in kept}


def with_verdict(actor: Any, clusters: QuerySet[Cluster], on: date) -> QuerySet[Cluster]:
    """Adds `verdict`: the conclusion stored last for a day not after `on`, where the actor may see it."""
    stored = StoredVerdict.objects.filter(cluster=OuterRef("pk"), on__lte=on)
    if not _EVERYTHING.test(actor):
        allowed = Cluster.objects.filter(_in_hand(actor), pk=OuterRef("cluster_id"))
        stored = stored.filter(Exists(allowed))
    return clusters.annotate(verdict=Subquery(stored.order_by("-on", *_by_law()).values("verdict")[:1]))


def _by_law() -> tuple[Any, ...]:
    """Verdicts by what is known of the law now come first: a withdrawn verification leaves newer ones behind."""
    now = Case(When(facts_version=bridge.facts().version, then=0), default=1)
    return now, "-made_at", "-id"


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
        clusters = clusters.filter(_in_hand(actor))
    rows = list(with_members(clusters))
    sheets = ClusterSheet.objects.filter(cluster__in=rows, uploaded_at__date__lte=on).defer("content", "notes")
    newest = {
        row.cluster_id: row for row in sheets.order_by("cluster_id", "-uploaded_at", "-id").distinct("cluster_id")
    }
    kept = StoredVerdict.objects.filter(cluster__in=rows, on__lte=on, made_at__date__lte=on)
    last = {row.cluster_id: row for row in kept.order_by("cluster_id", "-on", "-made_at", "-id").distinct("cluster_id")}
    return [Standing(row, newest.get(row.pk), last.get(row.pk), on, row.members) for row in rows]  # type: ignore[attr-defined]


def sees_verdicts(actor: Any) -> bool:
    """Whether there can be a cluster whose verdict the actor may see: asks the roles, not the rows."""
    officials = actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)
    managed = actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER) or actor.organisation_ids(Role.CLUSTER_MANAGER)
    return bool(officials or managed or _EVERYTHING.test(actor))


def sees_figures(actor: Any, cluster: Cluster) -> bool:
    """Whether workbooks of the cluster and what is calculated by them open for the actor."""
    return ACCESS.allows("verdict.view", actor, cluster)


def organisations_of(actor: Any) -> QuerySet[Organisation]:
    """Organisations in which the actor holds a role."""
    return standing().filter(pk__in=actor.organisation_ids())


def organisations_led(actor: Any) -> QuerySet[Organisation]:
    """Authorities of the actor's regions, its development centres and managing organisations."""
    clusters = [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    managing = Q(pk__in=actor.organisation_ids(Role.CLUSTER_MANAGER)) | Q(managed_clusters__in=clusters)
    led = Q(kind=OrganisationKind.SPECIALISED) & managing
    for kind, role in ((OrganisationKind.AUTHORITY, Role.REGIONAL_AUTHORITY), (OrganisationKind.CDC, Role.CDC_OFFICER)):
        of_region = Q(region__in=actor.scope_ids(Scope.REGION, role)) | Q(pk__in=actor.organisation_ids(role))
        led |= Q(kind=kind) & of_region
    return standing().filter(led).distinct()


def managed_by(organisations: Iterable[int]) -> dict[str, list[int]]:
    """The managing organisation of each cluster that one of these manages, by the cluster's id."""
    rows = Cluster.objects.filter(manager__in=organisations).values_list("pk", "manager_id")
    return {str(cluster): [manager] for cluster, manager in rows}


def members_of(cluster: Cluster) -> QuerySet[Membership]:
    """Present members, producers first."""
    members = cluster.memberships.filter(left_on=None).select_related("organisation", "place")
    return members.order_by(F("role").asc(), "organisation__name_sort", "id")


def clusters_of(actor: Any, organisations: Collection[int], *, but: Cluster) -> dict[int, list[Cluster]]:
    """Other clusters that organisations belong to now, by the organisation; those the actor may see, in one query."""
    rows = Membership.objects.filter(organisation__in=organisations, left_on=None).exclude(cluster=but)
    rows = rows.filter(cluster__in=clusters_visible(actor)).select_related("cluster").order_by("cluster__name_sort")
    found: dict[int, list[Cluster]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row.cluster)
    return found


def members_elsewhere(actor: Any, content: dict[str, Any], cluster_id: int | None) -> list[list[str]]:
    """Participants who belong to another cluster that the actor may know of: allowed, and said."""
    inns = [row["inn"] for row in content["participants"]]
    others = Membership.objects.filter(organisation__inn__in=inns, left_on=None).exclude(cluster_id=cluster_id or 0)
    found = others.filter(cluster__in=clusters_visible(actor)).order_by("organisation__inn", "cluster__name_sort")
    names = {row["inn"]: row["name"] for row in content["participants"]}
    return [[names[inn], cluster] for inn, cluster in found.values_list("organisation__inn", "cluster__name")]


def latest_verdict(cluster: Cluster, on: date) -> StoredVerdict | None:
    """The verdict stored last for exactly that day, of the newest workbook that has one."""
    found = cluster.verdicts.filter(on=on).select_related("sheet", "made_by")
    return found.order_by("-sheet__uploaded_at", *_by_law()).first()


def with_members(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """Adds `members`: how many organisations belong now."""
    return clusters.annotate(members=Count("memberships", filter=Q(memberships__left_on=None)))


def verdict_for(cluster: Cluster, sheet: ClusterSheet, on: date) -> StoredVerdict | None:
    """The verdict kept for that workbook and day."""
    return cluster.verdicts.filter(sheet=sheet, on=on).select_related("made_by").order_by(*_by_law()).first()


def organisation_by_inn(actor: Any, inn: str) -> Organisation | None:
    """The organisation of that INN, or the one it was merged into, unless it is hidden from the actor."""
    found = by_inns([inn]).get(inn)
    return found if found and ACCESS.allows("organisation.view", actor, found) else None


def names_by_inn(inns: Collection[str]) -> dict[str, str]:
    """Names of those organisations that nobody hides."""
    return dict(Organisation.objects.filter(inn__in=inns, hidden=False).values_list("inn", "name"))


def askers() -> QuerySet[Organisation]:
    """Organisations that ask regions and enterprises from above: authorities and associations."""
    return standing().filter(kind__in=[OrganisationKind.ASSOCIATION, OrganisationKind.AUTHORITY])


def organisations_by(
    kinds: Collection[str], regions: Collection[str], *, inns: Collection[str] = ()
) -> QuerySet[Organisation]:
    """Those of the kinds within the regions (anywhere where none is named), and those of the INNs, each once."""
    found = standing().filter(pk__in=[row.pk for row in by_inns(inns).values()])
    if kinds:
        of_kind = standing().filter(kind__in=kinds)
        found |= of_kind.filter(region__in=regions) if regions else of_kind
    return found.order_by("region", "name_sort", "id")


def enterprises_below(organisation: Organisation) -> QuerySet[Organisation]:
    """Enterprises that a region or a managing organisation may ask: of the region, or members of its clusters."""
    enterprises = standing().filter(kind=OrganisationKind.ENTERPRISE).exclude(pk=organisation.pk)
    if organisation.kind != OrganisationKind.SPECIALISED:
        return enterprises.filter(region=organisation.region).order_by("region", "name_sort", "id")
    members = Membership.objects.filter(cluster__manager=organisation, left_on=None)
    asked = members.exclude(role=MemberRole.INFRASTRUCTURE).values("organisation")
    return enterprises.filter(pk__in=asked).order_by("region", "name_sort", "id")


def unknown_inns(inns: Iterable[str]) -> list[str]:
    """Those of which there is no organisation, in their order."""
    wanted = list(dict.fromkeys(inns))
    known = set(Organisation.objects.filter(inn__in=wanted).values_list("inn", flat=True))
    return [inn for inn in wanted if inn not in known]


def named_to(actor: Any, organisation: Organisation) -> bool:
    """Whether the actor may know the organisation by name."""
    return ACCESS.allows("organisation.view", actor, organisation)


def sellers_named(sheet: ClusterSheet) -> dict[str, str]:
    """Names of the outside sellers of a workbook, where the registry of organisations knows and shows them."""
    inside = {row["inn"] for row in sheet.content["participants"]}
    return names_by_inn({row["seller"] for row in sheet.content["purchases"] if row["seller"]} - inside)


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


def pending_sheet(cluster: Cluster) -> PendingSheet | None:
    """The workbook that waits until its changes are accepted."""
    return PendingSheet.objects.filter(cluster=cluster).select_related("base", "uploaded_by").first()


def sheets_of(cluster: Cluster) -> QuerySet[ClusterSheet]:
    """Every workbook that counted, the newest first."""
    return cluster.sheets.select_related("uploaded_by", "restores").defer("content", "notes")


def sheet_before(sheet: ClusterSheet) -> ClusterSheet | None:
    """The workbook that counted before this one."""
    earlier = Q(uploaded_at__lt=sheet.uploaded_at) | Q(uploaded_at=sheet.uploaded_at, pk__lt=sheet.pk)
    return ClusterSheet.objects.filter(earlier, cluster_id=sheet.cluster_id).first()


__all__ = [
    "absorbed_by", "askers", "by_inns", "cluster_get", "clusters_found", "clusters_in_hand", "clusters_of",
    "clusters_visible", "enterprises_below", "inn_of", "joined_twice", "latest_verdict", "likenesses_waiting",
    "managed_by", "members_of", "named_to", "names_by_inn", "numbers_waiting", "open_places", "opened",
    "organisation_by_inn", "organisations_by", "organisations_led", "organisations_of", "pending_sheet",
    "region_choices", "region_codes", "region_name", "sees_figures", "sees_verdicts", "sellers_named",
    "sheet_before", "sheets_of", "standings", "sums_of", "survivor", "unknown_inns", "valid_inn",
    "verdict_for", "with_members", "with_verdict",
]  # fmt: skip
