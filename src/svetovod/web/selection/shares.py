"""Quotas and years of a ranking: which quota an application falls under, and how much of each part was granted.

A quota is of a region (an ISO code) or of a direction: the beginning of a code of OKPD2, by the product of the project.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

DIRECTION = re.compile(r"\d{2}(\.\d{1,3}){0,3}")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the money: a year or a quota. `most` is its ceiling, `least` what is kept for it."""

    kind: str
    name: str
    most: Decimal | None
    least: Decimal | None
    granted: Decimal


def is_direction(name: str) -> bool:
    return DIRECTION.fullmatch(name) is not None


def direction_of(okpd2: str, quotas: Iterable[Mapping[str, Any]]) -> str:
    """The longest of the directions that the code of the product begins with; "" where none fits."""
    names = [quota["name"] for quota in quotas if is_direction(quota["name"])]
    fitting = [name for name in names if okpd2 == name or okpd2.startswith(name)]
    return max(fitting, key=len, default="")


def shares_of(given: Mapping[str, Any], result: Mapping[str, Any]) -> list[Share]:
    """Years first, then quotas, as the stored ranking has them. Years are not told once the commission has decided
    otherwise than the ranking: its sums are not divided by years."""
    granted = {place["project"]: Decimal(place["allocated"]) for place in result["ranking"]}
    years = {} if result.get("changes") else given.get("years", {})
    found = [
        Share("year", year, Decimal(part), None, sum((_year(place, year) for place in result["ranking"]), Decimal(0)))
        for year, part in sorted(years.items())
    ]
    for quota in given.get("quotas", []):
        own = [row["code"] for row in given["projects"] if row.get(quota["by"], "") == quota["name"]]
        total = sum((granted.get(code, Decimal(0)) for code in own), Decimal(0))
        found.append(Share(quota["by"], quota["name"], _sum(quota["at_most"]), _sum(quota["at_least"]), total))
    return found


def asked_by_year(application: Any, years: Mapping[str, Any]) -> dict[str, Decimal]:
    """What is requested in each year the limit is divided into: as the payments of the filed estimate fall.

    Nothing where the limit is not divided or a payment lies outside its years: then no year is asked for, and money
    goes from the first year that has it. Rows that other support pays are not counted; kopecks left over are the last
    year's.
    """
    paid: dict[str, Decimal] = {}
    for row in application.pinned.content.get("costs", []):
        if not row["other_support"]:
            year = (row["on"] or "")[:4]
            paid[year] = paid.get(year, Decimal(0)) + Decimal(row["amount"] or 0)
    whole = sum(paid.values(), Decimal(0))
    if not whole or application.requested is None or not paid.keys() <= set(years):
        return {}
    asked = {
        year: (application.requested * paid[year] / whole).quantize(Decimal("0.01"), ROUND_DOWN)
        for year in sorted(paid)
    }
    last = max(asked)
    asked[last] += application.requested - sum(asked.values(), Decimal(0))
    return asked


def _year(place: Mapping[str, Any], year: str) -> Decimal:
    return Decimal(place.get("by_year", {}).get(year, "0"))


def _sum(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
