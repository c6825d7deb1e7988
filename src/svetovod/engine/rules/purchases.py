"""Purchases of a cluster in whole kopecks: exact at any size, without a decimal context."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from svetovod.engine.model import Cluster, Participant, ParticipantRole


@dataclass(frozen=True, slots=True)
class Bought:
    """What final producers bought for the final product in the reporting year, kopecks and rows.

    `inside` from other participants, `outside` from sellers that are no participants; what one buys from itself is in
    `total` only.
    """

    inside: int = 0
    outside: int = 0
    total: int = 0
    inside_rows: int = 0
    total_rows: int = 0


def kopecks(amount: Decimal) -> int:
    """Rubles to kopecks; raises `ValueError` for a fraction of a kopeck."""
    numerator, denominator = amount.as_integer_ratio()
    whole, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValueError(f"{amount} has a fraction of a kopeck")
    return whole


def rubles(amount: int) -> Decimal:
    """Kopecks to rubles with two decimals, at any size."""
    sign = "-" if amount < 0 else ""
    return Decimal(f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}")


def bought(cluster: Cluster, participants: Iterable[Participant]) -> Bought:
    inns = {p.inn for p in participants}
    producers = {p.inn for p in cluster.participants if p.role is ParticipantRole.FINAL_PRODUCER}
    inside = outside = total = inside_rows = total_rows = 0
    for row in cluster.purchases:
        if row.year != cluster.year or not row.for_final_product or row.buyer not in producers:
            continue
        amount = kopecks(row.amount)
        total += amount
        total_rows += 1
        if row.seller not in inns:
            outside += amount
        elif row.seller != row.buyer:
            inside += amount
            inside_rows += 1
    return Bought(inside, outside, total, inside_rows, total_rows)


def cooperating(cluster: Cluster, inns: set[str]) -> set[str]:
    """Participants that bought from or sold to another participant in the reporting year, for whatever product."""
    linked: set[str] = set()
    for row in cluster.purchases:
        if row.year == cluster.year and row.seller != row.buyer and row.buyer in inns and row.seller in inns:
            assert row.seller is not None
            linked.update((row.buyer, row.seller))
    return linked
