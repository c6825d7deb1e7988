"""The plan for reading in a terminal: the answer first, the steps with what they change, the proof, the next best."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from svetovod.engine.conformity import Plan, PlanProblem, PlanStatus, Step, effects
from svetovod.engine.model import Problem
from svetovod.wording.conformity import (
    say_change,
    say_cost,
    say_headline,
    say_missing,
    say_next_best,
    say_obstacle,
    say_proof,
    say_step,
)
from svetovod.wording.numbers import day
from svetovod.wording.plan_scope import say_scope
from svetovod.wording.problems import say
from svetovod.wording.rules import CONCLUSIONS
from svetovod.wording.rules_evidence import pick

from .output import place
from .terminal import terminal

_COLOURS = {PlanStatus.OPTIMAL: "green", PlanStatus.FEASIBLE: "yellow", PlanStatus.INFEASIBLE: "red"}


def show(plan: Plan, problem: PlanProblem, notes: Sequence[Problem], *, lang: str) -> None:
    console = terminal()
    console.print(
        f"[bold {_COLOURS.get(plan.status, 'yellow')}]{say_headline(plan, lang)}[/]: {escape(problem.cluster.name)}"
    )
    console.print(_edition(problem, lang))
    if plan.steps:
        _steps(console, plan, problem, lang)
    if plan.cost is not None:
        console.print(f"\n{say_proof(plan, lang)}", soft_wrap=True)
    if plan.next_best is not None:
        console.print(f"\n[bold]{say_next_best(plan, lang)}[/]")
        console.print(_table(plan.next_best.steps, lang))
    if plan.status is PlanStatus.INFEASIBLE:
        for obstacle in plan.obstacles:
            console.print(f"  {escape(say_obstacle(obstacle, problem.facts, lang))}")
    if plan.status is PlanStatus.UNDETERMINED:
        console.print(say_missing(plan, problem.facts, lang))
    for said in say_scope(problem.facts, problem.act, problem.on, lang):
        console.print(f"\n{said}", soft_wrap=True)
    for note in notes:
        console.print(f"{pick(('Замечание', 'Note'), lang)}: {escape(place(note, lang) + say(note, lang))}")
    console.print(
        pick(
            (
                "\nСтоимость шагов считается по весам, рубли или баллы (--costs). "
                "Это расчёт, а не решение Минпромторга.",
                "\nSteps cost what the weights say, rubles or points (--costs). "
                "A calculation, not a decision of the ministry.",
            ),
            lang,
        )
    )


def _edition(problem: PlanProblem, lang: str) -> str:
    edition = problem.facts.edition_on(problem.act, problem.on)
    act, on, since = problem.facts.act(problem.act).number, day(problem.on, lang), day(edition.on, lang)
    ru = f"На {on}: ПП № {act} в редакции № {edition.number} от {since}, все обязательные и предупреждающие правила."
    en = f"On {on}: PP {act}, edition No. {edition.number} of {since}, all hard and warn rules."
    return pick((ru, en), lang)


def _steps(console: Console, plan: Plan, problem: PlanProblem, lang: str) -> None:
    changed = effects(problem, plan.steps)
    console.print()
    console.print(_table(plan.steps, lang, [[say_change(c, lang) for c in effect.changes] for effect in changed.steps]))
    before, after = (pick(CONCLUSIONS[each], lang) for each in (changed.before, changed.after))
    console.print(f"{pick(('Вердикт', 'Verdict'), lang)}: {before} → {after}.")


def _table(steps: Iterable[Step], lang: str, changes: Sequence[Sequence[str]] | None = None) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(pick(("Шаг", "Step"), lang), overflow="fold")
    table.add_column(pick(("Стоимость", "Cost"), lang), justify="right", no_wrap=True)
    if changes is not None:
        table.add_column(pick(("Что меняется", "What it changes"), lang), overflow="fold")
    for number, step in enumerate(steps):
        changed = () if changes is None else ("\n".join(changes[number]),)
        table.add_row(escape(say_step(step, lang)), say_cost(step.cost, lang), *changed)
    return table
