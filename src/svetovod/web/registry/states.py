"""Moves of the registry's objects."""

from svetovod.web.common.states import StateTable, Transition

from .enums import BulkState
from .enums import ClusterState as C

S = BulkState
BULK_FILE = StateTable(
    "bulk_file",
    [
        Transition(S.WAITING, S.NEW, "found_new", "bulk.create"),
        Transition(S.WAITING, S.CHANGED, "found_changed", "bulk.create"),
        Transition(S.WAITING, S.UNCHANGED, "found_unchanged", "bulk.create"),
        Transition(S.WAITING, S.REFUSED, "refuse", "bulk.create"),
        Transition(S.NEW, S.REFUSED, "refuse", "bulk.create"),
        Transition(S.CHANGED, S.REFUSED, "refuse", "bulk.create"),
        Transition(S.UNCHANGED, S.REFUSED, "refuse", "bulk.create"),
        Transition(S.NEW, S.QUEUED, "choose", "bulk.apply"),
        Transition(S.CHANGED, S.QUEUED, "choose", "bulk.apply"),
        Transition(S.FAILED, S.QUEUED, "choose", "bulk.apply"),
        Transition(S.QUEUED, S.APPLIED, "apply", "bulk.apply"),
        Transition(S.QUEUED, S.FAILED, "fail", "bulk.apply"),
        Transition(S.APPLIED, S.UNDOING, "take_back", "bulk.undo"),
        Transition(S.UNDOING, S.UNDONE, "undo", "bulk.undo"),
        Transition(S.UNDOING, S.APPLIED, "keep", "bulk.undo"),
    ],
)

_BEFORE = (C.IDEA, C.EMERGING, C.DOSSIER_READY, C.REFUSED, C.EXCLUDED)
CLUSTER = StateTable(
    "cluster",
    [
        *(Transition(state, C.FILED, "file", "cluster.move") for state in _BEFORE),
        Transition(C.FILED, C.UNDER_REVIEW, "take", "cluster.move"),
        Transition(C.FILED, C.DOSSIER_READY, "withdraw", "cluster.move"),
        Transition(C.UNDER_REVIEW, C.DOSSIER_READY, "withdraw", "cluster.move"),
        Transition(C.UNDER_REVIEW, C.REFUSED, "refuse", "cluster.move"),
        Transition(C.UNDER_REVIEW, C.REGISTERED, "register", "cluster.move"),
        Transition(C.REGISTERED, C.REGISTERED, "register", "cluster.move"),
        Transition(C.EXPIRING, C.REGISTERED, "register", "cluster.move"),
        Transition(C.REFUSED, C.UNDER_REVIEW, "reopen", "cluster.move"),
        Transition(C.REGISTERED, C.EXCLUDED, "exclude", "cluster.move"),
        Transition(C.EXPIRING, C.EXCLUDED, "exclude", "cluster.move"),
        Transition(C.EXCLUDED, C.REGISTERED, "restore", "cluster.move"),
        Transition(C.REGISTERED, C.EXPIRING, "near_end", "cluster.move"),
        Transition(C.REGISTERED, C.DOSSIER_READY, "end", "cluster.move"),
        Transition(C.EXPIRING, C.DOSSIER_READY, "end", "cluster.move"),
    ],
)
