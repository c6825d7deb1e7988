"""Experts to projects: the best total or the fairest, with proven bounds; see docs/explanation/assignment.md."""

from .chance import Drawn, draw, probabilities
from .check import Violation, check
from .fit import Fit, Text, fits
from .panels import Arrangement, Demands, arrange, described
from .problem import AssignmentProblem, AssignmentResult, AssignmentStatus, Objective, Shortage
from .reading import read_problem
from .solve import solve
from .weave import Belonging, Weave, weave
from .weaving import Woven, arrange_apart

__all__ = [
    "Arrangement",
    "AssignmentProblem",
    "AssignmentResult",
    "AssignmentStatus",
    "Belonging",
    "Demands",
    "Drawn",
    "Fit",
    "Objective",
    "Shortage",
    "Text",
    "Violation",
    "Weave",
    "Woven",
    "arrange",
    "arrange_apart",
    "check",
    "described",
    "draw",
    "fits",
    "probabilities",
    "read_problem",
    "solve",
    "weave",
]
