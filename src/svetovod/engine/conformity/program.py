"""The plan as a program in whole numbers: what may be done, what it changes, what the edition asks."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil

from svetovod.engine.model import Participant, ParticipantRole
from svetovod.engine.rules.purchases import kopecks

from .asking import ask
from .costs import RATE_PLACES
from .links import Links
from .plan import AmountsTooLargeError
from .problem import PlanProblem
from .requirements import Requirements
from .rows import Expr, Rows, added, value_of
from .tables import Tables, recruit_cost
from .trade import Trade, column

UNIT = 100 * 10**RATE_PLACES  # cost units in a ruble: a rate of four decimals times a kopeck is a whole number
KINDS = tuple((producer, special) for producer in (False, True) for special in (False, True))
LARGEST = 2**61  # beyond it floating point suggests nothing useful any more


class Program:
    """Columns and rows of one case; `without` names rules that are not asked; `kept`: see `Trade`."""

    def __init__(
        self,
        problem: PlanProblem,
        tables: Tables,
        asks: Requirements,
        without: frozenset[str] = frozenset(),
        kept: int | None = None,
        *,
        reduced: bool = False,
    ) -> None:
        self.reduced = reduced
        self.problem, self.tables, self.asks, self.without = problem, tables, asks, without
        self.rows = Rows()
        self.costs: list[tuple[Expr, int]] = []
        self._guard()
        self._members()
        self._anybody()
        self.trade = Trade(self, kept)
        self.links = Links(self)
        self._figures()
        self._requirements()
        self._tallies()

    @property
    def threshold(self) -> Fraction | None:
        """The threshold of functional dependence in this program's case."""
        return self.asks.reduced if self.reduced else self.asks.dependence

    def pay(self, expression: Expr, rubles: Decimal | None) -> None:
        """The cost of one unit of an expression; None forbids it."""
        if rubles is None:
            self.rows.at_most(expression, 0)
        elif rubles:
            self.costs.append((expression, int(rubles * UNIT)))

    @property
    def cost(self) -> Expr:
        return added(expression * weight for expression, weight in self.costs)

    def _guard(self) -> None:
        fractions = [f for f in (self.asks.dependence, self.asks.reduced) if f is not None]
        self.highest = max(fractions, default=Fraction(0))
        money = self.tables.everything
        least = kopecks(self.problem.costs.least_contract)
        self.most_bought = max(ceil(self.highest / (1 - self.highest) * money), least) if 0 < self.highest < 1 else 0
        rates = max(
            int((rate or 0) * UNIT) // 100 + 1 for rate in (self.problem.costs.shift_rate, self.problem.costs.buy_rate)
        )
        revenue = sum(kopecks(p.revenue) for p in self.everybody() if p.revenue is not None)
        region = kopecks(self.problem.cluster.regional_productivity or Decimal(0))
        staff = region * sum(p.employees or 0 for p in self.everybody())
        scale = max([rates, *(2 * f.denominator for f in fractions)])
        if max((money + self.most_bought) * scale, revenue if self.asks.productivity else 0, staff) >= LARGEST:
            raise AmountsTooLargeError

    def everybody(self) -> list[Participant]:
        return [*self.tables.people, *(each.participant for each in self.tables.recruits)]

    def _members(self) -> None:
        """Who stays, who joins."""
        costs = self.problem.costs
        self.present: dict[str, Expr] = {}
        self.dropped: dict[str, Expr] = {}
        for who in self.tables.people:
            drop = self.rows.flag()
            self.dropped[who.inn], self.present[who.inn] = drop, 1 - drop
            self.pay(drop, costs.drop_participant)
        self.recruited: dict[str, Expr] = {}
        for each in self.tables.recruits:
            inn = each.participant.inn
            self.recruited[inn] = self.present[inn] = self.rows.flag()
            self.pay(self.present[inn], recruit_cost(each, self.problem))
            self.pay(self.present[inn], costs.agreement)

    def _anybody(self) -> None:
        """How many of each kind are still to be found; nobody's figures are guessed, so none where they are asked."""
        costs, asks = self.problem.costs, self.asks
        size = len(self.present)
        share = asks.territory if asks.territory is not None and asks.territory < 1 else Fraction(0)
        most = (asks.participants or 0) + (asks.producers or 0) + ceil(size * share / (1 - share)) + 1
        self.anybody: dict[tuple[bool, bool], Expr] = {}
        for producer, special in KINDS:
            cost, extra = costs.recruits(final_producer=producer), costs.on_special_territory if special else Decimal(0)
            allowed = cost is not None and extra is not None and not asks.staff
            count = self.rows.whole(0, most if allowed else 0)
            self.anybody[producer, special] = count
            if cost is not None and extra is not None:
                self.pay(count, cost + extra)
                self.pay(count, costs.agreement)

    def _figures(self) -> None:
        """Staff, and what is around the cluster."""
        costs = self.problem.costs
        self.room = {p.inn: max(0, (p.employees or 0) - (p.high_performance_jobs or 0)) for p in self.everybody()}
        self.jobs = self.rows.whole(0, sum(self.room.values()))
        self.rows.at_most(self.jobs, added(self.present[inn] * room for inn, room in self.room.items()))
        self.pay(self.jobs, costs.high_performance_job)
        self.education = self.rows.whole(0, self.asks.education or 0)
        self.technology = self.rows.whole(0, self.asks.technology or 0)
        self.pay(self.education, costs.education_body)
        self.pay(self.technology, costs.technological_object)

    def _requirements(self) -> None:
        """What is measured (numerator and denominator, by rule), and the rules that are not left out."""
        self.measures: dict[str, tuple[Expr, Expr | int]] = {}
        ask(self)

    def _tallies(self) -> None:
        """How many of each kind: the first to branch on, for a bound moves most with them."""
        self.tallies: list[int] = []
        for parts in (self.recruited, self.dropped, self.trade.items, self.links.contracts):
            count = self.rows.whole(0, len(parts))
            self.rows.equal(count, added(parts.values()))
            self.tallies.append(column(count))

    def total(self, figure: Callable[[Participant], int], *, producer: bool | None = None) -> Expr:
        """The sum of a figure over the members there will be."""
        chosen = [
            (self.present[p.inn], figure(p))
            for p in self.everybody()
            if producer is None or (p.role is ParticipantRole.FINAL_PRODUCER) is producer
        ]
        return added(literal * value for literal, value in chosen if value)

    @property
    def ties(self) -> Expr:
        """Among plans of one cost: fewer steps, of the first in order."""
        counted = [
            *self._counts().values(),
            *self.anybody.values(),
            *self.trade.items.values(),
            *self.trade.moves.values(),
        ]
        return added(variable * (len(counted) + place) for place, variable in enumerate(counted))

    def _counts(self) -> dict[str, Expr]:
        """What may be done, by name; purchases moved are one step here, whatever the groups."""
        return {
            **{f"recruit {inn}": literal for inn, literal in self.recruited.items()},
            **{f"drop {inn}": literal for inn, literal in self.dropped.items()},
            **{f"contract {inn}": literal for inn, literal in self.links.contracts.items()},
            **{
                f"anybody {producer}": self.anybody[producer, False] + self.anybody[producer, True]
                for producer in (False, True)
            },
            "contracts of anybody": self.links.unknown_contracts,
            "moves": self.trade.shifts,
            "buys": self.trade.buys,
            "jobs": self.jobs,
            "education": self.education,
            "technology": self.technology,
        }

    def signature(self, values: list[int]) -> dict[str, int]:
        """Which steps a plan has, and how many of each."""
        return {name: count for name, variable in self._counts().items() if (count := value_of(variable, values))}

    def leave_one_out(self, signature: Mapping[str, int]) -> None:
        """At least one of these steps is not taken, or taken fewer times."""
        fewer = []
        for name, count in signature.items():
            missing = self.rows.flag()
            taken = self._counts()[name]
            spare = self.rows.highest(taken) - count + 1
            self.rows.at_most(taken + missing * spare, count - 1 + spare)
            fewer.append(missing)
        self.rows.at_least(added(fewer), 1)

    def column(self, variable: Expr) -> int:
        return next(iter(variable.terms))
