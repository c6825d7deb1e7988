"""`svetovod check`: does a cluster conform; with `--bulk`, very many clusters at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svetovod.engine.facts import BeforeFirstEditionError, Facts
from svetovod.engine.model import Problem

from .options import LANG, chosen, day, facts_with, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.engine.frames import Engine

ACTS = ("pp779",)
ENGINES = ("polars", "duckdb")

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Request:
    """The options, understood."""

    path: Path
    on: date
    act: str
    facts: Facts
    as_json: bool
    lang: str


@app.command(
    epilog="Example: svetovod check cluster.xlsx --on 2021-06-24 --json  |  svetovod check data/ --bulk -o out.parquet"
)
def check(  # noqa: PLR0917 - the options of one command
    file: Annotated[Path, typer.Argument(metavar="FILE|PATH", help="Workbook of a cluster; with --bulk a folder.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the judgement; today if left out.")] = None,
    act: Annotated[str, typer.Option(help="The act: pp779.")] = "pp779",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
    verified: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="Items verified against the act.")] = None,
    bulk: Annotated[bool, typer.Option("--bulk", help="Judge a folder of workbooks or of Parquet tables.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="With --bulk: .parquet or .csv.")] = None,
    engine: Annotated[
        str, typer.Option(metavar="polars|duckdb", help="With --bulk: who computes; the answer is the same.")
    ] = "polars",
) -> None:
    """Does a cluster conform to PP 779. Exit code: 0 conforms, 1 does not, 2 unusable input, 3 undetermined."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    chosen("--act", act, ACTS, problems)
    computing = None
    if bulk:
        from .check_bulk import wrong_options
        from .frames import engine_for

        problems += wrong_options(file, output)
        computing = engine_for(engine, problems, lang)
    else:
        chosen("--engine", engine, ENGINES, problems)
        if output is not None:
            problems.append(Problem("usage.invalid", column="-o", value=str(output), params={"needed": "--bulk"}))
    moment = day("--on", on, problems)
    facts = facts_with(verified, problems)
    if moment is not None and not problems:
        problems += before_the_act(facts, act, moment, str(on))
    if problems or moment is None:
        fail(problems, as_json=as_json, lang=lang)
    request = Request(file, moment, act, facts, as_json, lang)
    if computing is not None and output is not None:
        _bulk(request, output, computing)
    else:
        _single(request)


def before_the_act(facts: Facts, act: str, moment: date, typed: str) -> list[Problem]:
    """`date.before_first_edition`, or nothing."""
    try:
        facts.edition_on(act, moment)
    except BeforeFirstEditionError as error:
        params = {"first": error.first.isoformat(), "act": act}
        return [Problem("date.before_first_edition", column="--on", value=typed, params=params)]
    return []


def _single(request: Request) -> None:
    from svetovod.engine.rules import Conclusion, evaluate
    from svetovod.engine.workbooks import read_cluster

    found = read_cluster(request.path)
    if found.errors or found.value is None:
        fail(found.errors, found.notes, as_json=request.as_json, lang=request.lang)
    verdict = evaluate(found.value, on=request.on, facts=request.facts, act=request.act)
    if request.as_json:
        from svetovod.wording.rules import check_json

        emit_json(check_json(request.path.name, verdict, found.notes, request.lang))
    else:
        from .check_view import show

        show(verdict, found.value, request.facts, found.notes, lang=request.lang)
    codes = {Conclusion.CONFORMING: Exit.YES, Conclusion.UNDETERMINED: Exit.UNDETERMINED}
    raise typer.Exit(codes.get(verdict.conclusion, Exit.NO))


def _bulk(request: Request, output: Path, engine: "Engine") -> None:
    from .check_bulk import run

    run(
        request.path, output, engine=engine, on=request.on, facts=request.facts, as_json=request.as_json,
        lang=request.lang,
    )  # fmt: skip
