"""Organisations as other apps and pages ask for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import MemberRole, OrganisationKind
from svetovod.web.registry.models import DEMO_PREFIX, Cluster, ClusterSheet, Membership, Organisation
from svetovod.web.registry.organisations.selectors import by_inns, organisations_found, standing

LEADING = (Role.CLUSTER_MANAGER, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)


def organisations_of(actor: Any) -> QuerySet[Organisation]:
    """Organisations in which the actor holds a role."""
    return standing().filter(pk__in=actor.organisation_ids())


def organisations_led(actor: Any) -> QuerySet[Organisation]:
    """Authorities of the actor's regions, its development centres and managing organisations."""
    if not any(actor.holds(role) for role in LEADING):
        return Organisation.objects.none()
    clusters = [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    managing = Q(pk__in=actor.organisation_ids(Role.CLUSTER_MANAGER)) | Q(managed_clusters__in=clusters)
    led = Q(kind=OrganisationKind.SPECIALISED) & managing
    for kind, role in ((OrganisationKind.AUTHORITY, Role.REGIONAL_AUTHORITY), (OrganisationKind.CDC, Role.CDC_OFFICER)):
        of_region = Q(region__in=actor.scope_ids(Scope.REGION, role)) | Q(pk__in=actor.organisation_ids(role))
        led |= Q(kind=kind) & of_region
    return standing().filter(led).distinct()


def organisation_by_inn(actor: Any, inn: str) -> Organisation | None:
    """The organisation of that INN, or the one it was merged into, unless it is hidden from the actor."""
    found = by_inns([inn]).get(inn)
    return found if found and ACCESS.allows("organisation.view", actor, found) else None


def named_to(actor: Any, organisation: Organisation) -> bool:
    """Whether the actor may know the organisation by name."""
    return ACCESS.allows("organisation.view", actor, organisation)


def names_by_inn(inns: Collection[str]) -> dict[str, str]:
    """Names of those organisations that nobody hides."""
    return dict(Organisation.objects.filter(inn__in=inns, hidden=False).values_list("inn", "name"))


def words_for(organisations: Iterable[int]) -> dict[int, list[str]]:
    """By id what an organisation is told by: names, INN, OGRN. Asks nobody: to find them in a text, not to show."""
    rows = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name", "short_name", "inn", "ogrn")
    return {pk: [word for word in words if word] for pk, *words in rows}


def sellers_named(sheet: ClusterSheet) -> dict[str, str]:
    """Names of the outside sellers of a workbook, where the registry of organisations knows and shows them."""
    inside = {row["inn"] for row in sheet.content["participants"]}
    return names_by_inn({row["seller"] for row in sheet.content["purchases"] if row["seller"]} - inside)


def organisations_to_join(
    cluster: Cluster, but: Collection[str], *, text: str = "", region: str = ""
) -> QuerySet[Organisation]:
    """Enterprises that anybody may name and a cluster could ask to join, by a part of the name or of the INN.

    Invented ones are offered to an invented cluster alone.
    """
    rows = organisations_found(text=text, region=region).filter(kind=OrganisationKind.ENTERPRISE, hidden=False)
    invented = Q(inn__startswith=DEMO_PREFIX)
    return rows.filter(invented if cluster.is_demo else ~invented).exclude(inn__in=but)


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


def cluster_joined(organisation: Organisation) -> Cluster | None:
    """The cluster it takes part in now, the one it joined first where there are several."""
    row = Membership.objects.filter(organisation=organisation, left_on=None).select_related("cluster").order_by("pk")
    found = row.first()
    return found.cluster if found else None


@dataclass(frozen=True, slots=True)
class Traded:
    """What the workbooks of an organisation's clusters say that it sells (codes) and buys (code to rubles a year)."""

    sold: tuple[str, ...]
    bought: dict[str, Decimal]


def traded_by(organisation: Organisation) -> Traded:
    """By the last workbook of each cluster it is in, outside sellers first. For its own people: asks nobody."""
    clusters = Membership.objects.filter(organisation=organisation, left_on=None).values("cluster")
    sheets = ClusterSheet.objects.filter(cluster__in=clusters).order_by("cluster_id", "-uploaded_at", "-id")
    columns = ("content__purchases", "content__participants")
    sold: dict[str, None] = {}
    outside: dict[str, Decimal] = {}
    inside: dict[str, Decimal] = {}
    for purchases, people in sheets.distinct("cluster_id").values_list(*columns):
        members = {row["inn"] for row in people or ()}
        for row in purchases or ():
            if row["seller"] == organisation.inn:
                sold[row["okpd2"]] = None
            if row["buyer"] == organisation.inn:
                side = inside if row["seller"] in members else outside
                side[row["okpd2"]] = side.get(row["okpd2"], Decimal(0)) + Decimal(row["amount"])
    bought = dict(sorted(outside.items(), key=lambda each: -each[1]))
    bought |= {code: amount for code, amount in sorted(inside.items()) if code not in bought}
    return Traded(tuple(sorted(sold)), bought)
