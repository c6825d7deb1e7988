"""Organisations entered twice: names made comparable, pairs that may be one organisation, and why."""

from .names import Name, name_of
from .pairs import AGAINST, Known, Pair, Sign, Strength, candidates, compare

__all__ = ["AGAINST", "Known", "Name", "Pair", "Sign", "Strength", "candidates", "compare", "name_of"]
