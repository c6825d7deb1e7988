"""Newcomers have a number of years for their first contracts inside the cluster (A-30): none may be overdue."""

from svetovod.engine.rules.judging import Case, compare
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.newcomer_contract_years"


def judge(case: Case) -> RuleResult | None:
    law = case.facts.value(KEY, case.on)
    if law is None:
        return None
    return compare(KEY, case.measures["newcomers_overdue"], law, operator="<=", threshold=0)
