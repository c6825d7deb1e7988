"""Purchases in the program: what is inside, what may be moved inside, what may be bought on top, and the exact sums."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from svetovod.engine.rules.purchases import kopecks

from .problem import PlanProblem
from .requirements import DEPENDENCE
from .rows import Expr, added, value_of
from .tables import Item, Tables

if TYPE_CHECKING:
    from .program import Program

_FOR_NEWCOMER = 2


class Trade:
    """Only the `kept` largest items that may be moved have columns of their own.

    The others are one hopeful count, each as large as the largest of them and free of conditions: never dearer than the
    truth, so a bound with them is a bound.
    """

    def __init__(self, program: "Program", kept: int | None) -> None:
        self.program, self.rows, self.tables = program, program.rows, program.tables
        self.present, self.recruited = program.present, program.recruited
        self.kept, self.rest = _split(program.problem, program.tables, kept)
        self._purchases()

    def _purchases(self) -> None:
        """Money: what is inside already, what is moved inside, what is bought on top."""
        tables, costs = self.tables, self.program.problem.costs
        self.inside = {buyer: self._inside(buyer) for buyer in tables.totals}
        self.moves: dict[tuple[str, str, str | None], Expr] = {}
        self.items: dict[Item, Expr] = {}
        self.capacity: dict[Item, Expr] = {}
        self.left: dict[Item, Expr] = {}
        for item in self.kept:
            self._item(item, tables.movable[item])
        self.hopeful = self.rows.whole(0, len(self.rest))
        self.shifts = self.rows.flag()
        for opened in self.items.values():
            self.rows.at_most(opened, self.shifts)
        self.rows.at_most(self.hopeful, len(self.rest) * self.shifts)
        opened = added(self.items.values()) + self.hopeful
        self.moved = self.rows.kopecks(0, tables.everything)
        largest = max((tables.movable[item] for item in self.rest), default=0)
        self.room_to_move = added(self.capacity.values()) + largest * self.hopeful
        self.rows.at_most(self.moved, self.room_to_move)
        self.smallest = min((self.least(item) for item in self.rest), default=0)
        taken = added(self.least(item) * literal for item, literal in self.items.items())
        self.rows.at_least(self.moved, taken + self.smallest * self.hopeful)
        self.program.pay(opened, costs.shift_contract or Decimal(0))
        self.program.pay(self.moved, (costs.shift_rate or Decimal(0)) / 100)
        self._more()

    def _inside(self, buyer: str) -> Expr:
        """What a buyer has from other members, both being there; never forced up, for more only helps."""
        parts = {seller: amount for (b, seller), amount in self.tables.inside.items() if b == buyer}
        inside = self.rows.kopecks(0, sum(parts.values()))
        self.rows.at_most(inside, added(self.present[seller] * amount for seller, amount in parts.items()))
        self.rows.at_most(inside, sum(parts.values()) * self.present[buyer])
        return inside

    def _more(self) -> None:
        """More is bought only where two trade for the final product already."""
        rate = self.program.problem.costs.buy_rate
        self.more = self.rows.kopecks(0, self.program.most_bought if rate is not None else 0)
        self.buys = self.rows.flag()
        self.rows.at_most(self.more, self.program.most_bought * self.buys)
        self.rows.at_least(self.more, kopecks(self.program.problem.costs.least_contract) * self.buys)
        self.rows.at_most(self.buys, added(self._trades(buyer) for buyer in self.tables.totals))
        self.program.pay(self.more, (rate or Decimal(0)) / 100)

    def _trades(self, buyer: str) -> Expr:
        """Whether a buyer is there and one it buys from."""
        trades = self.rows.flag()
        self.rows.at_most(trades, self.present[buyer])
        sellers = [seller for (b, seller), amount in self.tables.inside.items() if b == buyer and amount]
        self.rows.at_most(trades, added(self.present[seller] for seller in sellers))
        return trades

    def _item(self, item: Item, amount: int) -> None:
        """A buyer's outside purchases of a group may go to one seller who makes it.

        Sellers are told apart only where a new link matters: newcomers and recruits. The others are one choice.
        """
        buyer, group = item
        able = sorted(self.program.problem.makers.get(group, frozenset()) - {buyer})
        settled = {p.inn for p in self.tables.people if not p.newcomer}
        old = [self.present[inn] for inn in able if inn in settled]
        choices = []
        if old:
            choice = self.moves[buyer, group, None] = self.rows.flag()
            self.rows.at_most(choice, added(old))
            choices.append(choice)
        for inn in able:
            if inn not in settled and inn in self.present:
                choice = self.moves[buyer, group, inn] = self.rows.flag()
                self.rows.at_most(choice, self.present[inn])
                choices.append(choice)
        if not choices:
            return
        opened = self.items[item] = self.rows.flag()
        self.rows.equal(added(choices), opened)
        self.rows.at_most(opened, self.present[buyer])
        joining = self.tables.from_recruits.get(item, {})
        self.capacity[item] = amount * opened
        if joining:
            left = self.capacity[item] = self.left[item] = self.rows.kopecks(0, amount)
            self.rows.at_most(left, amount * opened)
            self.rows.at_most(left, amount - added(self.recruited[inn] * part for inn, part in joining.items()))
            self.rows.at_least(left, self.least(item) * opened)

    def least(self, item: Item) -> int:
        """The smallest contract worth signing, or the whole of what may be moved."""
        return max(1, min(self.tables.movable[item], kopecks(self.program.problem.costs.least_contract)))

    def settle(self, values: list[int], goal: Expr) -> list[int] | None:
        """Whole-number choices with the money that is best for the goal, exactly; None where they do not fit."""
        self._fill(values)
        low = sum(self.least(item) * value_of(taken, values) for item, taken in self.items.items())
        low += self.smallest * value_of(self.hopeful, values)
        high = value_of(self.room_to_move, values)
        bought = kopecks(self.program.problem.costs.least_contract) * value_of(self.buys, values)
        best = None
        for moved, more in self._money(values, low, high, bought):
            values[column(self.moved)], values[column(self.more)] = moved, more
            reached = value_of(goal, values)
            if (best is None or reached < best[0]) and self.rows.holds(values):
                best = reached, list(values)
        return None if best is None else best[1]

    def _fill(self, values: list[int]) -> None:
        """What is inside, and what is left to move, follow from who is there."""
        for buyer, inside in self.inside.items():
            parts = ((s, amount) for (b, s), amount in self.tables.inside.items() if b == buyer)
            sold = sum(amount * value_of(self.present[seller], values) for seller, amount in parts)
            values[column(inside)] = sold * value_of(self.present[buyer], values)
        for item, left in self.left.items():
            gone = self.tables.from_recruits[item].items()
            amount = self.tables.movable[item] - sum(part * value_of(self.recruited[inn], values) for inn, part in gone)
            values[column(left)] = amount * value_of(self.items[item], values)

    def _money(self, values: list[int], low: int, high: int, bought: int) -> Iterator[tuple[int, int]]:
        """Corners of "move enough or buy enough": all moved that may be, nothing more bought than must be, and back."""
        threshold = None if DEPENDENCE in self.program.without else self.program.threshold
        if threshold is None:
            yield low, bought
            yield high, bought
            yield high, self.program.most_bought * value_of(self.buys, values)
            return
        over, under = threshold.numerator, threshold.denominator
        inside, total = self.program.measures[DEPENDENCE]
        values[column(self.moved)] = values[column(self.more)] = 0
        need = over * value_of(total, values) - under * value_of(inside, values)
        yield max(low, _ceil(need - (under - over) * bought, under)), bought
        if under > over:
            for moved in (low, high):
                yield moved, max(bought, _ceil(need - under * moved, under - over))


def column(variable: Expr) -> int:
    return next(iter(variable.terms))


def _ceil(over: int, under: int) -> int:
    return -(-over // under)


def _split(problem: PlanProblem, tables: Tables, kept: int | None) -> tuple[list[Item], list[Item]]:
    """Items somebody can take over: the largest, with the two largest of each newcomer; and the rest."""
    if not problem.costs.may_shift:
        return [], []
    fresh = {p.inn for p in tables.people if p.newcomer} | {each.participant.inn for each in tables.recruits}
    members = {p.inn for p in tables.people} | fresh
    able = {item: (problem.makers.get(item[1], frozenset()) & members) - {item[0]} for item in tables.movable}
    items = sorted((i for i, sellers in able.items() if sellers), key=lambda i: (-tables.movable[i], i))
    if kept is None:
        return items, []
    chosen = dict.fromkeys(items[:kept])
    for inn in sorted(fresh):
        chosen |= dict.fromkeys([item for item in items if inn in able[item] or inn == item[0]][:_FOR_NEWCOMER])
    return list(chosen), [item for item in items if item not in chosen]
