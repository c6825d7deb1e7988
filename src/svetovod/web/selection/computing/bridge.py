"""Formulas and scales to the engine, and what it computed as text that can be stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svetovod.engine import criteria
from svetovod.web.selection.models import Criterion

NAMES = criteria.NAMES
FormulaError, ScaleError = criteria.FormulaError, criteria.ScaleError


@dataclass(frozen=True, slots=True)
class Source:
    """A value of the formula: `said` by the application (None where it is silent), `used` in the computation."""

    name: str
    said: Decimal | Fraction | None
    used: Decimal | Fraction | None
    cells: tuple[Any, ...]

    @property
    def corrected(self) -> bool:
        return self.said != self.used


@dataclass(frozen=True, slots=True)
class Outcome:
    """`from_value`: the step of the scale that was reached, None below the first."""

    sources: tuple[Source, ...]
    result: Fraction | None
    from_value: Decimal | None
    points: Decimal

    @property
    def values(self) -> dict[str, str | None]:
        return {source.name: None if source.said is None else str(source.said) for source in self.sources}


def names_of(text: str) -> tuple[str, ...]:
    """The values a formula names; raises `FormulaError`."""
    return criteria.parse(text, NAMES).names


def steps_of(text: str) -> list[tuple[Decimal, Decimal]]:
    """Value and points of each step; raises `ScaleError`."""
    return [(step.at_least, step.points) for step in criteria.read_scale(text)]


def scale_text(text: str) -> str:
    """As it is stored: a step a line, plain numbers."""
    return criteria.write_scale(criteria.read_scale(text))


def compute(row: Criterion, content: Mapping[str, Any], corrected: Mapping[str, str]) -> Outcome:
    """One criterion of one application; corrections that its formula does not name are left out."""
    formula, scale = criteria.parse(row.formula, NAMES), criteria.read_scale(row.scale)
    put = [
        criteria.Corrected(name, Fraction(value)) for name, value in sorted(corrected.items()) if name in formula.names
    ]
    found = criteria.computed(content, formula, scale, put)
    sources = tuple(Source(each.name, each.value, found.values[each.name], each.cells) for each in found.sources)
    return Outcome(sources, found.result, found.step.at_least if found.step else None, found.points)


def asked(rows: Iterable[Criterion]) -> list[str]:
    """All values that the formulas of these criteria name, each once, in the order of the criteria."""
    return list(dict.fromkeys(name for row in rows for name in names_of(row.formula)))
