"""Indicators of the map of regions: whole numbers by region, each with its name, unit and where it is from."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import selectors, shown

MILLION = Decimal(10**6)
SPECIALISED = Decimal(2)  # a quotient from which a region is called specialised in a group


@dataclass(frozen=True, slots=True)
class Indicator:
    key: str
    label: Any
    unit: Any
    values: Callable[[Sequence[shown.Line]], dict[str, int]]
    from_survey: bool = True


def _counted(test: Callable[[shown.Line], bool]) -> Callable[[Sequence[shown.Line]], dict[str, int]]:
    return lambda lines: dict(Counter(each.region for each in lines if test(each)))


def _millions(name: str) -> Callable[[Sequence[shown.Line]], dict[str, int]]:
    def values(lines: Sequence[shown.Line]) -> dict[str, int]:
        found: dict[str, Decimal] = {}
        for each in lines:
            if (sum_ := getattr(each, name)) is not None:
                found[each.region] = found.get(each.region, Decimal(0)) + sum_
        return {iso: int(sum_ / MILLION) for iso, sum_ in found.items()}

    return values


INDICATORS = (
    Indicator("clusters", _("Clusters"), _("clusters"), lambda _lines: dict(selectors.cluster_counts()), False),
    Indicator("projects", _("Joint projects"), _("projects"), lambda _lines: selectors.project_counts(), False),
    Indicator("groups", _("Groups of products made"), _("groups"), _counted(lambda each: each.makers is not None)),
    Indicator(
        "specialised", _("Groups the region is specialised in"), _("groups"),
        _counted(lambda each: each.quotient is not None and each.quotient >= SPECIALISED),
    ),
    Indicator("sold", _("Sold to known buyers, RUB mn"), _("RUB mn"), _millions("sold")),
    Indicator("imported", _("Bought abroad, RUB mn"), _("RUB mn"), _millions("imported")),
    Indicator("outside", _("Bought in other regions, RUB mn"), _("RUB mn"), _millions("outside")),
)  # fmt: skip


def indicator(key: str) -> Indicator:
    """The first where the key is none."""
    return next((each for each in INDICATORS if each.key == key), INDICATORS[0])


def scale(values: Sequence[int]) -> tuple[int, ...]:
    """Lower bounds of four classes: quarters of the regions that have a value, always rising, never nothing."""
    known = sorted(value for value in values if value > 0)
    bounds: list[int] = []
    for quarter in range(4):
        at = known[quarter * len(known) // 4] if known else quarter + 1
        bounds.append(max(at, bounds[-1] + 1 if bounds else 1))
    return tuple(bounds)
