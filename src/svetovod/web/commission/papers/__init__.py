"""The papers of a commission: one catalogue, each made of what the selection knows, as PDF and DOCX."""

from .catalogue import KINDS, Kind, docx, make, pdf

__all__ = ["KINDS", "Kind", "docx", "make", "pdf"]
