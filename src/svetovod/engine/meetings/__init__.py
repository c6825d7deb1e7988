"""Business meetings to slots and tables: fewest breaks, proven; see docs/explanation/meetings.md."""

from svetovod.engine.model import Session

from .check import Violation, check
from .greedy import Draft, tightest_first
from .problem import (
    FAIRNESS,
    Meeting,
    MeetingProblem,
    MeetingResult,
    MeetingStatus,
    Reason,
    Wish,
    WishKind,
)
from .reading import problem_of, read_problem
from .solve import Progress, solve

__all__ = [
    "FAIRNESS",
    "Draft",
    "Meeting",
    "MeetingProblem",
    "MeetingResult",
    "MeetingStatus",
    "Progress",
    "Reason",
    "Session",
    "Violation",
    "Wish",
    "WishKind",
    "check",
    "problem_of",
    "read_problem",
    "solve",
    "tightest_first",
]
