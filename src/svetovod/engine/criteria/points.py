"""From an application to the points of one computed criterion, with everything they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .formula import Formula
from .scale import Step, points_at, step_at
from .values import Named, named_values


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value put in place of what the application says."""

    name: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Computed:
    """`sources` as the application has them, `values` as they were taken, `result` of the formula or None.

    `step` is the one of the scale that was reached, None below the first.
    """

    sources: tuple[Named, ...]
    values: Mapping[str, Fraction | None]
    result: Fraction | None
    step: Step | None
    points: Decimal


def computed(
    content: Mapping[str, Any], formula: Formula, scale: Sequence[Step], corrected: Sequence[Corrected] = ()
) -> Computed:
    """Raises `ValueError` for what is not a version of a project, or a correction of what the formula does not name."""
    named = named_values(content)
    sources = tuple(named[name] for name in formula.names)
    values = {source.name: source.value for source in sources}
    for each in corrected:
        if each.name not in values:
            raise ValueError(f"{each.name} is not in the formula")
        values[each.name] = each.value
    result = formula.value(values)
    return Computed(sources, values, result, step_at(scale, result), points_at(scale, result))


def points_of(formula: Formula, scale: Sequence[Step], values: Mapping[str, Fraction | None]) -> Decimal:
    return points_at(scale, formula.value(values))
