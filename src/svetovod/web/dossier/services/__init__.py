"""Writing the dossier: the journal and the history of rows keep every change."""

from .agreements import agreement_add, agreement_cancel
from .foundings import cluster_founding_set, organisation_founding_set
from .managing import manager_replace, manager_since_set, requirement_mark
from .papers import document_add, document_attach, document_withdraw
from .participants import joining_note, participant_join, participant_leave, participant_place_set
from .pins import dossier_open, edition_move
from .presence import accord_add, accord_cancel, object_give_up, object_save
from .programme import programme_approve, programme_open
from .programme_rows import (
    goal_add,
    indicator_points,
    indicator_save,
    measure_save,
    measure_tell,
    programme_points_apply,
    programme_row_delete,
)

__all__ = [
    "accord_add",
    "accord_cancel",
    "agreement_add",
    "agreement_cancel",
    "cluster_founding_set",
    "document_add",
    "document_attach",
    "document_withdraw",
    "dossier_open",
    "edition_move",
    "goal_add",
    "indicator_points",
    "indicator_save",
    "joining_note",
    "manager_replace",
    "manager_since_set",
    "measure_save",
    "measure_tell",
    "object_give_up",
    "object_save",
    "organisation_founding_set",
    "participant_join",
    "participant_leave",
    "participant_place_set",
    "programme_approve",
    "programme_open",
    "programme_points_apply",
    "programme_row_delete",
    "requirement_mark",
]
