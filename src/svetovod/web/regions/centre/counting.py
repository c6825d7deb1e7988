"""The indicator form of a centre, counted from its log and from what the newest workbooks of the clusters say.

Five indicators by the form of the ministry of economic development (E-32): clusters served, employees of their
participants, revenue of those participants that are small or medium, new goods brought to market, services paid for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

THOUSAND = Decimal(1000)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it rests on: `known` of `asked` participants say it. None where nobody does."""

    value: Decimal | None
    known: int = 0
    asked: int = 0


def clusters_served(services: Iterable[Any]) -> set[int]:
    return {each.cluster_id for each in services if each.cluster_id is not None}


def facts(
    services: Collection[Any], participants: Mapping[str, Mapping[str, Any]], small: Collection[str]
) -> dict[str, Fact]:
    """By indicator, of entries that are not withdrawn; `small`: INN of the participants that are small or medium.

    Money in thousands of rubles, half a tenth up.
    """
    employees = [row.get("employees") for row in participants.values()]
    revenue = [row.get("revenue") for inn, row in participants.items() if inn in small]
    goods = {each.product.casefold() for each in services if each.product}
    paid = sum((each.paid for each in services), Decimal(0))
    return {
        "clusters": Fact(Decimal(len(clusters_served(services)))),
        "employees": _sum(employees),
        "revenue": _thousands(_sum(revenue)),
        "goods": Fact(Decimal(len(goods))),
        "paid": _thousands(Fact(paid)),
    }


def _sum(values: Collection[Any]) -> Fact:
    said = [Decimal(str(value)) for value in values if value is not None]
    return Fact(sum(said, Decimal(0)) if said else None, len(said), len(values))


def _thousands(fact: Fact) -> Fact:
    if fact.value is None:
        return fact
    return Fact((fact.value / THOUSAND).quantize(TENTH, ROUND_HALF_UP), fact.known, fact.asked)
