"""What may be wrong in a kit, and the kit's verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .kits import Link

NOTHING = Decimal(0)


class Fault(StrEnum):
    """GAP and EXCESS compare a link with the one before it; UNPROVEN the row with what its kit proves."""

    MISSING = "missing"
    GAP = "gap"
    EXCESS = "excess"
    UNPROVEN = "unproven"
    UNCLAIMED = "unclaimed"
    PAYER = "payer"
    SELLER = "seller"
    BEFORE = "before"
    FUTURE = "future"
    VAT_SUM = "vat_sum"
    VAT_RATE = "vat_rate"
    RATE_DAY = "rate_day"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault with its place: a link, or one document by its place in what was given.

    `value` stands there, `wanted` should, both as text of the engine: rubles, INNs, ISO days, per cents. `than` is
    the link compared with.
    """

    fault: Fault
    link: Link | None = None
    document: int | None = None
    value: str = ""
    wanted: str = ""
    than: Link | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Rubles of a link over all its documents."""

    count: int = 0
    gross: Decimal = NOTHING
    vat: Decimal = NOTHING

    @property
    def net(self) -> Decimal:
        return self.gross - self.vat


@dataclass(frozen=True, slots=True)
class Kit:
    """The kit of one row. `proven`: rubles without VAT that every link needed bears out, never above the row."""

    row: int
    needed: tuple[Link, ...]
    totals: Mapping[Link, Total]
    proven: Decimal
    findings: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[Link, ...]:
        return tuple(link for link in self.needed if not self.totals[link].count)

    @property
    def complete(self) -> bool:
        """Every link is there and nothing is found."""
        return not self.findings
