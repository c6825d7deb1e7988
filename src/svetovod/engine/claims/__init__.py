"""Costs claimed twice: the same spending in the estimates of two projects."""

from .twice import Claim, Sameness, Twice, documents, twice

__all__ = ["Claim", "Sameness", "Twice", "documents", "twice"]
