"""The public registry of clusters: what the pages tell a visitor, and nothing else."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.api.frame import Asked
from svetovod.web.confirmation.enums import EntryState
from svetovod.web.confirmation.selectors import newest_entries
from svetovod.web.registry import selectors
from svetovod.web.registry.enums import ClusterState, MemberRole

VERSIONED = {"schema": 1}


def clusters(asked: Asked) -> Any:
    found = selectors.clusters_found(VISITOR, text=asked["q"], region=asked["region"], state=asked["state"])
    pages = Paginator(found.order_by("name_sort", "id"), asked["per_page"])
    page = pages.get_page(asked["page"])
    shown = page.object_list if asked["page"] <= pages.num_pages else []
    entries = newest_entries([row.pk for row in shown])
    rows = [cluster_line(row, row.members, entries.get(row.pk)) for row in shown]  # type: ignore[attr-defined]
    further = _further(asked, page.number + 1) if rows and page.has_next() else None
    return VERSIONED | {
        "count": pages.count, "page": asked["page"], "pages": pages.num_pages, "next": further, "items": rows,
    }  # fmt: skip


def _further(asked: Asked, page: int) -> str:
    given = {name: value for name, value in asked.values.items() if value not in {None, ""}} | {"page": page}
    return f"{reverse('api:clusters')}?{urlencode(given)}"


def cluster(asked: Asked, slug: str) -> Any:
    found = selectors.cluster_get(VISITOR, slug)
    members = list(selectors.members_of(found))
    named = [member for member in members if selectors.named_to(VISITOR, member.organisation)]
    entry = newest_entries([found.pk]).get(found.pk)
    return VERSIONED | cluster_line(found, len(members), entry) | {
        "members": [_member(member) for member in named], "unnamed": len(members) - len(named),
    }  # fmt: skip


def cluster_line(row: Any, participants: int, entry: Any) -> dict[str, Any]:
    manager = row.manager if selectors.named_to(VISITOR, row.manager) else None
    return {
        "slug": row.slug,
        "name": row.name,
        "regions": [coded(iso, selectors.region_name(iso)) for iso in row.regions],
        "state": coded(row.state, ClusterState(row.state).label),
        "registry_number": row.registry_number or None,
        "registry_entry": entry and _entry(entry),
        "managing_organisation": manager and {"inn": manager.inn, "name": manager.name},
        "participants": participants,
        "demonstration": row.is_demo,
        "url": reverse("registry:cluster_detail", args=[row.slug]),
    }


def _entry(entry: Any) -> dict[str, Any]:
    """As the public extract says it."""
    return {
        "number": entry.number,
        "state": coded(entry.state, EntryState(entry.state).label),
        "entered_on": entry.entered_on.isoformat(),
        "valid_until": entry.valid_until.isoformat(),
        "extract": reverse("confirmation:extract", args=[entry.number]),
    }


def _member(member: Any) -> dict[str, Any]:
    organisation = member.organisation
    return {
        "inn": organisation.inn,
        "name": organisation.name,
        "role": coded(member.role, MemberRole(member.role).label),
        "region": coded(organisation.region, selectors.region_name(organisation.region)),
        "joined_on": member.joined_on and member.joined_on.isoformat(),
        "newcomer": member.newcomer,
        "special_territory": member.special_territory,
    }


def coded(code: str, label: Any) -> Mapping[str, str]:
    return {"code": code, "label": str(label)}
