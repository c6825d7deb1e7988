"""Productivity above the average of the region's manufacturing (A-34, from memory): the threshold is the region's."""

from svetovod.engine.rules.judging import Case, compare
from svetovod.engine.rules.purchases import kopecks, rubles
from svetovod.engine.rules.verdict import Evidence, RuleResult

KEY = "cluster.productivity_above_region"


def judge(case: Case) -> RuleResult | None:
    law = case.facts.value(KEY, case.on)
    if law is None or law.value is not True:
        return None
    region = case.cluster.regional_productivity
    evidence = (Evidence("productivity.region_missing", {}),) if region is None else ()
    threshold = None if region is None else rubles(kopecks(region))
    return compare(KEY, case.measures["productivity"], law, operator=">", threshold=threshold, evidence=evidence)
