"""Functional dependence opened up: readings of the denominator, what each participant adds, who buys from whom.

The law's reading is the measure of `formats.md` (regulation.md A-20, A-26, section 2): what final producers bought from
other participants for the final product, divided by all they bought for it. The other readings are for comparison only;
no rule uses them. Money is in whole kopecks, ratios are exact fractions, None = no data.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase

from .purchases import bought, kopecks


class Denominator(StrEnum):
    PRODUCT_PURCHASES = "product_purchases"
    ALL_PURCHASES = "all_purchases"
    COST_OF_SALES = "cost_of_sales"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the dependence. `missing` names final producers whose cost of sales is blank."""

    denominator: Denominator
    inside: int
    total: int | None
    missing: tuple[str, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        return Fraction(self.inside, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one participant adds: `sold` to final producers, `bought` by it as one of them (kopecks), of what counts.

    `without` is the dependence of the cluster had it never belonged: what was bought from it would come from outside,
    what it bought, or its sales cost, would not count. By the law's reading purchases for the product count; by all
    purchases, those for whatever purpose.
    """

    participant: Participant
    sold: int
    bought: int
    bought_inside: int
    without: Fraction | None


@dataclass(frozen=True, slots=True)
class Link:
    """All purchases of the year of one buyer from one seller; `seller` None = everyone outside the cluster.

    `counted` is the part that counts, bought by a final producer; kopecks, as is `amount`.
    """

    buyer: Participant
    seller: Participant | None
    amount: int
    counted: int
    purchases: tuple[Purchase, ...]


def participants_of(cluster: Cluster) -> list[Participant]:
    """The rows that are participants: all but infrastructure."""
    return [p for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE]


def readings(cluster: Cluster) -> tuple[Reading, ...]:
    """The dependence by each denominator, the law's reading first."""
    people = participants_of(cluster)
    product = bought(cluster, people)
    everything = _all_purchases(cluster, people)
    producers = [p for p in people if p.role is ParticipantRole.FINAL_PRODUCER]
    missing = tuple(p.name for p in producers if p.cost_of_sales is None)
    costs = sum(kopecks(p.cost_of_sales) for p in producers if p.cost_of_sales is not None)
    return (
        Reading(Denominator.PRODUCT_PURCHASES, product.inside, product.total),
        Reading(Denominator.ALL_PURCHASES, *everything),
        Reading(Denominator.COST_OF_SALES, product.inside, None if missing else costs, missing),
    )


def contributions(cluster: Cluster, by: Denominator = Denominator.PRODUCT_PURCHASES) -> tuple[Contribution, ...]:
    """Every participant by one denominator, the largest seller first, then in the order of the sheet."""
    people = participants_of(cluster)
    sold, taken, inside = _sums(cluster, people, by)
    numerator = sum(inside.values())
    found = [
        Contribution(
            p, sold[p.inn], taken[p.inn], inside[p.inn],
            _ratio(numerator - sold[p.inn] - inside[p.inn], _total_without(p, people, taken, by)),
        )
        for p in people
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: -each.sold))


def links(cluster: Cluster, by: Denominator = Denominator.PRODUCT_PURCHASES) -> tuple[Link, ...]:
    """Who buys from whom in the reporting year, the largest sum first; `counted` by one denominator."""
    people = {p.inn: p for p in participants_of(cluster)}
    pairs: dict[tuple[str, str], list[Purchase]] = defaultdict(list)
    for row in cluster.purchases:
        if row.year == cluster.year and row.buyer in people and row.seller != row.buyer:
            pairs[row.buyer, row.seller if row.seller in people else ""].append(row)
    found = [_link(people[buyer], people.get(seller), rows, by) for (buyer, seller), rows in pairs.items()]
    return tuple(sorted(found, key=lambda link: -link.amount))


def _link(buyer: Participant, seller: Participant | None, rows: Iterable[Purchase], by: Denominator) -> Link:
    ordered = tuple(sorted(rows, key=lambda row: -row.amount))
    counts = buyer.role is ParticipantRole.FINAL_PRODUCER
    return Link(
        buyer=buyer,
        seller=seller,
        amount=sum(kopecks(row.amount) for row in ordered),
        counted=sum(kopecks(row.amount) for row in ordered if counts and _counts(row, by)),
        purchases=ordered,
    )


def _all_purchases(cluster: Cluster, people: Iterable[Participant]) -> tuple[int, int]:
    """What final producers bought for whatever purpose: from other participants, and in all."""
    inns = {p.inn for p in people}
    producers = {p.inn for p in people if p.role is ParticipantRole.FINAL_PRODUCER}
    inside = total = 0
    for row in cluster.purchases:
        if row.year == cluster.year and row.buyer in producers:
            total += kopecks(row.amount)
            if row.seller in inns and row.seller != row.buyer:
                inside += kopecks(row.amount)
    return inside, total


def _counts(row: Purchase, by: Denominator) -> bool:
    return row.for_final_product or by is Denominator.ALL_PURCHASES


def _sums(
    cluster: Cluster, people: list[Participant], by: Denominator
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """By INN, of what counts: sold to other final producers, bought by them, and the part bought inside."""
    inns = {p.inn for p in people}
    producers = {p.inn for p in people if p.role is ParticipantRole.FINAL_PRODUCER}
    sold: dict[str, int] = defaultdict(int)
    taken: dict[str, int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    for row in cluster.purchases:
        if row.year != cluster.year or row.buyer not in producers or not _counts(row, by):
            continue
        taken[row.buyer] += kopecks(row.amount)
        if row.seller in inns and row.seller != row.buyer:
            assert row.seller is not None
            inside[row.buyer] += kopecks(row.amount)
            sold[row.seller] += kopecks(row.amount)
    return sold, taken, inside


def _total_without(
    gone: Participant, people: Iterable[Participant], taken: dict[str, int], by: Denominator
) -> int | None:
    """The denominator of the others; what they bought from the one that is gone stays in it. None = no data."""
    if by is not Denominator.COST_OF_SALES:
        return sum(taken.values()) - taken[gone.inn]
    costs = [p.cost_of_sales for p in people if p.role is ParticipantRole.FINAL_PRODUCER and p is not gone]
    return None if None in costs else sum(kopecks(cost) for cost in costs if cost is not None)


def _ratio(part: int, whole: int | None) -> Fraction | None:
    return Fraction(part, whole) if whole else None
