"""Reading a dossier: each function returns only what the actor may see."""

from .dossiers import cluster_get, law_day, pinned
from .managing import Managing, Requirement, documents_in_force, managing, requirement_get
from .papers import Completeness, Held, Line, completeness, document_get, document_name, line_get, withdrawn
from .participation import (
    AgreementLine,
    Participant,
    RegionLine,
    agreement_get,
    founding_of,
    participant_get,
    participants,
    participants_on,
    regions_of,
    seats_of,
)
from .pins import (
    Outlook,
    dossiers_managed,
    edition_in_force,
    editions,
    editions_open_to,
    outlook,
    outlooks,
    pins_of,
)
from .standing import SOON

__all__ = [
    "SOON",
    "AgreementLine",
    "Completeness",
    "Held",
    "Line",
    "Managing",
    "Outlook",
    "Participant",
    "RegionLine",
    "Requirement",
    "agreement_get",
    "cluster_get",
    "completeness",
    "document_get",
    "document_name",
    "documents_in_force",
    "dossiers_managed",
    "edition_in_force",
    "editions",
    "editions_open_to",
    "founding_of",
    "law_day",
    "line_get",
    "managing",
    "outlook",
    "outlooks",
    "participant_get",
    "participants",
    "participants_on",
    "pinned",
    "pins_of",
    "regions_of",
    "requirement_get",
    "seats_of",
    "withdrawn",
]
