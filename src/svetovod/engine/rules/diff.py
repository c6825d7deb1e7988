"""What differs between two days: in the law, and in one cluster's verdict."""

from dataclasses import dataclass
from datetime import date

from svetovod.engine.facts import DatedValue, Facts

from .verdict import RuleResult, Verdict


@dataclass(frozen=True, slots=True)
class FactChange:
    """An item listed on one day only, or with another value, use, status or confirmation. None = not listed."""

    key: str
    before: DatedValue | None
    after: DatedValue | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule of a cluster whose outcome, value or threshold differs. None = no such rule on that day."""

    key: str
    before: RuleResult | None
    after: RuleResult | None


def facts_diff(facts: Facts, act: str, first: date, second: date) -> tuple[FactChange, ...]:
    """The items of `act` that differ, in the order of their keys; raises `BeforeFirstEditionError`."""
    for day in (first, second):
        facts.edition_on(act, day)
    pairs = [(item.key, facts.value(item.key, first), facts.value(item.key, second)) for item in facts.items_of(act)]
    return tuple(FactChange(*pair) for pair in sorted(pairs) if _law(pair[1]) != _law(pair[2]))


def verdict_diff(first: Verdict, second: Verdict) -> tuple[RuleChange, ...]:
    """The rules that one and the same cluster meets differently, in the order of the second verdict."""
    keys = [result.key for result in second.rules]
    keys += [result.key for result in first.rules if result.key not in keys]
    pairs = [(key, first.rule(key), second.rule(key)) for key in keys]
    return tuple(RuleChange(*pair) for pair in pairs if _judged(pair[1]) != _judged(pair[2]))


def _law(value: DatedValue | None) -> object:
    return value and (value.value, value.use, value.status, value.confirmed_for_edition)


def _judged(result: RuleResult | None) -> object:
    return result and (result.outcome, result.value, result.threshold, result.use)
