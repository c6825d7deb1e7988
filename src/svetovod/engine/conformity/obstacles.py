"""Why there is no plan: for every rule in the way, how near to it the allowed steps come."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.rules.measures import Kind, show

from . import requirements as keys
from .asking import anything_bought
from .plan import Obstacle
from .problem import PlanProblem
from .program import Program
from .requirements import Requirements
from .rows import Expr, added, value_of
from .search import Search
from .tables import Tables

_NO_GOAL = Expr({})
_GRID = 10_000  # shares and sums per worker are pursued to a ten-thousandth
_NEAR = 10**6  # nor is anybody told of a millionth more
_LOWEST = frozenset((keys.NEWCOMERS, keys.OVERDUE))
_KINDS = {keys.DEPENDENCE: Kind.RATIO, keys.JOBS: Kind.RATIO, keys.PRODUCTIVITY: Kind.MONEY}


@dataclass(frozen=True, slots=True)
class _Quest:
    """What every look for an obstacle needs."""

    problem: PlanProblem
    tables: Tables
    asks: Requirements
    search: Search

    def programs(self, without: frozenset[str]) -> Iterator[Program]:
        return (Program(self.problem, self.tables, self.asks, without, reduced=case) for case in self.asks.cases)

    def possible(self, without: frozenset[str]) -> bool:
        return any(self.search.run(program, _NO_GOAL, slack=1).values is not None for program in self.programs(without))

    def obstacle(self, key: str, without: frozenset[str], *, alone: bool) -> Obstacle:
        """The best reachable value of the rule's measure when `without` are not asked."""
        lower, kind = key in _LOWEST, _KINDS.get(key, Kind.COUNT)
        reached = [_furthest(program, self.search, key) for program in self.programs(without)]
        best = (min if lower else max)((value for value in reached if value is not None), default=None)
        if best is not None and kind is Kind.MONEY:
            best /= 100
        threshold = _threshold(self.asks, self.problem, key)
        gap = None if best is None else (best - threshold if lower else threshold - best)
        operator = "<=" if lower else (">" if key == keys.PRODUCTIVITY else ">=")
        shown = [None if each is None else show(each, kind) for each in (best, gap)]
        return Obstacle(key, shown[0], show(threshold, kind), shown[1], kind.value, operator, alone)


def obstacles(problem: PlanProblem, tables: Tables, asks: Requirements, search: Search) -> tuple[Obstacle, ...]:
    """Rules that cannot be met even alone; else the ones without which the others could be met."""
    quest, judged = _Quest(problem, tables, asks, search), _judged(asks)
    everything = frozenset(judged)
    alone = [key for key in judged if not quest.possible(everything - {key})]
    if alone:
        return tuple(quest.obstacle(key, everything, alone=True) for key in alone)
    hindering = [key for key in judged if quest.possible(frozenset((key,)))]
    return tuple(quest.obstacle(key, frozenset((key,)), alone=False) for key in hindering)


def _judged(asks: Requirements) -> list[str]:
    listed = {
        keys.PARTICIPANTS: asks.participants is not None,
        keys.PRODUCERS: asks.producers is not None,
        keys.DEPENDENCE: asks.dependence is not None or asks.reduced is not None,
        keys.NEWCOMERS: asks.newcomers is not None,
        keys.OVERDUE: asks.overdue_years is not None,
        keys.JOBS: asks.jobs is not None,
        keys.PRODUCTIVITY: asks.productivity,
        keys.EDUCATION: asks.education is not None,
        keys.TECHNOLOGY: asks.technology is not None,
    }
    return [key for key, there in listed.items() if there]


def _threshold(asks: Requirements, problem: PlanProblem, key: str) -> Fraction:
    """The general one, where there are two: the reduced one needs participants that could not be had either."""
    region = Fraction(problem.cluster.regional_productivity or Decimal(0))
    value = {
        keys.PARTICIPANTS: asks.participants,
        keys.PRODUCERS: asks.producers,
        keys.DEPENDENCE: asks.dependence if asks.dependence is not None else asks.reduced,
        keys.NEWCOMERS: asks.newcomers,
        keys.OVERDUE: 0,
        keys.JOBS: asks.jobs,
        keys.PRODUCTIVITY: region,
        keys.EDUCATION: asks.education,
        keys.TECHNOLOGY: asks.technology,
    }[key]
    return Fraction(value or 0)


def _furthest(program: Program, search: Search, key: str) -> Fraction | None:
    """Counts at once; a quotient by Dinkelbach's steps: beat the best so far, cut to the grid, until nothing does."""
    over, under = program.measures[key]
    if isinstance(under, int):
        goal = over if key in _LOWEST else over * -1
        found = search.run(program, added((goal,)), slack=1)
        return None if found.values is None else Fraction(value_of(over, found.values))
    if key == keys.DEPENDENCE:
        anything_bought(program)
    else:
        program.rows.at_least(under, 1)
    best, aim = None, Fraction(0)
    while True:
        goal = added((under * aim.numerator, over * -aim.denominator))
        near = program.rows.highest(over) * aim.denominator // _NEAR
        found = search.run(program, goal, slack=max(1, near))
        if found.values is None:
            return best
        reached = Fraction(value_of(over, found.values), value_of(under, found.values))
        if best is not None and reached <= best:
            return best
        best, aim = reached, Fraction(reached.numerator * _GRID // reached.denominator, _GRID)
