"""From the engine: an act held at one edition, and what two verdicts of one cluster differ in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svetovod.engine import facts as law
from svetovod.engine.rules import RuleChange, RuleResult, Verdict, verdict_diff
from svetovod.web.registry.bridge import ACT, assess, facts


def verdict(content: dict[str, Any], *, edition: date, on: date) -> Verdict:
    """By the law as that edition left it."""
    return assess(content, on=on, facts=law.held(facts(), ACT, edition))


def changes(first: Verdict, second: Verdict) -> Sequence[RuleChange]:
    """The rules that one and the same cluster meets differently."""
    return verdict_diff(first, second)


def weight(rule: RuleResult | None) -> int:
    """How much a rule speaks against the cluster; nothing where there is no such rule."""
    from svetovod.engine.rules.flips import Side

    return 0 if rule is None else Side(rule.outcome.value, rule.use.value).weight
