"""Somebody makes the final product (A-25)."""

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.min_final_producers"


def judge(case: Case) -> RuleResult | None:
    return compare_item(case, KEY)
