"""`svetovod assign`: experts to projects."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from svetovod.engine.model import Problem

from .options import LANG, above_zero, chosen, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.engine.assignment import AssignmentResult

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: svetovod assign instance.npz --objective fair --json")
def assign(
    instance: Annotated[Path, typer.Argument(metavar="INSTANCE.npz", help="Scores, coverage, loads, conflicts.")],
    objective: Annotated[
        str, typer.Option(help="total: the best sum; fair: the least-served project first.")
    ] = "total",
    seconds: Annotated[float, typer.Option(help="No new search begins after this time.")] = 60.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Experts to projects by fit, conflicts and loads. Exit code: 0 assigned, 1 impossible, 2 unusable input."""
    from svetovod.engine.assignment import AssignmentStatus, Objective, check, read_problem, solve

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    chosen("--objective", objective, [one.value for one in Objective], problems)
    above_zero("--seconds", seconds, problems)
    found = read_problem(instance)
    if isinstance(found, tuple):
        problems += found
    if problems or isinstance(found, tuple):
        fail(problems, as_json=as_json, lang=lang)
    result = solve(found, objective=Objective(objective), stop=_after(seconds))
    if broken := check(found, result):
        raise RuntimeError(f"the assignment does not hold: {broken[:3]}")
    if as_json:
        emit_json({"file": instance.name, "objective": objective, **result.to_json(), "notes": [], "errors": []})
    else:
        _show(result, lang)
    raise typer.Exit(Exit.NO if result.status is AssignmentStatus.INFEASIBLE else Exit.YES)


def _after(seconds: float) -> Callable[[], bool]:
    ends = monotonic() + seconds
    return lambda: monotonic() > ends


def _show(result: "AssignmentResult", lang: str) -> None:
    from rich.table import Table

    from svetovod.wording.assignment import say_headline, say_shortage

    from .terminal import terminal

    console = terminal()
    console.print(f"[bold]{say_headline(result, lang)}[/]\n")
    if result.shortage:
        console.print(say_shortage(result.shortage, lang))
        return
    side = 0 if lang == "ru" else 1
    table = Table(box=None, pad_edge=False)
    table.add_column(("Проект", "Project")[side], justify="right")
    table.add_column(("Эксперты", "Experts")[side])
    panels: dict[int, list[str]] = {}
    for project, expert in result.pairs:
        panels.setdefault(project, []).append(str(expert))
    for project, experts in panels.items():
        table.add_row(str(project), ", ".join(experts))
    console.print(table)
