"""What is bought for the final product in the reporting year, summed as steps name it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from svetovod.engine.model import Cluster


@dataclass(frozen=True, slots=True)
class Position:
    """`seller` None = an unknown outside seller."""

    buyer: str
    seller: str | None
    okpd2: str
    amount: Decimal


def positions(cluster: Cluster) -> list[Position]:
    """The largest first; those of buyers who are no participants are left out."""
    members = {p.inn for p in cluster.participants}
    sums: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
    for row in cluster.purchases:
        if row.year == cluster.year and row.for_final_product and row.buyer in members and row.seller != row.buyer:
            sums[row.buyer, row.seller, row.okpd2] += row.amount
    found = (Position(*key, amount) for key, amount in sums.items() if amount)
    return sorted(found, key=lambda each: (-each.amount, each.buyer, each.seller or "", each.okpd2))
