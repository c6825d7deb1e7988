"""Copies of a file for one reader: on every page whose secret it is and who reads it. The original stays as it is."""

from .stamp import KINDS, MOST_PAGES, CopyProblem, Stamp
from .worker import stamped

__all__ = ["KINDS", "MOST_PAGES", "CopyProblem", "Stamp", "stamped"]
