"""Reading a dossier: each function returns only what the actor may see."""

from .dossiers import cluster_get, pinned

__all__ = ["cluster_get", "pinned"]
