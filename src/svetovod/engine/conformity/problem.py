"""The question: a cluster, a day, the law, the weights, and who may be brought in or make what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from svetovod.engine.facts import Facts
from svetovod.engine.model import Cluster, Participant, ParticipantRole, PossibleParticipant, Purchase
from svetovod.engine.rules import pp779

from .costs import Costs

GROUP_LENGTH = 5  # 27.31: the class of OKPD2, as in `discover`
KNOWN_SELLERS = 20  # outside sellers with the largest sales that may be asked to join


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """`makers` are, for each product group, the INNs of those able to make it: participants and candidates."""

    cluster: Cluster
    on: date
    facts: Facts = field(repr=False)
    costs: Costs
    candidates: tuple[PossibleParticipant, ...]
    makers: Mapping[str, frozenset[str]]
    act: str = pp779.ACT

    def candidate(self, inn: str | None) -> PossibleParticipant | None:
        return next((each for each in self.candidates if each.participant.inn == inn), None)


def prepare(
    cluster: Cluster,
    *,
    on: date,
    facts: Facts,
    costs: Costs | None = None,
    candidates: Iterable[PossibleParticipant] = (),
    known_sellers: bool = True,
) -> PlanProblem:
    """The problem with everything the purchases already tell.

    Whoever sold a product group makes it. The largest outside sellers known by INN may be asked to join, unless
    `known_sellers` is off. A candidate who is a participant already only tells what it makes.
    """
    inside = {p.inn for p in cluster.participants}
    named = [each for each in candidates if each.participant.role is not ParticipantRole.INFRASTRUCTURE]
    joining = {each.participant.inn: each for each in named if each.participant.inn not in inside}
    if known_sellers:
        for seller in _outside_sellers(cluster, inside):
            joining.setdefault(seller, PossibleParticipant(_unknown(seller, cluster)))
    makers: dict[str, set[str]] = defaultdict(set)
    taking_part = {p.inn for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE} | set(joining)
    for row in cluster.purchases:
        if row.seller in taking_part and row.seller != row.buyer:
            makers[group_of(row.okpd2)].add(row.seller)
    for each in named:
        for product in each.products:
            if each.participant.inn in taking_part:
                makers[group_of(product)].add(each.participant.inn)
    return PlanProblem(
        cluster,
        on,
        facts,
        costs or Costs(),
        tuple(joining.values()),
        {group: frozenset(inns) for group, inns in sorted(makers.items())},
    )


def group_of(okpd2: str) -> str:
    """The class of a code; a shorter code is a group of its own."""
    return okpd2[:GROUP_LENGTH]


def groups_outside(cluster: Cluster) -> list[str]:
    """Product groups that final producers bought from outside for the final product, the largest sum first."""
    bought: dict[str, Decimal] = defaultdict(Decimal)
    for row in _bought_outside(cluster, {p.inn for p in cluster.participants}):
        bought[group_of(row.okpd2)] += row.amount
    return sorted(bought, key=lambda group: (-bought[group], group))


def _outside_sellers(cluster: Cluster, inside: set[str]) -> list[str]:
    """Those the final producers bought from for the final product, the largest first."""
    sold: dict[str, Decimal] = defaultdict(Decimal)
    for row in _bought_outside(cluster, inside):
        if row.seller is not None:
            sold[row.seller] += row.amount
    return sorted(sold, key=lambda inn: (-sold[inn], inn))[:KNOWN_SELLERS]


def _bought_outside(cluster: Cluster, inside: set[str]) -> list[Purchase]:
    producers = {p.inn for p in cluster.participants if p.role is ParticipantRole.FINAL_PRODUCER}
    return [
        row
        for row in cluster.purchases
        if row.year == cluster.year and row.for_final_product and row.buyer in producers and row.seller not in inside
    ]


def _unknown(inn: str, cluster: Cluster) -> Participant:
    """A seller known by its INN only: no special territory, no figures."""
    return Participant(inn, inn, ParticipantRole.SUPPLIER, cluster.regions[0] if cluster.regions else "")
