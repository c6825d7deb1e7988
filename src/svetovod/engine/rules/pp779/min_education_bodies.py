"""Educational institutions among the infrastructure (A-35, from memory)."""

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.min_education_bodies"


def judge(case: Case) -> RuleResult | None:
    return compare_item(case, KEY)
