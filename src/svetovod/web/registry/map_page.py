"""The functional map of a cluster: graph, readings of the dependence, what each participant adds, every purchase."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.charts import network
from svetovod.web.common.charts.figure import Figures

from . import bridge, phrases
from .verdict_page import purchases

READINGS = {
    "product_purchases": gettext_lazy("all purchases for the final product"),
    "all_purchases": gettext_lazy("all purchases of final producers"),
    "cost_of_sales": gettext_lazy("cost of sales of final producers"),
}
OUTSIDE = "outside"
FEW = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` None: no data, and `missing` says whose. `by` names the denominator in the address of the page."""

    by: str
    name: Any
    value: Decimal | None
    inside: Decimal
    total: Decimal | None
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Share:
    """What one participant adds; `without` is the dependence had it never belonged."""

    name: str
    inn: str
    sold: Decimal
    part: Decimal | None
    bought: Decimal
    without: Decimal | None
    change: str


@dataclass(frozen=True, slots=True)
class Deal:
    """One purchase; `product` is the name of its code, empty where there is none."""

    okpd2: str
    product: str
    amount: Decimal
    final: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything one buyer bought from one seller; a few deals stand open, many are folded."""

    anchor: str
    seller: str
    buyer: str
    amount: Decimal
    counted: Decimal
    deals: Sequence[Deal]

    @property
    def few(self) -> bool:
        return len(self.deals) <= FEW


@dataclass(frozen=True, slots=True)
class MapPage:
    readings: Sequence[Reading]
    shares: Sequence[Share]
    pairs: Sequence[Pair]
    chart: Any
    heat: Any
    year: int
    by: str

    @property
    def law(self) -> Reading:
        return self.readings[0]

    @property
    def chosen(self) -> Reading:
        return next(each for each in self.readings if each.by == self.by)

    @property
    def tabs(self) -> list[tuple[Any, str, bool]]:
        """The denominators to choose from, the law's first."""
        first = self.law.by
        return [
            (each.name, "?#shares" if each.by == first else f"?by={each.by}#shares", each.by == self.by)
            for each in self.readings
        ]


def build(content: dict[str, Any], by: str = "") -> MapPage:
    """`by` is the denominator that contributions and lines are counted by; one that is unknown is the law's."""
    by = by if by in bridge.DENOMINATORS else bridge.DENOMINATORS[0]
    found = bridge.dependence(content, by)
    chosen = next(each for each in found.readings if each.denominator.value == by)
    pairs = [_pair(link) for link in found.links]
    return MapPage(
        readings=[_reading(each) for each in found.readings],
        shares=[_share(each, chosen) for each in found.contributions],
        pairs=pairs,
        chart=_chart(found, content["year"]) if pairs else None,
        heat=purchases(content),
        year=content["year"],
        by=by,
    )


def _reading(found: Any) -> Reading:
    return Reading(
        found.denominator.value, READINGS[found.denominator.value], bridge.ratio(found.exact),
        bridge.rubles(found.inside), None if found.total is None else bridge.rubles(found.total), found.missing,
    )  # fmt: skip


def _share(found: Any, reading: Any) -> Share:
    person = found.participant
    return Share(
        name=person.name,
        inn=person.inn,
        sold=bridge.rubles(found.sold),
        part=bridge.ratio(bridge.part(found.sold, reading.inside)),
        bought=bridge.rubles(found.bought),
        without=bridge.ratio(found.without),
        change=_change(found.without, reading.exact),
    )


def _change(without: Any, whole: Any) -> str:
    """By how much the dependence would differ, in points; empty where it would not or cannot be said."""
    difference = None if without is None or whole is None else bridge.ratio(without - whole)
    if difference is None:
        return ""
    points = (difference * 100).quantize(Decimal("0.01"))
    return f"{'+' if points > 0 else '−'}{phrases.points(abs(points))}" if points else ""


def _pair(link: Any) -> Pair:
    seller = link.seller.name if link.seller else _("outside the cluster")
    return Pair(
        anchor_of(link),
        seller,
        link.buyer.name,
        bridge.rubles(link.amount),
        bridge.rubles(link.counted),
        [Deal(row.okpd2, bridge.okpd2_name(row.okpd2), row.amount, row.for_final_product) for row in link.purchases],
    )


def anchor_of(link: Any) -> str:
    return f"buy-{link.buyer.inn}-{link.seller.inn if link.seller else OUTSIDE}"


def _chart(found: Any, year: int) -> Any:
    people = list(found.participants)
    place = {p.inn: i for i, p in enumerate(people)}
    nodes = [network.Node(p.name, sink=p.role.value == "final_producer") for p in people]
    if any(link.seller is None and link.counted for link in found.links):
        nodes.append(network.Node(_("outside the cluster"), outside=True))
    arrows = [
        network.Arrow(
            seller=place[link.seller.inn] if link.seller else len(people),
            buyer=place[link.buyer.inn],
            value=bridge.rubles(link.counted or link.amount),
            spoken=_spoken(link),
            counted=bool(link.counted and link.seller),
            url=f"#{anchor_of(link)}",
        )
        for link in found.links
        if link.seller or link.counted
    ]
    return network.build(
        _("Functional map of %(year)s") % {"year": year},
        nodes,
        arrows,
        names={
            "netsink": _("final producer"),
            "net": _("counts for the functional dependence"),
            "netgrey": _("other purchases and sellers outside the cluster"),
        },
        figures=Figures(
            (_("Seller"), _("Buyer"), _("Sum, RUB")),
            [
                (_pair(link).seller, link.buyer.name, formatting.money(bridge.rubles(link.amount)))
                for link in found.links
            ],
            words=2,
        ),
    )


def _spoken(link: Any) -> str:
    pair = _pair(link)
    return f"{pair.seller} → {pair.buyer}: {formatting.money(pair.amount)}"
