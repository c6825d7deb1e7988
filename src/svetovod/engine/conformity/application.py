"""Steps taken: the cluster as it would be. Knows nothing of how the plan was found."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from svetovod.engine.model import (
    KOPECK,
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    Purchase,
)

from .plan import RECRUITS, Step, StepKind
from .problem import PlanProblem, group_of

_OBJECTS = {
    StepKind.ADD_EDUCATION_BODY: InfrastructureKind.EDUCATION,
    StepKind.ADD_TECHNOLOGICAL_OBJECT: InfrastructureKind.TECHNOLOGICAL,
}
_ANYBODY = "?"


class ImpossibleStepError(ValueError):
    """A step that cannot be taken: more is moved than is bought, a stranger is dropped."""


def apply(problem: PlanProblem, steps: Iterable[Step]) -> Cluster:
    """The cluster after the steps; raises `ImpossibleStepError`.

    Who joins does so on the problem's day, as a newcomer.
    """
    cluster = problem.cluster
    for step in sorted(steps, key=lambda each: each.kind not in RECRUITS):
        if step.kind in RECRUITS:
            cluster = _join(cluster, step, problem)
        elif step.kind is StepKind.DROP_PARTICIPANT:
            cluster = _drop(cluster, step)
        elif step.kind is StepKind.SHIFT_PURCHASES:
            cluster = _shift(cluster, step, problem)
        elif step.kind is StepKind.BUY_MORE:
            cluster = _buy(cluster, step, step.amount or Decimal(0), for_final_product=True)
        elif step.kind is StepKind.NEWCOMER_CONTRACT:
            cluster = _contract(cluster, step)
        elif step.kind is StepKind.ADD_HIGH_PERFORMANCE_JOBS:
            cluster = _jobs(cluster, step)
        elif step.kind in _OBJECTS:
            more = (InfrastructureObject(_OBJECTS[step.kind], step.kind.value),) * step.count
            cluster = replace(cluster, infrastructure=cluster.infrastructure + more)
    return cluster


def _join(cluster: Cluster, step: Step, problem: PlanProblem) -> Cluster:
    if step.inn is None:
        role = ParticipantRole.SUPPLIER if step.kind is StepKind.RECRUIT_SUPPLIER else ParticipantRole.FINAL_PRODUCER
        start = sum(p.inn.startswith(_ANYBODY) for p in cluster.participants)
        region = cluster.regions[0] if cluster.regions else ""
        joining = tuple(
            Participant(
                f"{_ANYBODY}{start + n}", _ANYBODY, role, region, step.special_territory,
                joined_on=problem.on, newcomer=True,
            )
            for n in range(step.count)
        )  # fmt: skip
        return replace(cluster, participants=cluster.participants + joining)
    candidate = problem.candidate(step.inn)
    if candidate is None:
        raise ImpossibleStepError(f"{step.inn} is no candidate")
    one = replace(candidate.participant, joined_on=problem.on, newcomer=True)
    return replace(
        cluster, participants=(*cluster.participants, one), purchases=cluster.purchases + candidate.purchases
    )


def _drop(cluster: Cluster, step: Step) -> Cluster:
    stay = tuple(p for p in cluster.participants if p.inn != step.inn)
    if len(stay) == len(cluster.participants):
        raise ImpossibleStepError(f"{step.inn} is no participant")
    return replace(cluster, participants=stay, purchases=tuple(r for r in cluster.purchases if r.buyer != step.inn))


def _shift(cluster: Cluster, step: Step, problem: PlanProblem) -> Cluster:
    """Takes the sum out of the outside purchases of the buyer and group, row by row, and gives it to the seller."""
    today = {p.inn for p in problem.cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    members = {p.inn for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE} | today
    left = step.amount or Decimal(0)
    rows = []
    for row in cluster.purchases:
        fits = row.buyer == step.partner and row.year == cluster.year and row.for_final_product
        outside = row.seller not in members and group_of(row.okpd2) == step.group
        part = min(row.amount, left) if fits and outside else Decimal(0)
        if part:
            left -= part
            rows.append(replace(row, seller=step.inn, amount=part))
        if row.amount != part or not part:
            rows.append(replace(row, amount=row.amount - part))
    if left:
        raise ImpossibleStepError(f"{step.partner} buys too little of {step.group} outside")
    return replace(cluster, purchases=tuple(rows))


def _buy(cluster: Cluster, step: Step, amount: Decimal, *, for_final_product: bool) -> Cluster:
    assert step.partner is not None
    row = Purchase(step.partner, step.inn, step.group or "", amount, cluster.year, for_final_product)
    return replace(cluster, purchases=(*cluster.purchases, row))


def _contract(cluster: Cluster, step: Step) -> Cluster:
    """The least trade there is, not for the final product: any contract ends being without cooperation."""
    if step.inn is not None:
        return _buy(cluster, step, KOPECK, for_final_product=False)
    traded = {row.seller for row in cluster.purchases}
    anybody = [p.inn for p in cluster.participants if p.inn.startswith(_ANYBODY) and p.inn not in traded]
    for inn in anybody[: step.count]:
        cluster = _buy(cluster, replace(step, inn=inn), KOPECK, for_final_product=False)
    return cluster


def _jobs(cluster: Cluster, step: Step) -> Cluster:
    people = tuple(
        replace(p, high_performance_jobs=(p.high_performance_jobs or 0) + step.count) if p.inn == step.inn else p
        for p in cluster.participants
    )
    return replace(cluster, participants=people)
