"""Pages of the dossier."""

from .editions import edition, edition_move, edition_open
from .managing import manager_replace, managing, requirement
from .overview import overview
from .papers import document, document_attach, document_withdraw, documents
from .participants import agreement_cancel, founding, participant, participants

__all__ = [
    "agreement_cancel",
    "document",
    "document_attach",
    "document_withdraw",
    "documents",
    "edition",
    "edition_move",
    "edition_open",
    "founding",
    "manager_replace",
    "managing",
    "overview",
    "participant",
    "participants",
    "requirement",
]
