"""Reading a dossier: each function returns only what the actor may see."""

from .dossiers import cluster_get, law_day, pinned
from .papers import Completeness, Held, Line, completeness, document_get, line_get, withdrawn
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
    "Outlook",
    "Participant",
    "RegionLine",
    "agreement_get",
    "cluster_get",
    "completeness",
    "document_get",
    "dossiers_managed",
    "edition_in_force",
    "editions",
    "editions_open_to",
    "founding_of",
    "law_day",
    "line_get",
    "outlook",
    "outlooks",
    "participant_get",
    "participants",
    "participants_on",
    "pinned",
    "pins_of",
    "regions_of",
    "seats_of",
    "withdrawn",
]
