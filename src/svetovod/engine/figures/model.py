"""What an enterprise says of itself when it is asked: its own figures, what it bought, what it sold."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase as the buyer names it; `seller` is None for suppliers outside whom the buyer does not name."""

    seller: str | None
    okpd2: str
    amount: Decimal
    year: int
    for_final_product: bool = True


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale as the seller names it."""

    buyer: str
    okpd2: str
    amount: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The answer of one enterprise for one reporting year; None = not asked or not given."""

    employees: int | None = None
    high_performance_jobs: int | None = None
    revenue: Decimal | None = None
    cost_of_sales: Decimal | None = None
    joined_on: date | None = None
    special_territory: bool = False
    purchases: tuple[Bought, ...] = field(default_factory=tuple)
    sales: tuple[Sold, ...] = field(default_factory=tuple)
