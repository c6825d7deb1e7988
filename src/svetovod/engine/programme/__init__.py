"""The programme of a session: what in it cannot be held, and what became different between two versions of it."""

from .conflicts import Clash, Entry, Plan, Speaker, clashes
from .difference import Change, difference

__all__ = ["Change", "Clash", "Entry", "Plan", "Speaker", "clashes", "difference"]
