"""People to groups of visitors by their wishes: as many as can be, then as near to the wishes as can be, proven."""

from .check import Violation, check
from .problem import VisitProblem, VisitResult
from .solve import solve

__all__ = ["Violation", "VisitProblem", "VisitResult", "check", "solve"]
