"""Writing to the registry: organisations, clusters, workbooks, verdicts."""

from .clusters import cluster_create, cluster_hand_over, cluster_move, organisation_create
from .imports import cluster_offer, pending_apply, pending_discard, sheet_restore
from .members import member_date, member_join, member_leave
from .sheets import Import, cluster_import
from .verdicts import refuse_day, verdict_make

__all__ = [
    "Import",
    "cluster_create",
    "cluster_hand_over",
    "cluster_import",
    "cluster_move",
    "cluster_offer",
    "member_date",
    "member_join",
    "member_leave",
    "organisation_create",
    "pending_apply",
    "pending_discard",
    "refuse_day",
    "sheet_restore",
    "verdict_make",
]
