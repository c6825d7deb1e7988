"""`svetovod subsidy`: what a joint project may get."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.engine.facts import BeforeFirstEditionError, load
from svetovod.engine.model import Problem
from svetovod.wording.problems import problem_json

from .options import LANG, day, language
from .output import Exit, emit_json, fail, in_order, place

if TYPE_CHECKING:
    from svetovod.engine.model import JointProject
    from svetovod.engine.subsidy import Calculation

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: svetovod subsidy project.xlsx --on 2021-06-24 --json")
def subsidy(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Workbook of a joint project with its estimate.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the calculation; today if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """What a joint project may get under PP 41. Exit code: 0 something, 1 nothing eligible, 2 unusable input."""
    from svetovod.engine.subsidy import ACT, compute
    from svetovod.engine.workbooks import read_project

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    moment = day("--on", on, problems)
    facts = load()
    if moment is not None:
        try:
            facts.edition_on(ACT, moment)
        except BeforeFirstEditionError as error:
            params = {"first": error.first.isoformat(), "act": ACT}
            problems.append(Problem("date.before_first_edition", None, None, "--on", on, params))
    if problems or moment is None:
        fail(problems, as_json=as_json, lang=lang)
    found = read_project(file)
    if found.errors or found.value is None:
        fail(found.errors, found.notes, as_json=as_json, lang=lang)
    calculation = compute(found.value, on=moment, facts=facts)
    notes = in_order((*found.notes, *calculation.notes), ("Проект", "Смета"))
    if as_json:
        emit_json(_result(file, calculation, notes, lang))
    else:
        _show(found.value, calculation, notes, lang)
    raise typer.Exit(Exit.YES if any(row.eligible for row in calculation.rows) else Exit.NO)


def _result(file: Path, calculation: "Calculation", notes: tuple[Problem, ...], lang: str) -> dict[str, Any]:
    from svetovod.wording.subsidy import say_note, say_step

    return {
        "file": file.name,
        **calculation.to_json(),
        "steps": [
            {
                "code": step.code,
                "message": say_step(step, lang),
                "source": step.source and step.source.row,
                "status": step.source and step.source.status,
            }
            for step in calculation.steps
        ],
        "notes": [problem_json(note, lang) | {"message": say_note(note, lang)} for note in notes],
        "errors": [],
    }


def _show(project: "JointProject", calculation: "Calculation", notes: tuple[Problem, ...], lang: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from svetovod.wording.numbers import day as say_day
    from svetovod.wording.numbers import money
    from svetovod.wording.subsidy import UNVERIFIED, say_item, say_note, say_reason, say_step

    from .terminal import terminal

    russian = lang == "ru"
    console = terminal()
    most = money(calculation.granted_at_most, lang)
    headline = f"Субсидия не более {most}" if russian else f"Subsidy of at most {most}"
    console.print(f"[bold]{headline}[/]: {escape(project.title)}\n")
    for step in calculation.steps:
        console.print(f"  {escape(say_step(step, lang))}")
    table = Table(box=None, pad_edge=False)
    titles = ("Строка", "Статья", "Дата", "Сумма", "Итог") if russian else ("Row", "Item", "Date", "Amount", "Outcome")
    for title in titles:
        table.add_column(title, overflow="fold", justify="right" if title in {titles[0], titles[3]} else "left")
    counted = "принято" if russian else "counted"
    for row in calculation.rows:
        outcome = f"[green]+[/] {counted}" if row.reason is None else f"[red]-[/] {say_reason(row.reason, lang)}"
        cost = row.cost
        table.add_row(
            str(cost.row), say_item(cost.kind, lang), say_day(cost.on, lang), money(cost.amount, lang), outcome
        )
    console.print()
    console.print(table)
    for note in notes:
        console.print(f"{'Замечание' if russian else 'Note'}: {escape(place(note, lang) + say_note(note, lang))}")
    if any(step.source and step.source.status != "verified" for step in calculation.steps):
        console.print(f"\n{UNVERIFIED[0 if russian else 1]}", soft_wrap=True)
    disclaimer = "Это расчёт, а не решение." if russian else "This is a calculation, not a decision."
    console.print(disclaimer)
