"""An industrial cluster as one workbook describes it: participants, purchases, infrastructure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# in one firm: fewer, times the dearest region, can be compared within 128 bits; more stand there by mistake
TOO_MANY_JOBS = 10**9


class ParticipantRole(StrEnum):
    FINAL_PRODUCER = "final_producer"
    SUPPLIER = "supplier"
    CONTRACTOR = "contractor"
    INFRASTRUCTURE = "infrastructure"


class InfrastructureKind(StrEnum):
    EDUCATION = "education"
    TECHNOLOGICAL = "technological"
    NONPROFIT = "nonprofit"
    FINANCIAL = "financial"


@dataclass(frozen=True, slots=True)
class Participant:
    """A row of the participants' sheet. `region` is an ISO 3166-2 code, money rubles; None = blank.

    `kpp` says by which place (head office or branch) of the organisation it takes part.
    """

    inn: str
    name: str
    role: ParticipantRole
    region: str
    special_territory: bool = False
    employees: int | None = None
    high_performance_jobs: int | None = None
    revenue: Decimal | None = None
    joined_on: date | None = None
    newcomer: bool = False
    cost_of_sales: Decimal | None = None
    kpp: str | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """Money paid by a participant. `seller` is None for an unknown outside seller; `amount` rubles without VAT."""

    buyer: str
    seller: str | None
    okpd2: str
    amount: Decimal
    year: int
    for_final_product: bool = True


@dataclass(frozen=True, slots=True)
class InfrastructureObject:
    kind: InfrastructureKind
    name: str
    inn: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """`regions` are ISO codes, `year` the reporting year, `regional_productivity` rubles per worker."""

    name: str
    regions: tuple[str, ...]
    year: int
    final_products: tuple[str, ...]
    participants: tuple[Participant, ...]
    purchases: tuple[Purchase, ...] = ()
    infrastructure: tuple[InfrastructureObject, ...] = ()
    regional_productivity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PossibleParticipant:
    """Someone who could join: as a participant it would be, what it makes, what it bought itself.

    `cost` is what bringing it in costs, rubles or points; None = the usual weight of its role. What it sold to
    participants stands in the cluster's purchases.
    """

    participant: Participant
    products: tuple[str, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    cost: Decimal | None = None
