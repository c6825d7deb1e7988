"""Names told in other words: what in a text without names still says whose it is."""

from .find import Kind, Leak, find
from .names import Told, told_by

__all__ = ["Kind", "Leak", "Told", "find", "told_by"]
