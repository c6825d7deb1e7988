"""Yearly money of a joint project, and what is counted from it."""

from dataclasses import dataclass, replace
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class YearFlow:
    """Rubles of one year, without VAT. `costs`: operating, without taxes and depreciation; `taxes`: of all levels."""

    year: int
    investment: Decimal = NOTHING
    subsidy: Decimal = NOTHING
    revenue: Decimal = NOTHING
    costs: Decimal = NOTHING
    taxes: Decimal = NOTHING

    @property
    def net(self) -> Decimal:
        """What the year leaves to the project's enterprises."""
        return self.revenue - self.costs - self.taxes - self.investment + self.subsidy

    @property
    def budget(self) -> Decimal:
        """What the year leaves to budgets of all levels."""
        return self.taxes - self.subsidy

    def without_subsidy(self) -> "YearFlow":
        return replace(self, subsidy=NOTHING)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year as it is counted. Sums are rubles to the kopeck; `factor` to six places."""

    flow: YearFlow
    factor: Decimal
    discounted: Decimal
    total: Decimal
    discounted_total: Decimal


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Commercial and budget efficiency.

    `irr`: every rate above -100 % at which the project neither gains nor loses, to hundredths of a per cent (0.1234 is
    12.34 %); empty where there is none, several where the flow changes its sign more than once. Paybacks are years
    from the beginning of the first year, to a tenth upwards; None where the money does not come back within the plan.
    `taxes_per_ruble` is None without a subsidy.
    """

    rate: Decimal
    lines: tuple[YearLine, ...]
    npv: Decimal
    npv_without_subsidy: Decimal
    irr: tuple[Decimal, ...]
    payback: Decimal | None
    discounted_payback: Decimal | None
    subsidy: Decimal
    taxes: Decimal
    taxes_per_ruble: Decimal | None
    discounted_taxes_per_ruble: Decimal | None
    budget_npv: Decimal
