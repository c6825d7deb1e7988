"""How a rule compares a measure with a dated value; every rule of an act goes through here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import ModuleType

from svetovod.engine.facts import DatedValue, Facts
from svetovod.engine.model import Cluster

from .measures import Kind, Measure, Measures, show
from .verdict import Evidence, Outcome, RuleResult


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may look at."""

    cluster: Cluster
    measures: Measures
    facts: Facts
    on: date


def met(value: Fraction, operator: str, threshold: Fraction) -> bool:
    """The exact comparison."""
    if operator == ">=":
        return value >= threshold
    return value <= threshold if operator == "<=" else value > threshold


def compare(
    key: str,
    measure: Measure,
    law: DatedValue,
    *,
    operator: str,
    threshold: int | Decimal | None,
    evidence: tuple[Evidence, ...] = (),
    threshold_from: str | None = None,
) -> RuleResult:
    """`measure` against `threshold`, printed with the source and status of `law`; either one missing = no data."""
    exact, bound = measure.exact, None if threshold is None else Fraction(threshold)
    known = exact is not None and bound is not None
    outcome = Outcome.NO_DATA
    gap = None
    if exact is not None and bound is not None:
        outcome = Outcome.MET if met(exact, operator, bound) else Outcome.NOT_MET
        missing = exact - bound if operator == "<=" else bound - exact
        gap = show(missing, measure.kind) if outcome is Outcome.NOT_MET else None
    return RuleResult(
        key=key,
        measure=measure.name,
        value=measure.printed if known else None,
        operator=operator,
        threshold=threshold,
        unit=measure.kind.value,
        outcome=outcome,
        use=law.use,
        status=law.status,
        source=law.source,
        confirmed_for_edition=law.confirmed_for_edition,
        evidence=measure.evidence + evidence,
        value_exact=exact if known and measure.kind is not Kind.COUNT else None,
        numerator=measure.numerator if known else None,
        denominator=measure.denominator if known else None,
        gap=gap,
        threshold_from=threshold_from,
        confidence=law.confidence,
        reference=law.reference,
    )


def compare_item(case: Case, key: str) -> RuleResult | None:
    """The common rule: the item's own measure, operator and value on the day; None when the item is not listed then."""
    law = case.facts.value(key, case.on)
    if law is None:
        return None
    item = case.facts.item(key)
    assert item.measure and item.operator and isinstance(law.value, int | Decimal)
    return compare(key, case.measures[item.measure], law, operator=item.operator, threshold=law.value)


def judge(case: Case, rules: Iterable[ModuleType]) -> tuple[RuleResult, ...]:
    """Every rule that is listed on the day, in the order of the act."""
    return tuple(result for rule in rules if (result := rule.judge(case)) is not None)
