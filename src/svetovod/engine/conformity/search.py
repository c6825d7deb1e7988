"""The cheapest of all cases, with the items that matter; then, of plans that cost the same, one of the fewest steps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .bounds import Relaxations
from .branching import Outcome, minimise
from .plan import Step
from .program import UNIT, Program
from .reading import read_steps
from .rows import Expr, value_of

ProgramOf = Callable[[int | None, bool], Program]
KOPECK = UNIT // 100
_FIRST_ITEMS, _GROWTH = 40, 4
_TIE_NODES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """`steps` None: the limit came before any plan. Costs in rubles. `signature`: which steps, and how many of each."""

    steps: tuple[Step, ...] | None
    cost: Fraction
    bound: Fraction
    proven: bool
    signature: Mapping[str, int]


class Search:
    def __init__(self, nodes: int, stop: Callable[[], bool]) -> None:
        self._nodes, self._stop = nodes, stop

    def cheapest(self, program_of: ProgramOf, cases: Iterable[bool], floor: Fraction | None = None) -> Found | None:
        """The best of the cases, the first of equals; None where it is proven that there is no plan.

        `floor` is a proven bound of a wider question: reaching it ends the search, and such a plan is not tidied.
        """
        best: Found | None = None
        unfinished: list[Fraction] = []
        for reduced in cases:
            found = self._case(program_of, reduced, best, floor)
            if found is None:
                continue
            if not found.proven:
                unfinished.append(found.bound)
            if best is None or best.steps is None or found.steps is not None:
                best = found
        if best is None or not unfinished:
            return best
        return Found(best.steps, best.cost, min((best.cost, *unfinished)), proven=False, signature=best.signature)

    def _case(self, program_of: ProgramOf, reduced: bool, rival: Found | None, floor: Fraction | None) -> Found | None:
        """Starts with the largest items and takes in more while hope needs them; only what beats the rival counts."""
        kept: int | None = _FIRST_ITEMS
        while True:
            program = program_of(kept, reduced)
            if rival is not None and rival.steps is not None:
                program.rows.at_most(program.cost, int(rival.cost * UNIT) - KOPECK)
            found = self.run(program, program.cost, slack=KOPECK, floor=None if floor is None else int(floor * UNIT))
            if found.values is None:
                return None if found.proven else Found(None, Fraction(0), found.bound / UNIT, False, {})
            if value_of(program.trade.hopeful, found.values) == 0:
                return self._settled(program, found, tidy=floor is None)
            kept = kept * _GROWTH if kept is not None and kept < len(program.trade.rest) else None

    def _settled(self, program: Program, found: Outcome, *, tidy: bool) -> Found:
        assert found.values is not None
        values = self._tidied(program, found.values) if tidy else found.values
        cost = Fraction(value_of(program.cost, values), UNIT)
        bound = cost if found.proven else max(Fraction(0), found.bound / UNIT)
        return Found(read_steps(program, values), cost, bound, found.proven, program.signature(values))

    def _tidied(self, program: Program, values: list[int]) -> list[int]:
        """A plan of the same cost with fewer steps, or with those that stand first, where the solver sees one."""
        program.rows.at_most(program.cost, value_of(program.cost, values))
        program.rows.at_most(program.trade.hopeful, 0)
        suggested = Relaxations(program.rows, program.ties).whole(_TIE_NODES)
        tidy = None if suggested is None else program.trade.settle([round(value) for value in suggested], program.ties)
        if tidy is None or value_of(program.ties, tidy) >= value_of(program.ties, values):
            return values
        return tidy

    def run(self, program: Program, goal: Expr, *, slack: int, floor: int | None = None) -> Outcome:
        return minimise(program, goal, slack=slack, nodes=self._nodes, stop=self._stop, floor=floor)
