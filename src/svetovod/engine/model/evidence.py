"""Documents that prove a row of an estimate: what was agreed, invoiced, accepted, paid and put into operation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class EvidenceKind(StrEnum):
    """What a document is. A universal transfer document (UPD) is an invoice and an act at once."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    UPD = "upd"
    ACT = "act"
    PAYMENT = "payment"
    COMMISSIONING = "commissioning"


class VatRate(StrEnum):
    """Per cent of the sum without the tax; `NONE` is a document without VAT."""

    NONE = "none"
    ZERO = "0"
    FIVE = "5"
    SEVEN = "7"
    TEN = "10"
    EIGHTEEN = "18"
    TWENTY = "20"
    TWENTY_TWO = "22"

    @property
    def percent(self) -> int:
        return 0 if self is VatRate.NONE else int(self.value)


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """The part of a document that belongs to one row of an estimate.

    `row` is the row's number, `gross` and `vat` are rubles with and of the tax, `payer` and `seller` INNs. A
    commissioning act is the payer's own and has no seller.
    """

    row: int
    kind: EvidenceKind
    number: str
    on: date
    payer: str
    gross: Decimal
    vat: Decimal
    rate: VatRate
    seller: str | None = None
    seller_name: str | None = None

    @property
    def net(self) -> Decimal:
        """Rubles without the tax."""
        return self.gross - self.vat
