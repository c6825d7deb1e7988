"""Schedules from above: the first one at once, then better ones for as long as anybody waits.

Each step asks for one break fewer and holds on to every participant who has none of that kind yet. A step that takes
too long is left; the next round asks again with more patience, letting go of some whom the round before held.
"""

from random import Random
from typing import Any

from .clauses import Encoding, encode
from .events import Found, Impossible, Report
from .problem import MeetingProblem, count_breaks

_PATIENCE = 1_000  # conflicts of a step in the first round
_MORE = 1.3  # times as many in each next one
_LOOSER = 0.05  # of the held are let go in the second round, twice as many in the third
_LOOSEST = 0.4
_ROUNDS = 30


def search(problem: MeetingProblem, report: Report) -> None:
    """Reports schedules with ever fewer breaks. Always the same ones: chance is seeded, patience counts conflicts."""
    from pysat.solvers import Solver

    encoding = encode(problem)
    if [] in encoding.clauses:
        report(Impossible())
        return
    with Solver("cadical153", bootstrap_with=encoding.clauses) as quick:  # it cannot be told to give a step up
        if not quick.solve():
            report(Impossible())
            return
        first = quick.get_model()
    with Solver("glucose4", bootstrap_with=encoding.clauses) as solver:
        solver.set_phases(first)
        climb = _Climb(problem, encoding, solver, report, first)
        for number in range(_ROUNDS):
            if not climb.fewest:
                return
            climb.round(min(_LOOSEST, number * _LOOSER), int(_PATIENCE * _MORE**number))


class _Climb:
    def __init__(
        self, problem: MeetingProblem, encoding: Encoding, solver: Any, report: Report, first: list[int]
    ) -> None:
        self._problem, self._encoding, self._solver, self._report = problem, encoding, solver, report
        self._chance = Random(0)  # noqa: S311 - variety, not secrecy
        self._breaks = [literal for row in encoding.breaks for literal in row]
        self.fewest: int | None = None
        self._best = self._now = self._noted(first)

    def round(self, loose: float, patience: int) -> None:
        """From the best schedule so far: every break it has is tried once, then what was let go is asked back."""
        self._now = self._best
        wanted = [-literal for literal in self._breaks if literal in self._now]
        self._chance.shuffle(wanted)
        held: list[int] = []
        for literal in self._breaks:
            if literal not in self._now:
                (wanted if self._chance.random() < loose else held).append(-literal)
        for literal in wanted:
            if -literal in self._now:
                self._solver.conf_budget(patience)
                if not self._solver.solve_limited(assumptions=[*held, literal]):
                    continue
                self._now = self._noted(self._solver.get_model())
            held.append(literal)

    def _noted(self, answer: list[int]) -> set[int]:
        """What is true in a solver's answer; reported if it is the best yet."""
        model = {literal for literal in answer if literal > 0}
        slots = self._encoding.schedule(model)
        breaks = sum(count_breaks(self._problem, slots))
        if self.fewest is None or breaks < self.fewest:
            self.fewest, self._best = breaks, model
            self._report(Found(slots))
        return model
