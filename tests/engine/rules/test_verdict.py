"""The ladder of conclusions, the JSON of `formats.md`, and what stored verdicts keep."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from svetovod.engine.facts import Facts, load
from svetovod.engine.model import Cluster
from svetovod.engine.rules import Conclusion, evaluate, evaluate_project, facts_diff, verdict_diff
from svetovod.engine.rules.project import QUESTIONS, ProjectAnswers
from svetovod.wording.rules import say_fix, say_gap, say_value, verdict_json
from svetovod.wording.rules_evidence import say_evidence

JUNE = date(2021, 6, 24)
MakeCluster = Callable[..., Cluster]


def _verified(*keys: str) -> Facts:
    return load().with_verified({f"cluster.{key}": "п. 1" for key in keys})


@pytest.mark.parametrize(
    ("facts", "cluster", "conclusion"),
    [
        (load(), {}, Conclusion.CONFORMING),
        (load(), {"participants": 9}, Conclusion.LIKELY_NOT_CONFORMING),
        (_verified("min_participants"), {"participants": 9}, Conclusion.NOT_CONFORMING),
        (_verified("min_final_producers"), {"participants": 9}, Conclusion.LIKELY_NOT_CONFORMING),
        (load(), {"inside": "0.00", "outside": "0.00"}, Conclusion.UNDETERMINED),
        (_verified("func_dependence_min"), {"inside": "0.00", "outside": "0.00"}, Conclusion.UNDETERMINED),
        (load(), {"inside": "0.00", "outside": "0.00", "participants": 9}, Conclusion.LIKELY_NOT_CONFORMING),
        # info rules never change it: no education, few good jobs, no regional productivity
        (load(), {"education": 0, "jobs": 0}, Conclusion.CONFORMING),
        (_verified("min_education_bodies"), {"education": 0}, Conclusion.NOT_CONFORMING),
    ],
)
def test_conclusion(
    facts: Facts, cluster: dict[str, object], conclusion: Conclusion, make_cluster: MakeCluster
) -> None:
    assert evaluate(make_cluster(**cluster), on=JUNE, facts=facts).conclusion is conclusion


def test_reduced_threshold_brings_its_own_use(make_cluster: MakeCluster) -> None:
    cluster = make_cluster(inside="5.00", outside="95.00", special=3)
    on = date(2021, 11, 16)
    general = evaluate(cluster, on=on, facts=_verified("func_dependence_min"))
    reduced = evaluate(cluster, on=on, facts=_verified("func_dependence_min_reduced"))
    assert general.conclusion is Conclusion.LIKELY_NOT_CONFORMING
    assert reduced.conclusion is Conclusion.NOT_CONFORMING


def test_json_of_the_format(make_cluster: MakeCluster) -> None:
    cluster = make_cluster(participants=9, inside="14230000.00", outside="85770000.00")
    shown = verdict_json(evaluate(cluster, on=JUNE, facts=load()), "ru")
    assert {name: shown[name] for name in ("on", "act", "edition", "edition_date_is", "verdict")} == {
        "on": "2021-06-24",
        "act": "pp779",
        "edition": "2018-08-02",
        "edition_date_is": "signed_on",
        "verdict": "likely_not_conforming",
    }
    assert shown["measures"]["functional_dependence"] == "0.1423"
    assert shown["measures"]["participants"] == 9
    rules = {rule["key"]: rule for rule in shown["rules"]}
    dependence = rules["cluster.func_dependence_min"]
    assert all(isinstance(sentence, str) for sentence in dependence.pop("evidence"))
    assert dependence == {
        "key": "cluster.func_dependence_min",
        "measure": "functional_dependence",
        "value": "0.1423",
        "value_exact": "1423/10000",
        "operator": ">=",
        "threshold": "0.20",
        "unit": "ratio",
        "outcome": "not_met",
        "use": "warn",
        "status": "secondary",
        "source": "A-26",
        "confirmed_for_edition": True,
        "numerator": "14230000.00",
        "denominator": "100000000.00",
        "gap": "0.0577",
    }
    assert shown["fixes"] == [
        {"rule": "cluster.min_participants", "kind": "add_participants", "count": 1},
        {
            "rule": "cluster.func_dependence_min",
            "kind": "shift_purchases",
            "amount": "5770000.00",
            "feasible": True,
        },
        {"rule": "cluster.func_dependence_min", "kind": "add_purchases", "amount": "7212500.00"},
    ]


def test_stored_verdict_keeps_codes_and_is_plain_json(make_cluster: MakeCluster) -> None:
    stored = evaluate(make_cluster(), on=JUNE, facts=load()).to_json()
    assert json.loads(json.dumps(stored)) == stored
    assert stored["rules"][0]["evidence"] == [
        {"code": "participants.counted", "params": {"count": 10, "infrastructure": 0}}
    ]


def test_equal_inputs_give_equal_verdicts(make_cluster: MakeCluster) -> None:
    first, second = (evaluate(make_cluster(), on=JUNE, facts=load()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_sentence_can_be_said(lang: str, make_cluster: MakeCluster) -> None:
    shapes: list[dict[str, object]] = [
        {},
        {"infrastructure": 1, "regional": "1.00"},
        {"participants": 9, "producers": 0, "education": 0, "technological": 0, "inside": "0.00", "outside": "0.00"},
        {"idle_newcomers": 2, "joined_on": date(2018, 1, 1), "special": 5},
        {"idle_newcomers": 2, "blank_for": "P3"},
        {"employees": 0, "revenue": None},
        {"participants": 0},
    ]
    for shape in shapes:
        for on in (JUNE, date(2021, 11, 16)):
            cluster = make_cluster(**shape) if shape.get("participants") != 0 else _empty(make_cluster())
            verdict = evaluate(cluster, on=on, facts=load())
            for rule in verdict.rules:
                said = [say_evidence(evidence, lang) for evidence in rule.evidence]
                assert all(said)
                assert not any("{" in sentence for sentence in said)
            assert all(say_fix(fix, lang) for fix in verdict.fixes)


def _empty(cluster: Cluster) -> Cluster:
    return Cluster(cluster.name, cluster.regions, cluster.year, cluster.final_products, ())


def test_readable_value_shows_the_side_of_the_threshold(make_cluster: MakeCluster) -> None:
    cluster = make_cluster(inside="1999999.99", outside="8000000.01")
    rule = evaluate(cluster, on=JUNE, facts=load()).rule("cluster.func_dependence_min")
    assert rule is not None
    assert say_value(rule, "en") == "19.99%"
    assert say_gap(rule, "en") == "< 0.0001\u00a0pp"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 участник."), (2, "2 участника."), (5, "5 участников."), (11, "11 участников.")]
)
def test_russian_plurals(count: int, said: str, make_cluster: MakeCluster) -> None:
    cluster = make_cluster(participants=max(count, 2))
    if count == 1:
        cluster = Cluster("К", ("RU-MO",), 2020, ("27.40",), cluster.participants[:1])
    rule = evaluate(cluster, on=JUNE, facts=load()).rule("cluster.min_participants")
    assert rule is not None
    assert say_evidence(rule.evidence[0], "ru") == said


def test_difference_of_two_days(make_cluster: MakeCluster) -> None:
    november = date(2021, 11, 16)
    changed = {change.key for change in facts_diff(load(), "pp779", JUNE, november)}
    assert "cluster.hpj_share_min" in changed
    assert "cluster.min_participants" not in changed
    cluster = make_cluster(inside="15.00", outside="85.00", special=3)
    before, after = (evaluate(cluster, on=on, facts=load()) for on in (JUNE, november))
    changes = {change.key: change for change in verdict_diff(before, after)}
    dependence = changes["cluster.func_dependence_min"]
    assert dependence.before is not None
    assert dependence.after is not None
    assert (dependence.before.outcome, dependence.after.outcome) == ("not_met", "met")
    assert changes["cluster.hpj_share_min"].after is None
    assert verdict_diff(after, after) == ()


def test_project_without_answers_has_no_data() -> None:
    results = evaluate_project(ProjectAnswers(), on=JUNE, facts=load())
    assert [result.key for result in results] == list(QUESTIONS)
    assert {result.outcome for result in results} == {"no_data"}
    assert "hard" not in {result.use for result in results}


def test_project_answers_are_judged() -> None:
    answers = ProjectAnswers(
        participants=1,
        fits_functional_map=True,
        fits_programme=False,
        indicator_period="half_year",
        applicant_no_tax_debt=False,
        applicant_offshore_share=Decimal("0.51"),
    )
    results = {result.key: result for result in evaluate_project(answers, on=JUNE, facts=load())}
    outcomes = {key: results[key].outcome for key in results if results[key].outcome != "no_data"}
    assert outcomes == {
        "project.min_participants": "not_met",
        "project.must_fit_functional_map": "met",
        "project.must_fit_programme": "not_met",
        "project.indicator_period": "met",
        "project.applicant_no_tax_debt": "not_met",
        "project.applicant_offshore_share_max": "not_met",
    }
    assert results["project.applicant_offshore_share_max"].gap == Decimal("0.01")
    assert results["project.applicant_no_tax_debt"].use == "warn"
    assert all(json.dumps(result.to_json(lambda evidence: say_evidence(evidence, "ru"))) for result in results.values())


def test_status_checklist_is_not_listed_before_its_edition() -> None:
    listed = {result.key for result in evaluate_project(ProjectAnswers(), on=date(2021, 4, 7), facts=load())}
    assert not any(key.startswith("project.applicant_") for key in listed)
