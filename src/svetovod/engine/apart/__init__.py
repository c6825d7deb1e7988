"""Work that may go wrong in every way, done in a process of its own."""

from .process import PASSED, apart

__all__ = ["PASSED", "apart"]
