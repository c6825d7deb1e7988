"""An agreement as it holds: sums by year after its amendments, what is claimed, what is to change its whole sum."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.web.commission.enums import COMING, AmendmentState, AppealState, ClaimState
from svetovod.web.commission.models import Amendment, Appeal

from .appeals import held_up


@dataclass(frozen=True, slots=True)
class Held:
    """A signed agreement in the way of a count: the sum it promises, the counted one, what is signed about it."""

    application: Any
    promised: Decimal
    counted: Decimal
    amendment: Amendment | None

    @property
    def is_ready(self) -> bool:
        """Both parties have signed exactly the counted sum."""
        found = self.amendment
        return found is not None and found.state == AmendmentState.SIGNED and found.total == self.counted


def held_by(appeal: Appeal) -> list[Held]:
    """Agreements whose sums the count of this decision changes, with the additional ones on their way for it."""
    rows = {row.agreement.application_id: row for row in appeal.amendments.filter(state__in=COMING).select_related(
        "agreement"
    )}  # fmt: skip
    return [
        Held(each.application, each.promised, each.counted, rows.get(each.application.pk)) for each in held_up(appeal)
    ]


def in_force(agreement: Any) -> Any:
    """Amendments that hold, by their numbers."""
    return agreement.amendments.filter(state=AmendmentState.IN_FORCE).order_by("number")


def years_of(agreement: Any) -> dict[str, str]:
    """Year -> sum, as the last amendment in force has it."""
    last = in_force(agreement).last()
    found: dict[str, str] = last.years if last else agreement.years
    return found


def paid_of(agreement: Any) -> dict[str, Decimal]:
    """Year -> claimed or paid; a claim that was returned is neither."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for claim in agreement.claims.exclude(state=ClaimState.RETURNED):
        found[str(claim.year)] += claim.amount
    return dict(found)


def claimable_of(agreement: Any, year: str) -> Decimal:
    """How much of a year may be claimed: by the terms in force, and by those that both parties have signed already."""
    signed = agreement.amendments.filter(state=AmendmentState.SIGNED)
    terms = [years_of(agreement), *(each.years for each in signed)]
    return min(Decimal(years.get(year, 0)) for years in terms) - paid_of(agreement).get(year, Decimal(0))


def coming_of(agreement: Any) -> Amendment | None:
    """The one that is to change the whole sum and is not in force yet."""
    found: Amendment | None = agreement.amendments.filter(state__in=COMING).first()
    return found


def counts_for(agreement: Any) -> list[tuple[Appeal, Decimal]]:
    """Upheld appeals of the round whose counts wait for this agreement, and the sum that each gives it; 0 is none."""
    rows = Appeal.objects.filter(
        application__round=agreement.application.round_id, state=AppealState.UPHELD, after=None
    ).select_related("application__round", "application__project", "before")
    return [
        (row, each.counted) for row in rows for each in held_up(row) if each.application.pk == agreement.application_id
    ]
