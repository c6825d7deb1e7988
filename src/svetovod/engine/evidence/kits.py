"""What a kit consists of and which rates of VAT held on a day: data, see `kits.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from svetovod.engine.model import CostKind, EvidenceKind, VatRate


class Link(StrEnum):
    """A link of the chain, in its order; a document may be several."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    ACT = "act"
    PAYMENT = "payment"
    COMMISSIONING = "commissioning"


LINKS_OF: dict[EvidenceKind, tuple[Link, ...]] = {
    EvidenceKind.CONTRACT: (Link.CONTRACT,),
    EvidenceKind.INVOICE: (Link.INVOICE,),
    EvidenceKind.UPD: (Link.INVOICE, Link.ACT),
    EvidenceKind.ACT: (Link.ACT,),
    EvidenceKind.PAYMENT: (Link.PAYMENT,),
    EvidenceKind.COMMISSIONING: (Link.COMMISSIONING,),
}


@dataclass(frozen=True, slots=True)
class Requirements:
    """`always` and, for items that are put into operation, a commissioning act; where it is known from."""

    since: date
    always: tuple[Link, ...]
    commissioned: frozenset[CostKind]

    def links(self, kind: CostKind) -> tuple[Link, ...]:
        more = (Link.COMMISSIONING,) if kind in self.commissioned else ()
        return (*self.always, *more)


@dataclass(frozen=True, slots=True)
class RateTerm:
    percent: int
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class KitData:
    """All of `kits.toml`. `status` is how sure it is: `memory` warns and fails nobody."""

    status: str
    source: str
    kits: tuple[Requirements, ...]
    rates: tuple[RateTerm, ...]

    def on(self, day: date) -> Requirements:
        """The requirements of a day; the earliest known where the day is before all of them."""
        known = [kit for kit in self.kits if kit.since <= day]
        return known[-1] if known else self.kits[0]

    def lawful(self, rate: VatRate, on: date) -> bool:
        """A document without VAT is always possible: a seller may be free of it."""
        terms = [term for term in self.rates if term.percent == rate.percent]
        return rate is VatRate.NONE or any(term.holds(on) for term in terms)


@lru_cache(maxsize=1)
def kit_data() -> KitData:
    """Reads the packaged data; a key that is missing or a name that is unknown raises."""
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath("kits.toml").read_text(encoding="utf-8"))
    kits = tuple(
        Requirements(each["from"], tuple(map(Link, each["always"])), frozenset(map(CostKind, each["commissioned"])))
        for each in sorted(raw["kits"], key=lambda each: each["from"])
    )
    rates = tuple(RateTerm(each["percent"], each["from"], each.get("until")) for each in raw["rates"])
    return KitData(raw["status"], raw["source"], kits, rates)
