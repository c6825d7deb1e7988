"""Two sides of one deal: what the buyer says it bought and what the seller says it sold, product group by group.

Only pairs of participants are compared: nobody outside is asked. Sums are exact; a kopeck is a difference.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .model import Figures

_GROUP = 5  # characters of a product group, 27.31


class Match(StrEnum):
    """`OTHER_GROUP`: the sums agree, the product groups do not; `*_SILENT`: the other side has not answered yet."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OTHER_GROUP = "other_group"
    BUYER_ONLY = "buyer_only"
    SELLER_ONLY = "seller_only"
    SELLER_SILENT = "seller_silent"
    BUYER_SILENT = "buyer_silent"


@dataclass(frozen=True, slots=True)
class Line:
    """One deal as both sides name it: None where a side names nothing."""

    buyer: str
    seller: str
    group: str
    year: int
    bought: Decimal | None
    sold: Decimal | None
    match: Match
    other: str = ""  # the seller's product group where it is another

    @property
    def difference(self) -> Decimal:
        """What the buyer names above the seller."""
        return (self.bought or Decimal(0)) - (self.sold or Decimal(0))


_Key = tuple[str, str, str, int]


def group_of(okpd2: str) -> str:
    """The product group of a code: 27.31 for 27.31.12.110."""
    return okpd2[:_GROUP]


def reconcile(answers: Mapping[str, Figures], members: Collection[str] = ()) -> list[Line]:
    """Lines by buyer, seller, group and year. `answers` by INN; `members` are all who were asked."""
    asked = set(members) | set(answers)
    bought: dict[_Key, Decimal] = defaultdict(Decimal)
    sold: dict[_Key, Decimal] = defaultdict(Decimal)
    for inn, figures in answers.items():
        for row in figures.purchases:
            if row.seller in asked and row.seller is not None and row.seller != inn:
                bought[inn, row.seller, group_of(row.okpd2), row.year] += row.amount
        for sale in figures.sales:
            if sale.buyer in asked and sale.buyer != inn:
                sold[sale.buyer, inn, group_of(sale.okpd2), sale.year] += sale.amount
    lines = [_line(key, bought.get(key), sold.get(key), answers) for key in sorted({*bought, *sold})]
    return _pair_groups(lines)


def _line(key: _Key, bought: Decimal | None, sold: Decimal | None, answers: Collection[str]) -> Line:
    buyer, seller = key[0], key[1]
    if bought is None:
        match = Match.SELLER_ONLY if buyer in answers else Match.BUYER_SILENT
    elif sold is None:
        match = Match.BUYER_ONLY if seller in answers else Match.SELLER_SILENT
    else:
        match = Match.AGREES if bought == sold else Match.DIFFERS
    return Line(*key, bought, sold, match)


def _pair_groups(lines: Iterable[Line]) -> list[Line]:
    """Joins a sum only the buyer names with the same sum the seller names under another group."""
    rest = list(lines)
    lone: dict[tuple[str, str, int, Decimal | None], list[Line]] = defaultdict(list)
    for line in rest:
        if line.match is Match.SELLER_ONLY:
            lone[line.buyer, line.seller, line.year, line.sold].append(line)
    gone: set[_Key] = set()
    found: list[Line] = []
    for line in rest:
        twins = lone.get((line.buyer, line.seller, line.year, line.bought))
        if line.match is Match.BUYER_ONLY and twins:
            twin = twins.pop(0)
            gone.add((twin.buyer, twin.seller, twin.group, twin.year))
            line = Line(  # noqa: PLW2901
                line.buyer, line.seller, line.group, line.year, line.bought, twin.sold, Match.OTHER_GROUP, twin.group
            )
        found.append(line)
    return [line for line in found if (line.buyer, line.seller, line.group, line.year) not in gone]


def of_side(lines: Iterable[Line], inn: str) -> list[Line]:
    """The lines in which an enterprise is a side and the other side names something else."""
    unlike = {Match.DIFFERS, Match.OTHER_GROUP, Match.BUYER_ONLY, Match.SELLER_ONLY}
    return [line for line in lines if inn in {line.buyer, line.seller} and line.match in unlike]
