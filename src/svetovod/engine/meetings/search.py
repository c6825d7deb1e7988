"""Schedules from above: the first one at once, then better ones, until no better one exists."""

from .clauses import encode
from .events import Bound, Found, Impossible, Report
from .problem import MeetingProblem, count_breaks

_STEP = 5  # a better schedule is asked to have at least a fifth fewer breaks


def search(problem: MeetingProblem, report: Report) -> None:
    """Reports schedules with ever fewer breaks; where none has as few as asked, that is a bound."""
    from pysat.card import ITotalizer
    from pysat.solvers import Solver

    encoding = encode(problem)
    if [] in encoding.clauses:
        report(Impossible())
        return
    breaks = [literal for row in encoding.breaks for literal in row]
    top = max((abs(literal) for clause in encoding.clauses for literal in clause), default=0)
    with Solver("cadical153", bootstrap_with=encoding.clauses) as solver:
        if not solver.solve():
            report(Impossible())
            return
        least, most = 0, _found(problem, encoding.schedule(solver.get_model()), report)
        if not most:
            return
        with ITotalizer(lits=breaks, ubound=most, top_id=top) as counter:
            solver.append_formula(counter.cnf.clauses)
            while least < most:
                asked = max(least, most - max(1, (most - least) // _STEP))
                asked = min(asked, most - 1)
                if solver.solve(assumptions=[-counter.rhs[asked]] if asked < len(counter.rhs) else []):
                    most = _found(problem, encoding.schedule(solver.get_model()), report)
                else:
                    least = asked + 1
                    report(Bound(least))


def _found(problem: MeetingProblem, slots: tuple[int, ...], report: Report) -> int:
    report(Found(slots))
    return sum(count_breaks(problem, slots))
