"""From an estimate to a subsidy by the edition of PP 41 in force on a day, with every step and its source."""

from .calculation import Calculation, CostVerdict, Reason, Step
from .cash import CashFlow, CashPeriod, cash_flow
from .compute import compute, refusal
from .conditions import ACT, Conditions, Source, conditions_on
from .half_years import HalfYear, Indicator, half_years
from .schedule import Payment, payment_schedule

__all__ = [
    "ACT",
    "Calculation",
    "CashFlow",
    "CashPeriod",
    "Conditions",
    "CostVerdict",
    "HalfYear",
    "Indicator",
    "Payment",
    "Reason",
    "Source",
    "Step",
    "cash_flow",
    "compute",
    "conditions_on",
    "half_years",
    "payment_schedule",
    "refusal",
]
