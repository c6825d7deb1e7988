"""What each region makes, and what it buys abroad and in other regions, by group of products."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from .supply import Supply

_KOPECK = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cell:
    """One group of products in one region, rubles without VAT; each sum with the number of firms behind it.

    makers: firms that make the group; sold: what of it they sold to known buyers at home; imported: bought abroad;
    outside: bought from known sellers of other regions.
    """

    region: str
    group: str
    makers: int
    sellers: int
    sold: Decimal
    importers: int
    imported: Decimal
    outsiders: int
    outside: Decimal


@dataclass(slots=True)
class _Sum:
    firms: set[int] = field(default_factory=set)
    kopecks: int = 0

    def add(self, firm: int, kopecks: int) -> None:
        self.firms.add(firm)
        self.kopecks += kopecks


def potential(supply: Supply) -> tuple[Cell, ...]:
    """By region and group; firms whose region is not known count nowhere."""
    makers: dict[tuple[str, str], set[int]] = defaultdict(set)
    sums: dict[str, dict[tuple[str, str], _Sum]] = {name: defaultdict(_Sum) for name in ("sold", "imported", "outside")}
    for firm, groups in supply.makes.items():
        if (home := supply.region[firm]) is not None:
            for group in groups:
                makers[home, group].add(firm)
    for buyer, sellers in supply.ties.items():
        here = supply.region[buyer]
        for seller, groups_bought in sellers.items():
            there = supply.region[seller]
            for group, kopecks in groups_bought.items():
                if there is not None:
                    sums["sold"][there, group].add(seller, kopecks)
                if here is not None and there is not None and here != there:
                    sums["outside"][here, group].add(buyer, kopecks)
    for buyer, groups_imported in supply.imported.items():
        if (here := supply.region[buyer]) is not None:
            for group, kopecks in groups_imported.items():
                sums["imported"][here, group].add(buyer, kopecks)
    keys = sorted(set(makers).union(*sums.values()))
    return tuple(_cell(key, len(makers.get(key, ())), {name: found.get(key) for name, found in sums.items()})
                 for key in keys)  # fmt: skip


def _cell(key: tuple[str, str], makers: int, found: dict[str, _Sum | None]) -> Cell:
    sold, imported, outside = ((each or _Sum()) for each in (found["sold"], found["imported"], found["outside"]))
    return Cell(
        *key, makers, len(sold.firms), sold.kopecks * _KOPECK, len(imported.firms), imported.kopecks * _KOPECK,
        len(outside.firms), outside.kopecks * _KOPECK,
    )  # fmt: skip
