"""Writing to the dossier."""

from .pins import dossier_open, edition_move

__all__ = ["dossier_open", "edition_move"]
