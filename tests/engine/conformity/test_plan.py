"""The cheapest plan against every other plan of small clusters, and what must hold of any plan."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, note
from hypothesis import strategies as st

from svetovod.engine.conformity import Plan, PlanProblem, PlanStatus, check, solve
from svetovod.engine.conformity.costs import NAMES
from svetovod.engine.rules import Conclusion, Outcome, Verdict, evaluate

from .situations import cheaper, problems

KOPECK = Decimal("0.01")
ENDLESS = Decimal(10**6)


@given(problems())
def test_nothing_cheaper_is_found_by_trying(problem: PlanProblem) -> None:
    plan = solve(problem)
    note(f"{plan}")
    assert plan.status is not PlanStatus.FEASIBLE
    assert check(problem, plan) == []
    if plan.status is PlanStatus.INFEASIBLE:
        assert cheaper(problem, ENDLESS) is None
    elif plan.cost is not None:
        assert cheaper(problem, plan.cost - KOPECK) is None


@given(problems())
def test_whatever_the_problem(problem: PlanProblem) -> None:
    """What each of the functions below says, of the same problems: to solve one costs more than all their questions
    together. `make test` draws few of them, `make torture` a thousand."""
    plan, verdict = solve(problem), evaluate(problem.cluster, on=problem.on, facts=problem.facts)
    a_conforming_cluster_needs_nothing(plan, verdict)
    the_next_best_leaves_a_step_out_and_is_no_cheaper(plan)
    obstacles_name_rules_that_are_judged_and_fall_short(plan, verdict)
    missing_data_are_named(plan, verdict)
    assert solve(problem) == plan, "the same question has the same answer"


def a_conforming_cluster_needs_nothing(plan: Plan, verdict: Verdict) -> None:
    if verdict.conclusion is Conclusion.CONFORMING:
        assert (plan.status, plan.cost, plan.steps, plan.next_best) == (PlanStatus.OPTIMAL, 0, (), None)
    elif plan.status is PlanStatus.OPTIMAL:
        assert plan.steps


def the_next_best_leaves_a_step_out_and_is_no_cheaper(plan: Plan) -> None:
    if plan.next_best is not None and plan.cost is not None:
        assert plan.next_best.cost >= plan.cost - KOPECK
        assert set(plan.next_best.steps) != set(plan.steps)


def obstacles_name_rules_that_are_judged_and_fall_short(plan: Plan, verdict: Verdict) -> None:
    judged = {rule.key for rule in verdict.rules}
    assert {obstacle.rule for obstacle in plan.obstacles} <= judged
    assert all(obstacle.gap is None or obstacle.gap >= 0 for obstacle in plan.obstacles)


def missing_data_are_named(plan: Plan, verdict: Verdict) -> None:
    blank = {rule.key for rule in verdict.rules if rule.outcome is Outcome.NO_DATA}
    assert set(plan.missing) <= blank
    assert (plan.status is PlanStatus.UNDETERMINED) == bool(plan.missing)


@given(problems(), st.data())
def test_cheaper_weights_never_make_the_plan_dearer(problem: PlanProblem, data: st.DataObject) -> None:
    plan = solve(problem)
    named = [name for name in NAMES if getattr(problem.costs, name)]
    if plan.cost is None or not named:
        return
    name = data.draw(st.sampled_from(named))
    other = solve(replace(problem, costs=replace(problem.costs, **{name: Decimal(0)})))
    assert other.cost is not None
    assert other.cost <= plan.cost + KOPECK
