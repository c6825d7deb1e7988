"""What the page of the cheapest way to conform shows, made from a workbook, a day and the weights chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from svetovod.web.common import formatting
from svetovod.wording import conformity as words
from svetovod.wording import plan_scope
from svetovod.wording.rules import CONCLUSIONS
from svetovod.wording.rules_evidence import pick

from . import bridge


@dataclass(frozen=True, slots=True)
class StepRow:
    sentence: str
    cost: str
    changes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    plan: Any
    edition: Any
    headline: str
    proof: str
    cost: str
    steps: Sequence[StepRow]
    before: str
    after: str
    next_best: str
    other_steps: Sequence[StepRow]
    dearer: str
    obstacles: Sequence[str]
    missing: str
    scope: Sequence[str]
    left_alone: Sequence[str]

    @property
    def nothing(self) -> bool:
        """Whether the cluster conforms as it is."""
        return self.plan.status.value == "optimal" and not self.plan.steps

    @property
    def found(self) -> bool:
        return self.plan.cost is not None


def build(
    content: dict[str, Any], on: date, weights: bridge.Weights, joining: Sequence[Any], names: Mapping[str, str]
) -> Page:
    """Raises `OverflowError` and `TimeoutError`, as `bridge.plan` does. `joining` and `names`: see `bridge.problem`."""
    lang = formatting.lang()
    problem = bridge.problem(content, on, weights, joining, names)
    plan = bridge.plan(problem)
    changed = bridge.plan_effects(problem, plan)
    other = plan.next_best
    return Page(
        plan=plan,
        edition=problem.facts.edition_on(problem.act, on),
        headline=words.say_headline(plan, lang),
        proof=words.say_proof(plan, lang),
        cost="" if plan.cost is None else words.say_cost(plan.cost, lang),
        steps=[_row(each.step, lang, each.changes) for each in changed.steps],
        before=pick(CONCLUSIONS[changed.before], lang),
        after=pick(CONCLUSIONS[changed.after], lang),
        next_best=words.say_next_best(plan, lang),
        other_steps=[_row(step, lang) for step in other.steps] if other else [],
        dearer=words.say_cost(other.dearer_by, lang) if other else "",
        obstacles=[words.say_obstacle(each, problem.facts, lang) for each in plan.obstacles],
        missing=words.say_missing(plan, problem.facts, lang) if plan.status.value == "undetermined" else "",
        scope=plan_scope.say_scope(problem.facts, problem.act, on, lang),
        left_alone=plan_scope.say_left(problem.facts, problem.act, on, lang),
    )


def _row(step: Any, lang: str, changes: Sequence[Any] = ()) -> StepRow:
    return StepRow(
        words.say_step(step, lang), words.say_cost(step.cost, lang), [words.say_change(each, lang) for each in changes]
    )
