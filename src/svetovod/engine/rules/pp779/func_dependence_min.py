"""Functional dependence (A-26..A-28): what final producers buy from other participants, of all they buy.

From edition 1956 on a cluster with enough participants on special territories is judged with the reduced threshold,
its source and its status.
"""

from decimal import Decimal
from fractions import Fraction

from svetovod.engine.rules.judging import Case, compare
from svetovod.engine.rules.verdict import Evidence, RuleResult

KEY = "cluster.func_dependence_min"
REDUCED = "cluster.func_dependence_min_reduced"
TERRITORY = "cluster.reduced_territory_share_min"


def judge(case: Case) -> RuleResult | None:
    law = case.facts.value(KEY, case.on)
    if law is None:
        return None
    used, evidence = None, case.measures["special_territory_share"].evidence
    reduced, territory = case.facts.value(REDUCED, case.on), case.facts.value(TERRITORY, case.on)
    if reduced is None or territory is None:
        evidence = ()
    elif _enough_special(case, territory.value):
        law, used = reduced, REDUCED
        evidence += (Evidence("dependence.reduced_threshold", {"share": str(territory.value)}),)
    assert isinstance(law.value, Decimal)
    return compare(
        KEY,
        case.measures["functional_dependence"],
        law,
        operator=">=",
        threshold=law.value,
        evidence=evidence,
        threshold_from=used,
    )


def _enough_special(case: Case, share: object) -> bool:
    assert isinstance(share, Decimal)
    exact = case.measures["special_territory_share"].exact
    return exact is not None and exact >= Fraction(share)
