"""`svetovod meet`: a schedule of business meetings."""

import sys
from pathlib import Path
from signal import SIGINT, signal
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from svetovod.engine.model import Problem

from .options import LANG, above_zero, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.engine.meetings import MeetingProblem, MeetingResult, Progress

app = typer.Typer(add_completion=False)
_EVERY = 2.0  # seconds between two lines of progress


@app.command(epilog="Example: svetovod meet forum.dzn --seconds 30 --json")
def meet(
    instance: Annotated[Path, typer.Argument(metavar="INSTANCE", help="A .dzn file or a workbook of meetings.")],
    seconds: Annotated[
        float, typer.Option(help="The best schedule so far is given after this time, or at Ctrl-C.")
    ] = 60.0,
    threads: Annotated[int, typer.Option(help="Searches at the same time, 1 to 3.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Business meetings to slots and tables with the fewest breaks. Exit code: 0 scheduled, 1 impossible, 3 unknown."""
    from svetovod.engine.meetings import MeetingStatus, check, read_problem, solve
    from svetovod.wording.problems import problem_json

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    above_zero("--seconds", seconds, problems)
    above_zero("--threads", threads, problems)
    found = read_problem(instance)
    problem = found.value
    if problems or problem is None:
        fail([*problems, *found.errors], found.notes, as_json=as_json, lang=lang)
    interrupted: list[int] = []
    signal(SIGINT, lambda number, _: interrupted.append(number))
    result = solve(
        problem, stop=lambda: bool(interrupted), clock=monotonic, seconds=seconds, threads=threads, tell=_Teller(lang)
    )
    if broken := check(problem, result):
        raise RuntimeError(f"the schedule does not hold: {broken[:3]}")
    if as_json:
        emit_json(
            {
                "file": instance.name,
                **result.to_json(),
                "notes": [problem_json(note, lang) for note in found.notes],
                "errors": [],
            }
        )
    else:
        _show(problem, result, lang)
    codes = {MeetingStatus.INFEASIBLE: Exit.NO, MeetingStatus.UNKNOWN: Exit.UNDETERMINED}
    raise typer.Exit(codes.get(result.status, Exit.YES))


class _Teller:
    """Progress on standard error, a line every few seconds."""

    def __init__(self, lang: str) -> None:
        self._next = monotonic() + _EVERY
        self._line = (
            "{seconds:.0f} с: окон {breaks}, не меньше {bound}"
            if lang == "ru"
            else "{seconds:.0f} s: breaks {breaks}, at least {bound}"
        )

    def __call__(self, progress: "Progress") -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + _EVERY
            best = "—" if progress.breaks is None else progress.breaks
            print(  # noqa: T201 - progress belongs on standard error
                self._line.format(seconds=progress.seconds, breaks=best, bound=progress.bound), file=sys.stderr
            )


def _show(problem: "MeetingProblem", result: "MeetingResult", lang: str) -> None:
    from rich.table import Table

    from svetovod.engine.meetings import MeetingStatus, tightest_first
    from svetovod.wording.meetings import say_greedy, say_headline, say_participant, say_reason

    from .terminal import terminal

    console = terminal()
    console.print(f"[bold]{say_headline(result, lang)}[/]\n")
    if result.status is MeetingStatus.INFEASIBLE:
        console.print(say_reason(result.reason, problem, lang), markup=False)
        return
    if not result.slots:
        return
    table = Table(box=None, pad_edge=False)
    titles = (("Слот", "Стол", "Встреча", "Участники"), ("Slot", "Table", "Meeting", "Participants"))
    for title, justify in zip(titles[0 if lang == "ru" else 1], ("right", "right", "right", "left"), strict=True):
        table.add_column(title, justify=justify)  # type: ignore[arg-type]
    for slot, place, number in sorted(zip(result.slots, result.tables, range(len(result.slots)), strict=True)):
        people = (say_participant(who, problem, lang, bare=True) for who in problem.meetings[number].people)
        table.add_row(str(slot), str(place), str(number + 1), " — ".join(people))
    console.print(table)
    draft = tightest_first(problem)
    console.print(f"\n{say_greedy(draft.unplaced, draft.breaks, lang)}")
