"""Experts to projects: the best total or the fairest, with proven bounds; see docs/explanation/assignment.md."""

from .check import Violation, check
from .problem import AssignmentProblem, AssignmentResult, AssignmentStatus, Objective, Shortage
from .reading import read_problem
from .solve import solve

__all__ = [
    "AssignmentProblem",
    "AssignmentResult",
    "AssignmentStatus",
    "Objective",
    "Shortage",
    "Violation",
    "check",
    "read_problem",
    "solve",
]
