"""One cluster against the rules of one act on one day."""

from collections.abc import Iterable
from datetime import date

from svetovod.engine.facts import Facts, Use
from svetovod.engine.model import Cluster

from . import pp779
from .fixes import fixes_for
from .judging import Case, judge
from .measures import measure
from .verdict import Conclusion, Outcome, RuleResult, Verdict

ACTS = {pp779.ACT: pp779}


def evaluate(cluster: Cluster, *, on: date, facts: Facts, act: str = pp779.ACT) -> Verdict:
    """The verdict with evidence and fixes; raises `facts.BeforeFirstEditionError` for a day before the act."""
    rulebook = ACTS[act]
    edition = facts.edition_on(act, on)
    measures = measure(cluster, on=on, contract_years=rulebook.contract_years(facts, on))
    case = Case(cluster, measures, facts, on)
    rules = judge(case, rulebook.RULES)
    return Verdict(
        act=act,
        on=on,
        edition=edition.on,
        edition_date_is=edition.date_is,
        conclusion=conclude(rules),
        measures={name: each.printed for name, each in measures.by_name.items()},
        rules=rules,
        fixes=tuple(fix for result in rules for fix in fixes_for(result, measures)),
        facts_version=facts.version,
    )


def conclude(rules: Iterable[RuleResult]) -> Conclusion:
    """Hard not met, else warn not met, else hard or warn without data, else conforming; info never counts."""
    outcomes = {(result.use, result.outcome) for result in rules}
    if (Use.HARD, Outcome.NOT_MET) in outcomes:
        return Conclusion.NOT_CONFORMING
    if (Use.WARN, Outcome.NOT_MET) in outcomes:
        return Conclusion.LIKELY_NOT_CONFORMING
    if outcomes & {(Use.HARD, Outcome.NO_DATA), (Use.WARN, Outcome.NO_DATA)}:
        return Conclusion.UNDETERMINED
    return Conclusion.CONFORMING
