"""Newcomers in the program: who is without cooperation, and what would link them."""

from collections import defaultdict
from typing import TYPE_CHECKING

from svetovod.engine.rules.measures import anniversary

from .rows import Expr, added, value_of

if TYPE_CHECKING:
    from .program import Program

_MANY = 10**6


class Links:
    def __init__(self, program: "Program") -> None:
        self.program, self.rows, self.tables, self.present = program, program.rows, program.tables, program.present
        self._links()

    def _links(self) -> None:
        """Newcomers without cooperation; a contract is with somebody who is no such newcomer."""
        costs = self.program.problem.costs
        everybody = self.program.everybody()
        fresh = [p.inn for p in everybody if p.newcomer or p.inn in self.program.recruited]
        others: dict[str, set[str]] = defaultdict(set)
        for one, other in self.tables.links:
            others[one].add(other)
            others[other].add(one)
        hopeful: list[Expr] = []
        touched, at_once = self._touched(set(fresh))
        self.contracts: dict[str, Expr] = {}
        self.idle: dict[str, Expr] = {}
        self.linked: dict[str, Expr] = {}
        partners = [self.present[p.inn] for p in self.tables.people if not p.newcomer]
        for inn in fresh:
            linked, contract, idle = self.rows.flag(), self.rows.flag(), self.rows.flag()
            ways = [self.present[other] for other in sorted(others[inn])]
            ways += [move for (buyer, _, seller), move in self.program.trade.moves.items() if inn in {buyer, seller}]
            if inn in touched:
                hopeful.append(self.rows.flag())
                ways.append(hopeful[-1])
            self.rows.at_most(linked, added(ways))
            self.rows.at_most(linked, self.present[inn])
            # whoever trades already needs none, and could not be its own partner
            self.rows.at_most(contract, self.present[inn] - linked)
            self.rows.at_least(idle, self.present[inn] - linked - contract)
            self.program.pay(contract, costs.newcomer_contract)
            self.contracts[inn], self.idle[inn], self.linked[inn] = contract, idle, linked
            partners.append(linked)
        self.rows.at_most(added(hopeful), at_once * self.program.trade.hopeful)
        found = self.rows.flag()
        self.rows.at_most(found, added(partners))
        for contract in self.contracts.values():
            self.rows.at_most(contract, found)
        unknown = added(self.program.anybody.values())
        self.unknown_contracts = self.rows.whole(0, _MANY)
        self.rows.at_most(self.unknown_contracts, unknown)
        self.rows.at_most(self.unknown_contracts, _MANY * found)
        self.program.pay(self.unknown_contracts, costs.newcomer_contract)
        self.idle_count = added(self.idle.values()) + unknown - self.unknown_contracts

    def _touched(self, fresh: set[str]) -> tuple[set[str], int]:
        """Whom the items without variables could link, and how many of them one item could link at once."""
        touched, at_once = set(), 0
        for buyer, group in self.program.trade.rest:
            sides = ({buyer} & fresh, (self.program.problem.makers[group] - {buyer}) & fresh)
            touched |= sides[0] | sides[1]
            at_once = max(at_once, sum(map(bool, sides)))
        return touched, at_once

    def late(self) -> list[Expr]:
        """Newcomers whose term has run out, or who cannot show that it has not."""
        years, on = self.program.asks.overdue_years, self.program.problem.on
        if years is None:
            return []
        return [
            self.idle[p.inn]
            for p in self.tables.people
            if p.newcomer and (p.joined_on is None or anniversary(p.joined_on, years) < on)
        ]

    def partner(self, newcomer: str, values: list[int]) -> str:
        """Whom a newcomer's first contract is with: a settled participant, else a newcomer that trades already."""
        there = [p for p in self.program.everybody() if p.inn != newcomer and value_of(self.present[p.inn], values)]
        settled = [p.inn for p in there if p.inn not in self.idle]
        return settled[0] if settled else next(p.inn for p in there if value_of(self.linked[p.inn], values))
