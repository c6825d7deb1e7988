"""The dossier of a cluster: the edition it is prepared under and what its papers say."""

from .dossiers import Dossier
from .pins import EditionPin

__all__ = ["Dossier", "EditionPin"]
