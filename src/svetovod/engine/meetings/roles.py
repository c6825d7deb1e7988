"""The searches there are, each in a process of its own."""

from collections.abc import Callable
from enum import StrEnum

from .events import Report
from .problem import MeetingProblem
from .prove import prove
from .reasons import explain
from .search import search


class Role(StrEnum):
    PROVE = "prove"
    PROVE_BY_MEETINGS = "prove-by-meetings"
    SEARCH = "search"
    EXPLAIN = "explain"


def prove_by_meetings(problem: MeetingProblem, report: Report) -> None:
    prove(problem, report, by_meetings=True)


SEARCHES: dict[Role, Callable[[MeetingProblem, Report], None]] = {
    Role.PROVE: prove,
    Role.PROVE_BY_MEETINGS: prove_by_meetings,
    Role.SEARCH: search,
    Role.EXPLAIN: explain,
}
