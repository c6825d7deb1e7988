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

from . import bridge

READINGS = {
    "product_purchases": gettext_lazy("all purchases for the final product"),
    "all_purchases": gettext_lazy("all purchases of final producers"),
    "cost_of_sales": gettext_lazy("cost of sales of final producers"),
}
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` None: no data, and `missing` says whose."""

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
    lost: Decimal | None


@dataclass(frozen=True, slots=True)
class Pair:
    anchor: str
    seller: str
    buyer: str
    amount: Decimal
    counted: Decimal
    purchases: Sequence[Any]


@dataclass(frozen=True, slots=True)
class MapPage:
    readings: Sequence[Reading]
    shares: Sequence[Share]
    pairs: Sequence[Pair]
    chart: Any
    year: int

    @property
    def law(self) -> Reading:
        return self.readings[0]


def build(content: dict[str, Any]) -> MapPage:
    found = bridge.dependence(content)
    pairs = [_pair(link) for link in found.links]
    return MapPage(
        readings=[_reading(each) for each in found.readings],
        shares=[_share(each, found.readings[0]) for each in found.contributions],
        pairs=pairs,
        chart=_chart(found, content["year"]) if pairs else None,
        year=content["year"],
    )


def _reading(found: Any) -> Reading:
    return Reading(
        READINGS[found.denominator.value], bridge.ratio(found.exact), bridge.rubles(found.inside),
        None if found.total is None else bridge.rubles(found.total), found.missing,
    )  # fmt: skip


def _share(found: Any, law: Any) -> Share:
    person = found.participant
    lost = None if found.without is None or law.exact is None else law.exact - found.without
    return Share(
        name=person.name,
        inn=person.inn,
        sold=bridge.rubles(found.sold),
        part=bridge.ratio(bridge.part(found.sold, law.inside)),
        bought=bridge.rubles(found.bought),
        without=bridge.ratio(found.without),
        lost=bridge.ratio(lost),
    )


def _pair(link: Any) -> Pair:
    seller = link.seller.name if link.seller else _("outside the cluster")
    return Pair(
        anchor_of(link),
        seller,
        link.buyer.name,
        bridge.rubles(link.amount),
        bridge.rubles(link.counted),
        link.purchases,
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
