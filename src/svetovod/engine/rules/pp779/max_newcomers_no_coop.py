"""Not too many newcomers that neither bought nor sold inside the cluster yet (A-29)."""

from dataclasses import replace

from svetovod.engine.rules.judging import Case, compare_item
from svetovod.engine.rules.verdict import RuleResult

KEY = "cluster.max_newcomers_no_coop"


def judge(case: Case) -> RuleResult | None:
    result = compare_item(case, KEY)
    if result is None:
        return None
    return replace(result, evidence=result.evidence + case.measures["isolated_participants"].evidence)
