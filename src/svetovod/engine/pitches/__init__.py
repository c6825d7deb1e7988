"""The schedule of presentations: projects into blocks, experts to their panels, with a bound for what is possible."""

from .check import Violation, check
from .problem import Block, Panelist, PitchProblem, PitchResult, PitchStatus, Presented
from .solve import solve

__all__ = [
    "Block",
    "Panelist",
    "PitchProblem",
    "PitchResult",
    "PitchStatus",
    "Presented",
    "Violation",
    "check",
    "solve",
]
