"""A joint project and its estimate, as far as a subsidy is computed from them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class CostKind(StrEnum):
    DESIGN_DOCUMENTATION = "design_documentation"
    PROTOTYPE = "prototype"
    EQUIPMENT = "equipment"
    TOOLING = "tooling"
    SOFTWARE = "software"
    PILOT_BATCH = "pilot_batch"
    RECONSTRUCTION = "reconstruction"
    MASTERING = "mastering"
    STARTER_BATCH = "starter_batch"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CostItem:
    """A row of the estimate. `row` is the number the user sees, `amount` rubles without VAT."""

    row: int
    kind: CostKind
    payer: str
    on: date
    amount: Decimal
    evidence: str | None = None
    other_support: bool = False


@dataclass(frozen=True, slots=True)
class JointProject:
    """`initiator` and `participants` are INNs; `requested` rubles."""

    title: str
    initiator: str
    participants: tuple[str, ...]
    start: date
    end: date
    requested: Decimal
    costs: tuple[CostItem, ...] = ()
