"""Business meetings to slots and tables: fewest breaks, proven; see docs/explanation/meetings.md."""

from .check import Violation, check
from .greedy import Draft, tightest_first
from .problem import (
    FAIRNESS,
    Meeting,
    MeetingProblem,
    MeetingResult,
    MeetingStatus,
    Reason,
    Session,
    Wish,
    WishKind,
)
from .reading import read_problem
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
    "read_problem",
    "solve",
    "tightest_first",
]
