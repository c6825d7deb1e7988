"""Objects of technological infrastructure (A-36, from memory)."""

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.min_tech_infra_objects"


def judge(case: Case) -> RuleResult | None:
    return compare_item(case, KEY)
