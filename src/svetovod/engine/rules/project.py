"""Rules of a joint project, judged from answers: known yes, known no, or not answered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.facts import DatedValue, Facts, Item

from .judging import met
from .measures import Kind, show
from .verdict import Evidence, Number, Outcome, RuleResult


@dataclass(frozen=True, slots=True)
class ProjectAnswers:
    """What is known about a project and its applicant; None = not answered.

    `participants` counts the initiator too. `offshore_share` is a ratio 0..1. The `applicant_*` answers are the status
    checklist of PP 1492 (B-47).
    """

    participants: int | None = None
    fits_functional_map: bool | None = None
    fits_programme: bool | None = None
    indicator_period: str | None = None
    applicant_no_tax_debt: bool | None = None
    applicant_no_budget_debt: bool | None = None
    applicant_not_liquidated: bool | None = None
    applicant_not_bankrupt: bool | None = None
    applicant_not_foreign: bool | None = None
    applicant_offshore_share: Decimal | None = None
    applicant_not_disqualified: bool | None = None
    applicant_no_other_aid: bool | None = None


# the item of the law -> the answer it is compared with
QUESTIONS = {
    "project.min_participants": "participants",
    "project.must_fit_functional_map": "fits_functional_map",
    "project.must_fit_programme": "fits_programme",
    "project.indicator_period": "indicator_period",
    "project.applicant_no_tax_debt": "applicant_no_tax_debt",
    "project.applicant_no_budget_debt": "applicant_no_budget_debt",
    "project.applicant_not_liquidated": "applicant_not_liquidated",
    "project.applicant_not_bankrupt": "applicant_not_bankrupt",
    "project.applicant_not_foreign": "applicant_not_foreign",
    "project.applicant_offshore_share_max": "applicant_offshore_share",
    "project.applicant_not_disqualified": "applicant_not_disqualified",
    "project.applicant_no_other_aid": "applicant_no_other_aid",
}


def evaluate_project(answers: ProjectAnswers, *, on: date, facts: Facts) -> tuple[RuleResult, ...]:
    """The rules listed on the day, in the order of `QUESTIONS`; an unanswered one is `no_data`, never `not_met`."""
    results = []
    for key, field in QUESTIONS.items():
        law = facts.value(key, on)
        if law is not None:
            results.append(_judge(facts.item(key), law, field, getattr(answers, field)))
    return tuple(results)


def _judge(item: Item, law: DatedValue, field: str, answer: Number | str | None) -> RuleResult:
    operator, gap = item.operator or "==", None
    outcome = Outcome.NO_DATA
    if answer is not None and item.operator and not isinstance(answer, str):
        assert isinstance(law.value, int | Decimal)
        value, bound = Fraction(answer), Fraction(law.value)
        outcome = Outcome.MET if met(value, operator, bound) else Outcome.NOT_MET
        missing = value - bound if operator == "<=" else bound - value
        gap = show(missing, Kind(item.unit.value)) if outcome is Outcome.NOT_MET else None
    elif answer is not None:
        outcome = Outcome.MET if answer == law.value else Outcome.NOT_MET
    shown = _shown(answer, law)
    return RuleResult(
        key=item.key,
        measure=field,
        value=shown,
        operator=operator,
        threshold=law.value if isinstance(law.value, bool | int | Decimal) else True,
        unit=item.unit.value,
        outcome=outcome,
        use=law.use,
        status=law.status,
        source=law.source,
        confirmed_for_edition=law.confirmed_for_edition,
        evidence=(Evidence(f"{item.key}.{outcome.value}", {}),),
        gap=gap,
        confidence=law.confidence,
        reference=law.reference,
    )


def _shown(answer: Number | str | None, law: DatedValue) -> Number | None:
    """A word answers yes or no to "is it the word of the law"."""
    return answer == law.value if isinstance(answer, str) else answer
