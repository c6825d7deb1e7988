"""Writing to the registry: organisations, clusters, workbooks, verdicts."""

from .clusters import cluster_create, cluster_hand_over, cluster_move, manager_named, organisation_create
from .imports import cluster_offer, pending_apply, pending_discard, sheet_restore
from .members import member_date, member_join, member_leave, member_place
from .sheets import Import, cluster_import
from .undoing import WHY, import_undo, why_not
from .verdicts import refuse_day, verdict_make

__all__ = [
    "WHY",
    "Import",
    "cluster_create",
    "cluster_hand_over",
    "cluster_import",
    "cluster_move",
    "cluster_offer",
    "import_undo",
    "manager_named",
    "member_date",
    "member_join",
    "member_leave",
    "member_place",
    "organisation_create",
    "pending_apply",
    "pending_discard",
    "refuse_day",
    "sheet_restore",
    "verdict_make",
    "why_not",
]
