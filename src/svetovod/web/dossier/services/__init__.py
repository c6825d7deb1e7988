"""Writing the dossier: the journal and the history of rows keep every change."""

from .agreements import agreement_add, agreement_cancel
from .foundings import cluster_founding_set, organisation_founding_set
from .managing import manager_replace, manager_since_set, requirement_mark
from .papers import document_add, document_attach, document_withdraw
from .participants import joining_note, participant_join, participant_leave
from .pins import dossier_open, edition_move

__all__ = [
    "agreement_add",
    "agreement_cancel",
    "cluster_founding_set",
    "document_add",
    "document_attach",
    "document_withdraw",
    "dossier_open",
    "edition_move",
    "joining_note",
    "manager_replace",
    "manager_since_set",
    "organisation_founding_set",
    "participant_join",
    "participant_leave",
    "requirement_mark",
]
