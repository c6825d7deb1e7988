"""The problem in whole numbers, as the solver wants it: kopecks between pairs, what may be moved, who may join."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from svetovod.engine.model import Participant, ParticipantRole, PossibleParticipant, Purchase
from svetovod.engine.rules.purchases import kopecks

from .problem import PlanProblem, group_of
from .requirements import Requirements

Pair = tuple[str, str]  # buyer, seller
Item = tuple[str, str]  # buyer, product group


@dataclass(frozen=True, slots=True)
class Tables:
    """`inside` and `totals`: final producers' purchases for the final product. `links`: any trade of two members.

    `movable`: what a buyer has of a group from sellers who are no participants today; `from_recruits`: the part of it
    that comes inside by itself when its seller joins.
    """

    people: tuple[Participant, ...]
    recruits: tuple[PossibleParticipant, ...]
    totals: dict[str, int]
    inside: dict[Pair, int]
    links: tuple[Pair, ...]
    movable: dict[Item, int]
    from_recruits: dict[Item, dict[str, int]]

    @property
    def everything(self) -> int:
        return sum(self.totals.values())


def tables_of(problem: PlanProblem, asks: Requirements) -> Tables:
    cluster = problem.cluster
    people = tuple(p for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE)
    recruits = tuple(each for each in problem.candidates if _allowed(each, problem, asks))
    members = {p.inn for p in people} | {each.participant.inn for each in recruits}
    everybody = (*people, *(each.participant for each in recruits))
    producers = {p.inn for p in everybody if p.role is ParticipantRole.FINAL_PRODUCER}
    totals: dict[str, int] = defaultdict(int)
    inside: dict[Pair, int] = defaultdict(int)
    movable: dict[Item, int] = defaultdict(int)
    from_recruits: dict[Item, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    links: dict[Pair, None] = {}
    today = {p.inn for p in people}
    for row in _rows(problem, recruits):
        if row.buyer in members and row.seller in members and row.seller != row.buyer:
            links[min(row.buyer, row.seller), max(row.buyer, row.seller)] = None
        if not row.for_final_product or row.buyer not in producers:
            continue
        amount = kopecks(row.amount)
        totals[row.buyer] += amount
        if row.seller in members and row.seller != row.buyer:
            inside[row.buyer, row.seller] += amount
        item = row.buyer, group_of(row.okpd2)
        if row.seller not in today and row.seller != row.buyer and amount:
            movable[item] += amount
            if row.seller in members:
                from_recruits[item][row.seller] += amount
    return Tables(people, recruits, dict(totals), dict(inside), tuple(links), dict(movable), dict(from_recruits))


def recruit_cost(candidate: PossibleParticipant, problem: PlanProblem) -> Decimal | None:
    """None where it may not be asked."""
    role = candidate.participant.role
    usual = problem.costs.recruits(final_producer=role is ParticipantRole.FINAL_PRODUCER)
    if candidate.cost is None or problem.costs.agreement is None:
        return usual
    return candidate.cost


def _allowed(candidate: PossibleParticipant, problem: PlanProblem, asks: Requirements) -> bool:
    who = candidate.participant
    figures = (
        (who.employees is not None)
        and (asks.jobs is None or who.high_performance_jobs is not None)
        and (not asks.productivity or who.revenue is not None)
    )
    return recruit_cost(candidate, problem) is not None and (figures or not asks.staff)


def _rows(problem: PlanProblem, recruits: tuple[PossibleParticipant, ...]) -> list[Purchase]:
    """Rows of the reporting year, the recruits' own included."""
    rows = chain(problem.cluster.purchases, *(each.purchases for each in recruits))
    return [row for row in rows if row.year == problem.cluster.year]
