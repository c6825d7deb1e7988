"""The cheapest plan with its proof, the next best, or what cannot be met. Without chance: the same every time."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from svetovod.engine.facts import Use
from svetovod.engine.model import ParticipantRole, PossibleParticipant
from svetovod.engine.rules import Outcome, Verdict, evaluate

from . import requirements as keys
from .plan import Alternative, Plan, PlanStatus, exact_cost
from .problem import PlanProblem
from .requirements import Requirements, requirements
from .tables import Tables, tables_of

if TYPE_CHECKING:
    from .program import Program
    from .search import Found, Search


@dataclass(frozen=True, slots=True)
class Params:
    """`nodes` limits each search: boxes looked at, never the clock, so that the answer is the same everywhere."""

    nodes: int = 20_000
    next_best: bool = True


def solve(problem: PlanProblem, *, params: Params | None = None, stop: Callable[[], bool] | None = None) -> Plan:
    """The cheapest allowed steps after which every hard and warn rule of the day is met.

    Undetermined: rules without data are named; none named, the limit came before any plan.
    Raises `facts.BeforeFirstEditionError`, and `AmountsTooLargeError` for sums beyond any cluster's.
    """
    params, stop = params or Params(), stop or (lambda: False)
    verdict = evaluate(problem.cluster, on=problem.on, facts=problem.facts, act=problem.act)
    missing = _missing(problem, verdict)
    if missing:
        return Plan(PlanStatus.UNDETERMINED, missing=missing)
    if all(rule.outcome is Outcome.MET for rule in verdict.rules if rule.use in {Use.HARD, Use.WARN}):
        # a step that costs nothing is still a step: nobody is sent to take it
        return Plan(PlanStatus.OPTIMAL, (), Decimal(0), Decimal(0), None)
    from .search import Search

    asks = requirements(problem.facts, problem.on)
    tables = tables_of(problem, asks)
    search = Search(params.nodes, stop)
    best = search.cheapest(lambda kept, reduced: _program(problem, tables, asks, kept, reduced), asks.cases)
    if best is None:
        from .obstacles import obstacles

        return Plan(PlanStatus.INFEASIBLE, obstacles=obstacles(problem, tables, asks, search))
    if best.steps is None:
        return Plan(PlanStatus.UNDETERMINED)
    status = PlanStatus.OPTIMAL if best.proven else PlanStatus.FEASIBLE
    other = _next_best(problem, tables, asks, search, best) if params.next_best and best.steps else None
    return Plan(status, best.steps, exact_cost(best.cost), exact_cost(best.bound), other)


def _program(problem: PlanProblem, tables: Tables, asks: Requirements, kept: int | None, reduced: bool) -> "Program":
    from .program import Program

    return Program(problem, tables, asks, kept=kept, reduced=reduced)


def _missing(problem: PlanProblem, verdict: Verdict) -> tuple[str, ...]:
    """Hard and warn rules without data: a plan stands on known figures only.

    A cluster without final producers has no purchases either; a candidate who brings them mends both.
    """
    blank = [r.key for r in verdict.rules if r.use in {Use.HARD, Use.WARN} and r.outcome is Outcome.NO_DATA]
    if verdict.measures["final_producers"] == 0 and any(_buys(each, problem) for each in problem.candidates):
        blank = [key for key in blank if key != keys.DEPENDENCE]
    return tuple(blank)


def _buys(candidate: PossibleParticipant, problem: PlanProblem) -> bool:
    return candidate.participant.role is ParticipantRole.FINAL_PRODUCER and any(
        row.amount and row.for_final_product and row.year == problem.cluster.year for row in candidate.purchases
    )


def _next_best(
    problem: PlanProblem, tables: Tables, asks: Requirements, search: "Search", best: "Found"
) -> Alternative | None:
    """Again, but without at least one of the steps of the best."""

    def program_of(kept: int | None, reduced: bool) -> "Program":
        program = _program(problem, tables, asks, kept, reduced)
        program.leave_one_out(best.signature)
        return program

    found = search.cheapest(program_of, asks.cases, best.bound)
    if found is None or found.steps is None:
        return None
    dearer: Fraction = found.cost - best.cost
    return Alternative(found.steps, exact_cost(found.cost), exact_cost(dearer), found.proven)
