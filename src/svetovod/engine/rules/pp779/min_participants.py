"""Enough participants, infrastructure not counted (A-24)."""

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.min_participants"


def judge(case: Case) -> RuleResult | None:
    return compare_item(case, KEY)
