"""Which measures fit: against a naive reading of the same terms, and what must never happen."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.facts import Status
from svetovod.engine.facts import load as load_facts
from svetovod.engine.support import COSTS, Fit, Level, Question, Topic, Who, clashes, load, match

FACTS, MEASURES = load_facts(), load()
DAY = date(2021, 6, 24)
QUESTIONS = st.builds(
    Question,
    on=st.dates(date(2014, 1, 1), date(2026, 1, 1)),
    who=st.frozensets(st.sampled_from([who.value for who in Who])),
    costs=st.frozensets(st.sampled_from(COSTS), max_size=4),
    region=st.none() | st.sampled_from(["RU-MO", "RU-NVS", "RU-SAR"]),
    registered=st.none() | st.booleans(),
    joint_project=st.none() | st.booleans(),
)


def fit(question: Question, measure: str = "pp41") -> Fit:
    return next(each.fit for each in match(question, MEASURES, facts=FACTS) if each.measure.id == measure)


def ask(**answers: object) -> Question:
    return Question(**{"on": DAY, "who": frozenset({"participant"}), "costs": frozenset({"equipment"}), **answers})  # type: ignore[arg-type]


def test_the_subsidy_needs_the_registry_and_a_project() -> None:
    assert fit(ask(registered=True, joint_project=True)) is Fit.FITS
    assert fit(ask(registered=False, joint_project=True)) is Fit.NEAR
    assert fit(ask(registered=True, joint_project=False)) is Fit.NEAR
    assert fit(ask(who=frozenset({"managing_organisation"}))) is Fit.NEAR
    assert fit(ask(costs=frozenset({"starter_batch"}))) is Fit.NO
    assert fit(ask(costs=frozenset({"starter_batch"}), on=date(2024, 1, 1), registered=True)) is Fit.FITS
    assert fit(ask(on=date(2020, 1, 1))) is Fit.NO, "selections were stopped"
    assert fit(ask(on=date(2015, 1, 1))) is Fit.CLOSED


def test_a_region_has_its_own() -> None:
    services = frozenset({"services"})
    assert fit(ask(costs=services, region="RU-NVS"), "novosibirsk") is Fit.FITS
    assert fit(ask(costs=services, region="RU-MO"), "novosibirsk") is Fit.NO
    assert fit(ask(region="RU-MO"), "regional") is Fit.ASK


@given(QUESTIONS)
def test_memory_never_turns_anybody_away(question: Question) -> None:
    for each in match(question, MEASURES, facts=FACTS):
        if each.fit is not Fit.NO:
            continue
        why = [finding for finding in each.findings if finding.outcome.value == "unmet" and not finding.mendable]
        assert why and all(f.term is None or f.term.status_on(FACTS, question.on) is not Status.MEMORY for f in why)


@given(QUESTIONS)
def test_only_costs_asked_for_and_paid_for_are_covered(question: Question) -> None:
    for each in match(question, MEASURES, facts=FACTS):
        assert each.covered <= question.costs
        terms = [t for t in each.measure.terms if t.topic is Topic.COSTS and t.covers(question.on)]
        paid = {kind for t in terms for kind in (t.value_on(FACTS, question.on) or ())}  # type: ignore[union-attr]
        assert each.covered == (question.costs & paid if each.fit is not Fit.CLOSED else frozenset())


@given(QUESTIONS)
def test_answering_less_never_makes_a_measure_worse(question: Question) -> None:
    order = [Fit.FITS, Fit.NEAR, Fit.NO]
    silent = {each.measure.id: each.fit for each in match(Question(question.on), MEASURES, facts=FACTS)}
    for each in match(question, MEASURES, facts=FACTS):
        if each.fit in order and silent[each.measure.id] in order:
            assert order.index(silent[each.measure.id]) <= order.index(each.fit)


@given(QUESTIONS)
def test_federal_money_is_not_had_twice_with_the_subsidy(question: Question) -> None:
    found = match(question, MEASURES, facts=FACTS)
    usable = {m.measure.id for m in found if m.fit in {Fit.FITS, Fit.NEAR} and m.measure.level is Level.FEDERAL}
    pairs = {frozenset({clash.first.id, clash.second.id}) for clash in clashes(found, question.on)}
    assert pairs == ({frozenset({"pp41", other}) for other in usable - {"pp41"}} if "pp41" in usable else set())
