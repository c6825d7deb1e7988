"""Holds a plan against the law and the allowed steps; shares no code with `solve`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from svetovod.engine.facts import Use
from svetovod.engine.model import KOPECK, ParticipantRole
from svetovod.engine.rules import Outcome, evaluate

from .application import ImpossibleStepError, apply
from .plan import RECRUITS, Plan, PlanStatus, Step, StepKind
from .problem import PlanProblem, group_of


@dataclass(frozen=True, slots=True)
class Violation:
    """`code`: `rule`, `step`, `cost`, `bound`, `agreement`; `subject` is the rule or step."""

    code: str
    subject: str


def check(problem: PlanProblem, plan: Plan) -> list[Violation]:
    """What is wrong with a plan: rules unmet after its steps, steps not allowed, costs that do not add up."""
    if plan.status not in {PlanStatus.OPTIMAL, PlanStatus.FEASIBLE}:
        return []
    found = [*_checked(problem, plan.steps, plan.cost)]
    if plan.bound is None or plan.cost is None or plan.bound > plan.cost or (plan.proven and plan.bound != plan.cost):
        found.append(Violation("bound", str(plan.bound)))
    if plan.next_best is not None:
        found += _checked(problem, plan.next_best.steps, plan.next_best.cost)
        if plan.cost is None or plan.next_best.cost - plan.cost != plan.next_best.dearer_by:
            found.append(Violation("cost", "next_best"))
    return found


def _checked(problem: PlanProblem, steps: tuple[Step, ...], cost: Decimal | None) -> Iterator[Violation]:
    for step in steps:
        if not _allowed(problem, step, steps):
            yield Violation("step", f"{step.kind.value} {step.inn} {step.partner} {step.group}")
        if step.cost != _price(problem, step):
            yield Violation("cost", step.kind.value)
    if cost is None or sum((step.cost for step in steps), Decimal(0)) != cost:
        yield Violation("cost", "total")
    if _joining(steps, RECRUITS) != _joining(steps, (StepKind.SIGN_AGREEMENT,)):
        yield Violation("agreement", "every recruit signs one")
    try:
        cluster = apply(problem, steps)
    except ImpossibleStepError as error:
        yield Violation("step", str(error))
        return
    verdict = evaluate(cluster, on=problem.on, facts=problem.facts, act=problem.act)
    for result in verdict.rules:
        if result.use in {Use.HARD, Use.WARN} and result.outcome is not Outcome.MET:
            yield Violation("rule", result.key)


def _joining(steps: Iterable[Step], kinds: tuple[StepKind, ...]) -> Counter[str | None]:
    found: Counter[str | None] = Counter()
    for step in steps:
        if step.kind in kinds:
            found[step.inn] += step.count
    return found


def _allowed(problem: PlanProblem, step: Step, steps: tuple[Step, ...]) -> bool:
    """Whether the parties may take the step; what it costs and leads to is looked at elsewhere."""
    gone = {each.inn for each in steps if each.kind is StepKind.DROP_PARTICIPANT}
    joined = {each.inn for each in steps if each.kind in RECRUITS and each.inn}
    there = {p.inn for p in problem.cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    members = (there - gone) | joined
    if step.kind is StepKind.SHIFT_PURCHASES:
        once = sum((s.kind, s.partner, s.group) == (step.kind, step.partner, step.group) for s in steps) == 1
        able = step.inn in problem.makers.get(step.group or "", frozenset())
        enough = (step.amount or Decimal(0)) >= min(problem.costs.least_contract, _movable(problem, step))
        return once and able and enough and step.inn != step.partner and {step.inn, step.partner} <= members
    if step.kind is StepKind.BUY_MORE:
        enough = (step.amount or Decimal(0)) >= problem.costs.least_contract
        return (
            enough
            and {step.inn, step.partner} <= members
            and step.inn != step.partner
            and _trade(problem, step, joined)
        )
    if step.kind is StepKind.NEWCOMER_CONTRACT:
        return step.partner in members and (step.inn is None or step.inn in members) and step.inn != step.partner
    return step.count > 0


def _movable(problem: PlanProblem, step: Step) -> Decimal:
    """What the buyer has of the group from sellers who are no participants today."""
    today = {p.inn for p in problem.cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    own = [row for each in problem.candidates if each.participant.inn == step.partner for row in each.purchases]
    return sum(
        (
            row.amount
            for row in (*problem.cluster.purchases, *own)
            if (row.buyer, group_of(row.okpd2), row.year) == (step.partner, step.group, problem.cluster.year)
            and row.for_final_product
            and row.seller not in today
        ),
        Decimal(0),
    )


def _trade(problem: PlanProblem, step: Step, joined: set[str]) -> bool:
    """Whether the two trade for the final product already."""
    own = [row for each in problem.candidates if each.participant.inn in joined for row in each.purchases]
    return any(
        (row.buyer, row.seller, row.year) == (step.partner, step.inn, problem.cluster.year)
        and row.for_final_product
        and row.amount >= KOPECK
        and group_of(row.okpd2)
        for row in (*problem.cluster.purchases, *own)
    )


def _price(problem: PlanProblem, step: Step) -> Decimal | None:
    """The weight of a step; None where it is not allowed."""
    costs, amount = problem.costs, step.amount or Decimal(0)
    if step.kind is StepKind.SHIFT_PURCHASES:
        contract, rate = costs.shift_contract, costs.shift_rate
        return None if contract is None or rate is None else contract + rate * amount
    if step.kind is StepKind.BUY_MORE:
        return None if costs.buy_rate is None else costs.buy_rate * amount
    each = _recruiting(problem, step) if step.kind in RECRUITS else getattr(costs, _WEIGHTS[step.kind])
    return None if each is None else each * step.count


def _recruiting(problem: PlanProblem, step: Step) -> Decimal | None:
    costs = problem.costs
    usual = costs.recruit_supplier if step.kind is StepKind.RECRUIT_SUPPLIER else costs.recruit_final_producer
    if step.inn is None:
        extra = costs.on_special_territory if step.special_territory else Decimal(0)
        return None if usual is None or extra is None else usual + extra
    candidate = problem.candidate(step.inn)
    return usual if candidate is None or candidate.cost is None else candidate.cost


_WEIGHTS = {
    StepKind.SIGN_AGREEMENT: "agreement",
    StepKind.NEWCOMER_CONTRACT: "newcomer_contract",
    StepKind.DROP_PARTICIPANT: "drop_participant",
    StepKind.ADD_HIGH_PERFORMANCE_JOBS: "high_performance_job",
    StepKind.ADD_EDUCATION_BODY: "education_body",
    StepKind.ADD_TECHNOLOGICAL_OBJECT: "technological_object",
}
