"""Plans whose arithmetic can be followed by hand; the first is the example of docs/explanation/conformity.md."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svetovod.engine.conformity import (
    Costs,
    CostsError,
    Params,
    Plan,
    PlanProblem,
    PlanStatus,
    Step,
    StepKind,
    check,
    prepare,
    read_costs,
    solve,
)
from svetovod.engine.facts import load
from svetovod.engine.model import Cluster, Participant, ParticipantRole, PossibleParticipant, Purchase

JUNE, DECEMBER = date(2021, 6, 24), date(2021, 12, 10)
YEAR = 2020


def member(number: int, **changed: object) -> Participant:
    role = ParticipantRole.FINAL_PRODUCER if number == 0 else ParticipantRole.SUPPLIER
    return replace(Participant(f"P{number}", f"P{number}", role, "RU-MO"), **changed)  # type: ignore[arg-type]


def cluster(size: int, *rows: Purchase, special: int = 0) -> Cluster:
    people = tuple(member(n, special_territory=n < special) for n in range(size))
    return Cluster("К", ("RU-MO",), YEAR, ("27.40",), people, rows)


def bought(seller: str | None, amount: str, okpd2: str = "27.40.10", buyer: str = "P0") -> Purchase:
    return Purchase(buyer, seller, okpd2, Decimal(amount), YEAR)


def worked() -> PlanProblem:
    return prepare(cluster(9, bought("P1", "14230000.00"), bought(None, "85770000.00")), on=JUNE, facts=load())


def kinds(plan: Plan) -> list[StepKind]:
    return [step.kind for step in plan.steps]


def test_worked_example() -> None:
    plan = solve(worked())
    # 300 000 + 20 000 for the tenth participant; 0.20 x 100 mn - 14.23 mn = 5.77 mn moved: 50 000 + 2 % of it
    assert [(step.kind, step.cost, step.amount) for step in plan.steps] == [
        (StepKind.RECRUIT_SUPPLIER, Decimal(300_000), None),
        (StepKind.SIGN_AGREEMENT, Decimal(20_000), None),
        (StepKind.SHIFT_PURCHASES, Decimal(165_400), Decimal("5770000.00")),
    ]
    assert (plan.status, plan.cost, plan.bound) == (PlanStatus.OPTIMAL, Decimal(485_400), Decimal(485_400))
    # without moving: 5.77 mn / (1 - 0.20) = 7 212 500 bought on top at 10 %
    assert plan.next_best is not None
    assert (plan.next_best.cost, plan.next_best.dearer_by) == (Decimal(1_041_250), Decimal(555_850))


def test_one_seller_joining_can_mend_two_rules_at_once() -> None:
    rows = (bought("P1", "10.00"), bought("7701", "30.00"), bought(None, "60.00"))
    plan = solve(prepare(cluster(9, *rows), on=JUNE, facts=load()))
    assert kinds(plan) == [StepKind.RECRUIT_SUPPLIER, StepKind.SIGN_AGREEMENT]
    assert (plan.steps[0].inn, plan.cost) == ("7701", Decimal(320_000))


def test_a_special_territory_can_be_cheaper_than_purchases() -> None:
    """Three of ten on special territories bring the threshold from 20 to 10 %: 2 of 9 become 3 of 10."""
    rows = (bought("P1", "15000000.00"), bought(None, "985000000.00"))
    rows += (*(bought("P1", "1.00", buyer=f"P{n}") for n in range(2, 9)), bought("P1", "90000000.00"))
    problem = prepare(cluster(9, *rows, special=2), on=DECEMBER, facts=load())
    plan = solve(problem)
    assert kinds(plan)[:1] == [StepKind.RECRUIT_SUPPLIER]
    assert plan.steps[0].special_territory
    dearer = solve(replace(problem, costs=replace(Costs(), on_special_territory=None)))
    assert dearer.cost is not None and plan.cost is not None
    assert dearer.cost > plan.cost


def test_a_newcomer_whose_term_is_over_is_given_what_is_moved_anyway() -> None:
    """The purchases that must move go to the newcomer, so its first contract costs nothing more."""
    rows = (
        bought("P1", "10000000.00"),
        bought(None, "90000000.00"),
        *(bought("P1", "1.00", buyer=f"P{n}") for n in range(2, 9)),
    )
    people = (*(member(n) for n in range(9)), member(9, newcomer=True, joined_on=date(2018, 1, 1)))
    base = replace(cluster(9, *rows), participants=people)
    makes = PossibleParticipant(people[9], products=("27.40",))
    plan = solve(prepare(base, on=DECEMBER, facts=load(), candidates=[makes]))
    assert [(step.kind, step.inn) for step in plan.steps] == [(StepKind.SHIFT_PURCHASES, "P9")]


def test_what_cannot_be_met_is_named_with_its_gap() -> None:
    costs = replace(Costs(), recruit_supplier=None, recruit_final_producer=None)
    plan = solve(replace(worked(), costs=costs))
    assert plan.status is PlanStatus.INFEASIBLE
    (obstacle,) = plan.obstacles
    assert (obstacle.rule, obstacle.best, obstacle.threshold, obstacle.gap) == ("cluster.min_participants", 9, 10, 1)
    assert obstacle.alone


def test_a_share_that_cannot_be_reached_says_how_far_it_goes() -> None:
    """5 mn more can move, and nothing may be bought on top: (14.23 + 5) of 100."""
    base = cluster(10, bought("P1", "14230000.00"), bought(None, "5000000.00"), bought(None, "80770000.00", "10.11"))
    plan = solve(prepare(base, on=JUNE, facts=load(), costs=replace(Costs(), buy_rate=None, drop_participant=None)))
    (obstacle,) = plan.obstacles
    assert (obstacle.rule, obstacle.best, obstacle.gap) == (
        "cluster.func_dependence_min", Decimal("0.1923"), Decimal("0.0077"),
    )  # fmt: skip


def test_without_figures_there_is_no_plan() -> None:
    plan = solve(prepare(cluster(9), on=JUNE, facts=load()))
    assert (plan.status, plan.missing) == (PlanStatus.UNDETERMINED, ("cluster.func_dependence_min",))


def test_a_large_cluster_may_not_give_up_the_only_one_who_buys() -> None:
    """Without P0 nothing is bought and nothing measured; beside 102 mn rubles the kopeck that says so is nothing to
    floating point, which then offers that plan again and again."""
    rows = [(None, "12345678", "27.40"), ("S1", "1", "27.31"), ("S2", "200000", "27.31"), ("S2", "536687.70", "27.40"),
            (None, "88809938", "27.40")]  # fmt: skip
    least = Costs(
        shift_rate=Decimal("0.2"), buy_rate=None, recruit_supplier=Decimal(5_000_000), least_contract=Decimal(5_000_000)
    )
    asked = prepare(cluster(11, *(bought(*row) for row in rows)), on=JUNE, facts=load(), costs=least)
    plan = solve(asked, params=Params(nodes=500))
    # S2 joins for 5 020 000; of what is left outside 0.20 x 101 892 304.70 - 736 687.70 = 19 641 773.24 is moved to it
    assert (plan.status, plan.cost) == (PlanStatus.OPTIMAL, Decimal("8998354.648"))
    assert kinds(plan) == [StepKind.RECRUIT_SUPPLIER, StepKind.SIGN_AGREEMENT, StepKind.SHIFT_PURCHASES]
    assert (plan.steps[-1].amount, check(asked, plan)) == (Decimal("19641773.24"), [])


def test_a_search_that_is_stopped_says_so() -> None:
    plan = solve(worked(), params=Params(nodes=1))
    assert plan.status is PlanStatus.FEASIBLE
    assert plan.bound is not None and plan.cost is not None
    assert plan.bound <= plan.cost
    assert check(worked(), plan) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda p: replace(p, steps=p.steps[:-1]), "cost"),
        (lambda p: replace(p, steps=p.steps[:-1], cost=p.cost - p.steps[-1].cost), "rule"),
        (lambda p: replace(p, bound=p.cost + 1), "bound"),
        (lambda p: replace(p, steps=(replace(p.steps[0], cost=Decimal(1)), *p.steps[1:])), "cost"),
        (lambda p: replace(p, steps=(p.steps[0], *p.steps[2:]), cost=p.cost - p.steps[1].cost), "agreement"),
        (lambda p: replace(p, steps=(*p.steps[:-1], replace(p.steps[-1], amount=Decimal("99999999.00")))), "step"),
        (lambda p: replace(p, steps=(*p.steps[:-1], replace(p.steps[-1], inn="P5"))), "step"),
        (lambda p: replace(p, steps=(*p.steps, Step(StepKind.DROP_PARTICIPANT, Decimal(500_000), "X"))), "step"),
    ],
)
def test_check_finds_what_is_wrong(change, code) -> None:  # type: ignore[no-untyped-def]
    plan = solve(worked())
    assert code in {violation.code for violation in check(worked(), change(plan))}


def test_weights_are_read_from_toml_and_json(tmp_path: Path) -> None:
    toml, json = tmp_path / "weights.toml", tmp_path / "weights.json"
    toml.write_text("[costs]\nagreement = 1000\nshift_rate = 0.015\ndrop_participant = false\n")
    json.write_text('{"agreement": 1000, "shift_rate": 0.015, "drop_participant": null}')
    expected = replace(Costs(), agreement=Decimal(1000), shift_rate=Decimal("0.015"), drop_participant=None)
    assert read_costs(toml) == read_costs(json) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("recruit = 5", "unknown"),
        ("agreement = true", "number"),
        ('agreement = "many"', "number"),
        ("agreement = -1", "range"),
        ("agreement = 1e13", "range"),
        ("agreement = nan", "range"),
        ("agreement = 1.001", "places"),
        ("shift_rate = 0.00001", "places"),
        ("least_contract = false", "number"),
        ("agreement = 2020-01-01", "number"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(line)
    with pytest.raises(CostsError) as refused:
        read_costs(file)
    assert refused.value.why == why
