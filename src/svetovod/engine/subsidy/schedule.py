"""When the money could come: reimbursement by the half-year in which the costs that count were made."""

from dataclasses import dataclass
from decimal import Decimal

from svetovod.engine.model import round_down_to_kopeck

from .calculation import Calculation
from .compute import total
from .conditions import share_of
from .half_years import HalfYear, half_years


@dataclass(frozen=True, slots=True)
class Payment:
    """`costs` are the costs of the half-year that count, `amount` the subsidy on them, `so_far` all up to its end."""

    period: HalfYear
    costs: Decimal
    amount: Decimal
    so_far: Decimal


def payment_schedule(calculation: Calculation) -> tuple[Payment, ...]:
    """Payments from the first half-year with a cost that counts to the last; they sum to `granted_at_most`.

    By the end of each half-year min(rate x costs so far, cap, requested), down to a kopeck, has been paid.
    """
    counted = [row.cost for row in calculation.rows if row.eligible]
    if not counted:
        return ()
    days = [cost.on for cost in counted]
    payments, costs, before = [], Decimal(0), Decimal(0)
    for period in half_years(min(days), max(days)):
        made = total(cost for cost in counted if HalfYear.of(cost.on) == period)
        costs += made
        share = round_down_to_kopeck(share_of(costs, calculation.conditions.rate))
        paid = min(share, calculation.granted_at_most)
        payments.append(Payment(period, made, paid - before, paid))
        before = paid
    return tuple(payments)
