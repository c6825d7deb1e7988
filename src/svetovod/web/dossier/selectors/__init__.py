"""Reading a dossier: each function returns only what the actor may see."""

from .dossiers import cluster_get, pinned
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

__all__ = [
    "Outlook",
    "cluster_get",
    "dossiers_managed",
    "edition_in_force",
    "editions",
    "editions_open_to",
    "outlook",
    "outlooks",
    "pinned",
    "pins_of",
]
