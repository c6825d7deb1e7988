"""What may be tried. Purchases are those for the final product in the reporting year, money is rubles."""

from dataclasses import dataclass
from decimal import Decimal

from svetovod.engine.model import ParticipantRole


@dataclass(frozen=True, slots=True)
class MovePurchases:
    """`amount` of what `buyer` has of `okpd2` from `seller` is bought from `to`; None = an unknown outside seller."""

    buyer: str
    seller: str | None
    okpd2: str
    to: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SetPurchases:
    """All that `buyer` has of `okpd2` from `seller` comes to `amount`; zero = they no longer trade in it."""

    buyer: str
    seller: str | None
    okpd2: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody joins. Who belonged before comes back with its figures, unless others are given here."""

    inn: str
    name: str
    role: ParticipantRole
    special_territory: bool = False
    newcomer: bool = False
    employees: int | None = None
    high_performance_jobs: int | None = None
    revenue: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A participant leaves. What it bought stays in the sheet, where it counts for nothing until it is back."""

    inn: str


@dataclass(frozen=True, slots=True)
class Alter:
    """A participant in another role, or with other marks."""

    inn: str
    role: ParticipantRole
    special_territory: bool
    newcomer: bool


Step = MovePurchases | SetPurchases | Join | Leave | Alter
