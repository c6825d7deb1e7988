"""Business meetings to slots and tables: fewest breaks, proven; see docs/explanation/meetings.md."""

from svetovod.engine.model import Session

from .check import Violation, check, check_fitting, check_repair
from .fitting import FitProgress, fit
from .greedy import Draft, tightest_first
from .problem import (
    FAIRNESS,
    Fitting,
    Meeting,
    MeetingProblem,
    MeetingResult,
    MeetingStatus,
    Reason,
    Repair,
    RepairResult,
    Wish,
    WishKind,
    count_breaks,
)
from .reading import problem_of, read_problem
from .repair import changes, repair, reseat
from .seating import Walking, seated, walking
from .solve import Progress, solve

__all__ = [
    "FAIRNESS",
    "Draft",
    "FitProgress",
    "Fitting",
    "Meeting",
    "MeetingProblem",
    "MeetingResult",
    "MeetingStatus",
    "Progress",
    "Reason",
    "Repair",
    "RepairResult",
    "Session",
    "Violation",
    "Walking",
    "Wish",
    "WishKind",
    "changes",
    "check",
    "check_fitting",
    "check_repair",
    "count_breaks",
    "fit",
    "problem_of",
    "read_problem",
    "repair",
    "reseat",
    "seated",
    "solve",
    "tightest_first",
    "walking",
]
