"""What two organisations have both."""

from svetovod.web.registry.models import Membership


def joined_twice(gone: int, kept: int) -> list[tuple[Membership, Membership]]:
    """Present participations of both in one cluster: (of the one given up, of the one that stays)."""
    rows = Membership.objects.filter(organisation__in=[gone, kept], left_on=None).select_related("cluster")
    by_cluster: dict[int, dict[int, Membership]] = {}
    for row in rows.order_by("cluster__name_sort", "pk"):
        by_cluster.setdefault(row.cluster_id, {})[row.organisation_id] = row
    return [(both[gone], both[kept]) for both in by_cluster.values() if len(both) == 2]
