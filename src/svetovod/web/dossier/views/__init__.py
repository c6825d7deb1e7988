"""Pages of the dossier."""

from .editions import edition, edition_move, edition_open
from .overview import overview

__all__ = ["edition", "edition_move", "edition_open", "overview"]
