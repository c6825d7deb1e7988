"""PP 779: one module a rule, in the order of the result. A rule is `KEY` and `judge(case) -> RuleResult | None`."""

from datetime import date
from types import ModuleType

from svetovod.engine.facts import Facts

from . import (
    func_dependence_min,
    hpj_share_min,
    max_newcomers_no_coop,
    min_education_bodies,
    min_final_producers,
    min_participants,
    min_tech_infra_objects,
    newcomer_contract_years,
    productivity_above_region,
)

ACT = "pp779"
RULES: tuple[ModuleType, ...] = (
    min_participants,
    min_final_producers,
    func_dependence_min,
    max_newcomers_no_coop,
    newcomer_contract_years,
    hpj_share_min,
    productivity_above_region,
    min_education_bodies,
    min_tech_infra_objects,
)


def contract_years(facts: Facts, on: date) -> int | None:
    """Years newcomers have for their first contracts; None where the edition has no such rule."""
    law = facts.value(newcomer_contract_years.KEY, on)
    return law.value if law is not None and isinstance(law.value, int) else None
