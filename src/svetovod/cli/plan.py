"""`svetovod plan`: the cheapest way to conform."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.engine.facts import BeforeFirstEditionError, Facts
from svetovod.engine.model import Problem
from svetovod.wording.problems import problem_json

from .options import LANG, day, facts_with, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.engine.conformity import Costs, Plan, PlanProblem
    from svetovod.engine.model import PossibleParticipant

ACT = "pp779"

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Request:
    """The options, understood."""

    file: Path
    on: date
    facts: Facts
    costs: "Costs"
    candidates: "tuple[PossibleParticipant, ...]"
    notes: tuple[Problem, ...]
    as_json: bool
    lang: str


@app.command(
    epilog="Example: svetovod plan cluster.xlsx --on 2021-06-24 --costs weights.toml --candidates candidates.csv --json"
)
def plan(  # noqa: PLR0917 - the options of one command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Workbook of a cluster.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the judgement; today if left out.")] = None,
    costs: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="What steps cost: TOML or JSON.")] = None,
    candidates: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Who could join: XLSX, or CSV of its first sheet.")
    ] = None,
    verified: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="Items verified against the act.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """The cheapest way to conform to PP 779. Exit code: 0 a plan, 1 no plan, 2 unusable input, 3 data are missing."""
    from svetovod.engine.workbooks import read_cluster

    request = _understood(file, on, costs, candidates, verified, as_json, lang)
    found = read_cluster(file)
    if found.errors or found.value is None:
        fail(found.errors, found.notes, as_json=as_json, lang=lang)
    from svetovod.engine.conformity import AmountsTooLargeError, PlanStatus, prepare, solve

    problem = prepare(
        found.value, on=request.on, facts=request.facts, costs=request.costs, candidates=request.candidates
    )
    try:
        made = solve(problem)
    except AmountsTooLargeError:
        fail([Problem("amounts.too_large")], as_json=as_json, lang=lang)
    notes = (*found.notes, *request.notes)
    if as_json:
        emit_json(_result(request, problem, made, notes))
    else:
        from .plan_view import show

        show(made, problem, notes, lang=lang)
    codes = {PlanStatus.INFEASIBLE: Exit.NO, PlanStatus.UNDETERMINED: Exit.UNDETERMINED}
    raise typer.Exit(codes.get(made.status, Exit.YES))


def _understood(  # noqa: PLR0917 - the options of one command
    file: Path, on: str | None, costs: Path | None, candidates: Path | None, verified: Path | None, as_json: bool,
    lang: str,
) -> Request:  # fmt: skip
    """The options with their files, or everything that is wrong with them."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    moment = day("--on", on, problems)
    facts = facts_with(verified, problems)
    if moment is not None:
        try:
            facts.edition_on(ACT, moment)
        except BeforeFirstEditionError as error:
            params = {"first": error.first.isoformat(), "act": ACT}
            problems.append(Problem("date.before_first_edition", column="--on", value=on, params=params))
    weights = _costs(costs, problems)
    joining, notes = _candidates(candidates, problems)
    if problems or moment is None:
        fail(problems, notes, as_json=as_json, lang=lang)
    return Request(file, moment, facts, weights, joining, notes, as_json, lang)


def _costs(path: Path | None, problems: list[Problem]) -> "Costs":
    from svetovod.engine.conformity import Costs, CostsError, read_costs
    from svetovod.engine.conformity.costs import NAMES

    if path is None:
        return Costs()
    try:
        return read_costs(path)
    except CostsError as error:
        if error.why == "unknown":
            params: dict[str, str | int] = {"allowed": ", ".join(NAMES)}
            problems.append(Problem("choice.unknown", column="--costs", value=error.name, params=params))
        else:
            given = {"reason": "weight", "item": f"{error.name} = {error.given}"}
            problems.append(Problem("number.invalid", column="--costs", value=error.given, params=given))
    except OSError:
        problems.append(Problem("file.unreadable", column="--costs", value=str(path), params={"kind": "missing"}))
    except ValueError as error:
        problems.append(Problem("file.unreadable", column="--costs", value=str(error), params={"kind": "costs"}))
    return Costs()


def _candidates(
    path: Path | None, problems: list[Problem]
) -> "tuple[tuple[PossibleParticipant, ...], tuple[Problem, ...]]":
    from svetovod.engine.workbooks import read_candidates

    if path is None:
        return (), ()
    found = read_candidates(path)
    problems += found.errors
    return found.value or (), found.notes


def _result(request: Request, problem: "PlanProblem", made: "Plan", notes: tuple[Problem, ...]) -> dict[str, Any]:
    from svetovod.engine.conformity import effects
    from svetovod.wording.conformity import say_headline, say_next_best, say_proof, say_step

    lang, edition = request.lang, request.facts.edition_on(ACT, request.on)
    changed = effects(problem, made.steps)
    return {
        "file": request.file.name,
        "on": request.on.isoformat(),
        "act": ACT,
        "edition": edition.on.isoformat(),
        "edition_date_is": edition.date_is,
        "verdict_before": changed.before.value,
        "verdict_after": changed.after.value if made.cost is not None else None,
        **made.to_json(lambda step: say_step(step, lang)),
        "message": " ".join(filter(None, (say_headline(made, lang), say_proof(made, lang), say_next_best(made, lang)))),
        "costs": request.costs.to_json(),
        "notes": [problem_json(note, lang) for note in notes],
        "errors": [],
    }
