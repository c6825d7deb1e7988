"""Moves of the registry's objects."""

from svetovod.web.common.states import StateTable, Transition

from .enums import BulkState

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
