"""Enough of the jobs are high-performance ones (A-33, from memory)."""

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.hpj_share_min"


def judge(case: Case) -> RuleResult | None:
    return compare_item(case, KEY)
