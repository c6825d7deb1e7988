"""Members of a cluster as its workbook names them. Called by the service that imports the workbook."""

from datetime import date, datetime
from typing import Any

from .enums import OrganisationKind
from .models import Cluster, Membership, Organisation, sort_key
from .organisations.selectors import by_inns
from .places.importing import places_for

WRITTEN = ("role", "joined_on", "newcomer", "special_territory", "place")


def members_update(
    *, actor: Any, cluster: Cluster, rows: list[dict[str, Any]], on: date, at: datetime
) -> dict[str, int]:
    """Adds those who are new, changes those who differ, and marks as left those the workbook no longer names.

    A name in the registry is never overwritten by a workbook: only the organisation's own record may change it.
    """
    known = _organisations(rows)
    # an earlier workbook may name both records of one organisation: it is one participant, by the first of its rows
    rows = list({known[row["inn"]].pk: row for row in reversed(rows)}.values())[::-1]
    places, made = places_for(actor, rows, known, at)
    present = {m.organisation_id: m for m in cluster.memberships.filter(left_on=None)}
    named: set[int] = set()
    added, changed = [], []
    for row in rows:
        organisation = known[row["inn"]]
        named.add(organisation.pk)
        wanted: dict[str, Any] = {
            "role": row["role"],
            "joined_on": date.fromisoformat(row["joined_on"]) if row["joined_on"] else None,
            "newcomer": row["newcomer"],
            "special_territory": row["special_territory"],
        }
        if row["inn"] in places:
            wanted["place_id"] = places[row["inn"]]
        member = present.get(organisation.pk)
        if member is None:
            added.append(Membership(cluster=cluster, organisation=organisation, **wanted))
        elif any(getattr(member, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(member, name, value)
            changed.append(member)
    gone = [m for pk, m in present.items() if pk not in named]
    for member in gone:
        member.left_on = on
    Membership.objects.bulk_create(added)
    Membership.objects.bulk_update(changed, WRITTEN)
    Membership.objects.bulk_update(gone, ["left_on"])
    return {"added": len(added), "changed": len(changed), "left": len(gone), "places": made}


def _organisations(rows: list[dict[str, Any]]) -> dict[str, Organisation]:
    """Organisations of the rows by INN, which may be that of a merged record; unknown ones are made.

    Two queries for any number.
    """
    Organisation.objects.bulk_create(
        (
            Organisation(
                inn=row["inn"],
                name=row["name"][:300],
                name_sort=sort_key(row["name"]),
                region=row["region"],
                kind=OrganisationKind.ENTERPRISE,
            )
            for row in rows
        ),
        ignore_conflicts=True,
    )
    return by_inns([row["inn"] for row in rows])
