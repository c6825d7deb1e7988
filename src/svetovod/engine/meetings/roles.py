"""The searches there are, each in a process of its own."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from .events import Report
from .problem import MeetingProblem
from .prove import prove
from .reasons import explain
from .repairing import search_repair
from .search import search


class Role(StrEnum):
    PROVE = "prove"
    PROVE_BY_MEETINGS = "prove-by-meetings"
    SEARCH = "search"
    EXPLAIN = "explain"
    REPAIR = "repair"


def prove_by_meetings(problem: MeetingProblem, report: Report) -> None:
    prove(problem, report, by_meetings=True)


# a search for a repair is given a `Repair`, every other one a `MeetingProblem`
SEARCHES: dict[Role, Callable[[Any, Report], None]] = {
    Role.PROVE: prove,
    Role.PROVE_BY_MEETINGS: prove_by_meetings,
    Role.SEARCH: search,
    Role.EXPLAIN: explain,
    Role.REPAIR: search_repair,
}
