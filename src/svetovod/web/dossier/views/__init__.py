"""Pages of the dossier."""

from .editions import edition, edition_move, edition_open
from .indicators import indicators_upload, indicators_xlsx
from .managing import manager_replace, managing, requirement
from .overview import overview
from .papers import document, document_attach, document_withdraw, documents
from .participants import agreement_cancel, founding, participant, participants
from .presence import accord_cancel, infrastructure, infrastructure_object, regions
from .programme import goal_delete, indicator, measure, programme, programme_version

__all__ = [
    "accord_cancel",
    "agreement_cancel",
    "document",
    "document_attach",
    "document_withdraw",
    "documents",
    "edition",
    "edition_move",
    "edition_open",
    "founding",
    "goal_delete",
    "indicator",
    "indicators_upload",
    "indicators_xlsx",
    "infrastructure",
    "infrastructure_object",
    "manager_replace",
    "managing",
    "measure",
    "overview",
    "participant",
    "participants",
    "programme",
    "programme_version",
    "regions",
    "requirement",
]
