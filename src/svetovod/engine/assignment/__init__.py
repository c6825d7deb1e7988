"""Experts to projects: the best total or the fairest, with proven bounds; see docs/explanation/assignment.md."""

from .chance import Drawn, draw, probabilities
from .check import Violation, check
from .fit import Fit, Text, fits
from .panels import Arrangement, Demands, arrange, described
from .problem import AssignmentProblem, AssignmentResult, AssignmentStatus, Objective, Shortage
from .reading import read_problem
from .solve import solve

__all__ = [
    "Arrangement",
    "AssignmentProblem",
    "AssignmentResult",
    "AssignmentStatus",
    "Demands",
    "Drawn",
    "Fit",
    "Objective",
    "Shortage",
    "Text",
    "Violation",
    "arrange",
    "check",
    "described",
    "draw",
    "fits",
    "probabilities",
    "read_problem",
    "solve",
]
