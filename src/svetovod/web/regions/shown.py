"""What may be shown of a survey: no figure that rests on fewer than three enterprises, and no sum of any other.

Every total, share and quotient is made of figures that are themselves shown, so that no subtraction of one published
number from another gives one that is not.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

FEWEST = 3  # enterprises behind a figure


@dataclass(frozen=True, slots=True)
class Line:
    """One group of products in one region; None where fewer than three enterprises stand behind it.

    quotient: the location quotient, from sums sold that are shown.
    """

    region: str
    group: str
    makers: int | None
    sold: Decimal | None
    imported: Decimal | None
    importers: int | None
    outside: Decimal | None
    quotient: Decimal | None = None

    @property
    def empty(self) -> bool:
        return self.makers is None and self.sold is None and self.imported is None and self.outside is None


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one region, or of all: sums of the figures shown. `hidden`: cells of which something is not shown."""

    groups: int = 0
    sold: Decimal = Decimal(0)
    imported: Decimal = Decimal(0)
    outside: Decimal = Decimal(0)


def lines(cells: Iterable[Any]) -> list[Line]:
    """Everything of all regions that may be shown; quotients need the whole country."""
    bare = [_line(cell) for cell in cells]
    by_region: dict[str, Decimal] = defaultdict(Decimal)
    by_group: dict[str, Decimal] = defaultdict(Decimal)
    for each in bare:
        by_region[each.region] += each.sold or 0
        by_group[each.group] += each.sold or 0
    country = sum(by_region.values(), Decimal(0))
    return [
        each if each.sold is None else _with_quotient(each, by_region[each.region], by_group[each.group], country)
        for each in bare
        if not each.empty
    ]


def sums(shown: Iterable[Line]) -> Sums:
    kept = list(shown)
    total = {name: sum((getattr(each, name) or Decimal(0) for each in kept), Decimal(0))
             for name in ("sold", "imported", "outside")}  # fmt: skip
    return Sums(sum(each.makers is not None for each in kept), **total)


def _line(cell: Any) -> Line:
    return Line(
        cell.region, cell.group, count(cell.makers), figure(cell.sold, cell.sellers),
        figure(cell.imported, cell.importers), count(cell.importers), figure(cell.outside, cell.outsiders),
    )  # fmt: skip


def count(number: int) -> int | None:
    """Nobody is as telling as one."""
    return number if number >= FEWEST else None


def figure(value: Decimal, behind: int) -> Decimal | None:
    return value if behind >= FEWEST else None


def _with_quotient(each: Line, region: Decimal, group: Decimal, country: Decimal) -> Line:
    assert each.sold is not None
    quotient = (each.sold / region) / (group / country) if region and group else None
    rounded = None if quotient is None else quotient.quantize(Decimal("0.01"))
    return Line(each.region, each.group, each.makers, each.sold, each.imported, each.importers, each.outside, rounded)
