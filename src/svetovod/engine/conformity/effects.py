"""What each step of a plan changes, one after the other, as the rules measure it."""

from collections.abc import Iterable
from dataclasses import dataclass

from svetovod.engine.rules import Conclusion, evaluate
from svetovod.engine.rules.verdict import Number

from .application import apply
from .plan import Step
from .problem import PlanProblem


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and after a step, as printed; None = no data."""

    measure: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Effect:
    step: Step
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """The conclusions before any step and after all of them, and what happens between."""

    before: Conclusion
    after: Conclusion
    steps: tuple[Effect, ...]


def effects(problem: PlanProblem, steps: Iterable[Step]) -> Effects:
    """`steps` in the order of a plan; raises `ImpossibleStepError` for steps that cannot be taken."""
    verdict = start = evaluate(problem.cluster, on=problem.on, facts=problem.facts, act=problem.act)
    taken: list[Step] = []
    found = []
    for step in steps:
        taken.append(step)
        after = evaluate(apply(problem, taken), on=problem.on, facts=problem.facts, act=problem.act)
        changes = tuple(
            Change(name, verdict.measures[name], value)
            for name, value in after.measures.items()
            if verdict.measures[name] != value
        )
        found.append(Effect(step, changes))
        verdict = after
    return Effects(start.conclusion, verdict.conclusion, tuple(found))
