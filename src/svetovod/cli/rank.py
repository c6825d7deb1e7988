"""`svetovod rank`: a selection round, from scores to places and money."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svetovod.engine.model import Problem
from svetovod.wording.problems import problem_json

from .options import LANG, chosen, language
from .output import Exit, emit_json, fail, in_order, place
from .rank_view import show_calibration, show_robustness

if TYPE_CHECKING:
    from svetovod.engine.model import SelectionRound
    from svetovod.engine.ranking import Ranking
    from svetovod.engine.robustness import Robustness

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: svetovod rank round.xlsx --json  |  svetovod rank round.xlsx --why P07")
def rank(  # noqa: PLR0917
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Workbook of a selection round.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
    calibrated: Annotated[
        bool, typer.Option("--calibration", help="Beside the result: the order were all experts equally severe.")
    ] = False,
    sure: Annotated[
        bool, typer.Option("--robustness", help="Beside the result: how sure it is. Draws are seeded.")
    ] = False,
    draws: Annotated[int, typer.Option(min=100, max=1_000_000, help="Draws of --robustness.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of --robustness.")] = 1,
    why: Annotated[str | None, typer.Option(metavar="CODE", help="Explain one project's place and money.")] = None,
) -> None:
    """The ranking of a round with its money and with every case without one expert. Exit code: 0, 2 unusable input."""
    from svetovod.engine.ranking import calibrate
    from svetovod.engine.ranking import rank as rank_round
    from svetovod.engine.workbooks import read_round
    from svetovod.wording.ranking import say_note

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    found = read_round(file)
    if found.errors or found.value is None:
        fail(found.errors, found.notes, as_json=as_json, lang=lang)
    if why is not None:
        chosen("--why", why, [candidate.code for candidate in found.value.candidates], problems)
    if problems:
        fail(problems, found.notes, as_json=as_json, lang=lang)
    ranking = rank_round(found.value)
    notes = in_order((*found.notes, *ranking.notes), ("Отбор", "Критерии", "Проекты", "Оценки"))
    aside = calibrate(found.value, ranking) if calibrated else None
    looked = _look(found.value, ranking, draws, seed) if sure else None
    if as_json:
        said = [problem_json(note, lang) | {"message": say_note(note, lang)} for note in notes]
        more = {} if aside is None else {"calibration": aside.to_json()}
        more |= {} if looked is None else {"robustness": looked.to_json() | {"sha256": looked.sha256}}
        emit_json({"file": file.name, **ranking.to_json(), **more, "notes": said, "errors": []})
    elif why is not None:
        _explain(ranking, why, lang)
    else:
        _show(ranking, notes, lang)
        if aside is not None:
            show_calibration(aside, lang)
        if looked is not None:
            show_robustness(looked, lang)
    raise typer.Exit(Exit.YES)


def _look(round_: "SelectionRound", ranking: "Ranking", draws: int, seed: int) -> "Robustness":
    """Region is of the projects themselves, where the workbook has it."""
    from svetovod.engine.robustness import Params, assess

    traits = {"region": {candidate.code: candidate.region for candidate in round_.candidates}}
    return assess(round_, params=Params(draws=draws), seed=seed, ranking=ranking, traits=traits)


def _show(ranking: "Ranking", notes: tuple[Problem, ...], lang: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from svetovod.wording.numbers import money, number
    from svetovod.wording.ranking import say_note, say_outcome, say_tie

    from .terminal import terminal

    side = 0 if lang == "ru" else 1
    console = terminal()
    sums = [money(amount, lang) for amount in (ranking.allocated, ranking.round.limit, ranking.left)]
    headline = ("Распределено {} из {}, осталось {}", "Allocated {} of {}, {} left")[side].format(*sums)
    console.print(f"[bold]{headline}[/]\n")
    table = Table(box=None, pad_edge=False)
    titles = (
        (("Место", "Rank"), "right"),
        (("Проект", "Project"), "left"),
        (("Балл", "Score"), "right"),
        (("Итог", "Outcome"), "left"),
        (("Выделено", "Allocated"), "right"),
        (("При равенстве", "Tie"), "left"),
        (("Без одного эксперта", "Without one expert"), "left"),
    )
    for title, justify in titles:
        table.add_column(title[side], justify=justify, overflow="fold")  # type: ignore[arg-type]
    unsteady = ("зависит от одного эксперта", "hangs on one expert")[side]
    for row in ranking.places:
        span = "—" if row.best is None else str(row.best) if row.best == row.worst else f"{row.best}–{row.worst}"
        table.add_row(
            str(row.rank),
            escape(row.project),
            number(Decimal(row.shown_score), lang),
            say_outcome(row.outcome, lang),
            money(row.allocated, lang),
            escape(say_tie(row.tie_broken_by, lang)) if row.tie_broken_by else "",
            span if row.stable else f"{span}, {unsteady}",
        )
    for project, outcome in ranking.unranked:
        table.add_row("—", escape(project), "", say_outcome(outcome, lang), "", "", "")
    console.print(table)
    for case in ranking.without:
        if case.gained or case.lost:
            text = ("Без эксперта {}: получают деньги {}; теряют {}.", "Without {}: {} gain money; {} lose it.")[side]
            names = [", ".join(codes) or "—" for codes in (case.gained, case.lost)]
            console.print(escape(text.format(case.expert, *names)))
    for note in notes:
        console.print(f"{('Замечание', 'Note')[side]}: {escape(place(note, lang) + say_note(note, lang))}")


def _explain(ranking: "Ranking", code: str, lang: str) -> None:
    from rich.markup import escape

    from svetovod.wording.ranking import say_contribution, say_outcome, say_reason

    from .terminal import terminal

    console = terminal()
    explanation = ranking.why(code)
    names = {criterion.code: criterion.name for criterion in ranking.round.criteria}
    console.print(f"[bold]{escape(code)}: {say_outcome(explanation.outcome, lang)}[/]\n")
    for part in explanation.contributions:
        console.print(f"  {escape(say_contribution(part, names[part.criterion], lang))}")
    for reason in (*explanation.place, *explanation.money):
        console.print(escape(say_reason(reason, lang)))
