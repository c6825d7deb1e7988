"""An agreement as it holds: sums by year after its amendments, what is claimed."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from svetovod.web.commission.enums import ClaimState


def years_of(agreement: Any) -> dict[str, str]:
    """Year -> sum, as the last amendment has it."""
    last = agreement.amendments.order_by("-number").first()
    found: dict[str, str] = last.years if last else agreement.years
    return found


def paid_of(agreement: Any) -> dict[str, Decimal]:
    """Year -> claimed or paid; a claim that was returned is neither."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for claim in agreement.claims.exclude(state=ClaimState.RETURNED):
        found[str(claim.year)] += claim.amount
    return dict(found)
