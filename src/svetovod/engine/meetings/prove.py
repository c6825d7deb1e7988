"""The fewest breaks by core-guided MaxSAT: the bound rises from below until a schedule meets it.

RC2 (Ignatiev, Morgado, Marques-Silva 2019) of python-sat over CaDiCaL.
"""

from typing import Any

from .clauses import encode
from .events import Bound, Found, Impossible, Report
from .problem import MeetingProblem


def prove(problem: MeetingProblem, report: Report, *, by_meetings: bool = False) -> None:
    """Reports rising bounds, then a schedule with as many breaks as the last one, or that there is none."""
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    encoding = encode(problem, by_meetings=by_meetings)
    if [] in encoding.clauses:
        report(Impossible())
        return
    formula = WCNF()
    formula.extend(encoding.clauses)
    for literal in (literal for row in encoding.breaks for literal in row):
        formula.append([-literal], weight=1)

    class Telling(RC2):  # type: ignore[misc]
        def process_core(self) -> Any:
            done = super().process_core()
            report(Bound(self.cost))
            return done

    with Telling(formula, solver="cadical153", adapt=True, exhaust=True, minz=True) as search:
        model = search.compute()
        if model is None:
            report(Impossible())
            return
        report(Found(encoding.schedule(model)))
        report(Bound(search.cost))
