"""Pages of the dossier."""

from .overview import overview

__all__ = ["overview"]
