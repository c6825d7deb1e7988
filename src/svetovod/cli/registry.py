"""`svetovod registry`: a file of a state registry, as it is downloaded, to a clean table."""

import csv
import io
import sys
import time
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any, NoReturn

import typer

from svetovod.engine.model import Problem
from svetovod.engine.openregistries import (
    KINDS,
    START,
    Batch,
    Kind,
    Place,
    Source,
    read,
    seconds_left,
    source_of,
)
from svetovod.wording.open_registries import say_kept, say_left, say_source
from svetovod.wording.problems import problem_json, say

from .options import LANG, chosen, language
from .output import emit_json, fail, named_once, place, write_whole
from .piped import as_file
from .registry_table import SUFFIXES, Table, beside
from .streams import OutputLostError

app = typer.Typer(add_completion=False)
_NAMES = ", ".join(KINDS)
_TOLD = 20  # rejected rows in the readable output; --rejected has all that are kept


@app.command(epilog="Example: svetovod registry sme data-10062025-structure-10062025.zip -o sme.parquet")
def registry(  # noqa: PLR0917 - the options of one command
    kind: Annotated[str, typer.Argument(help=f"{_NAMES}.", metavar="KIND")],
    file: Annotated[Path, typer.Argument(help="The file as it was downloaded: ZIP, XML, XLSX or CSV.", metavar="FILE")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the rows as .parquet or .csv; a killed call goes on.")
    ] = None,
    rejected: Annotated[
        Path | None, typer.Option("--rejected", help="Write the rejected rows, the first 1,000, as CSV.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Open data of the state to a clean table. Exit code: 0 read, 2 the file is refused."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    chosen("KIND", kind, KINDS, problems)
    if output is not None:
        chosen("-o", output.suffix.lower(), SUFFIXES, problems)
    if not problems and not (file.is_file() or file.is_fifo()):
        problems.append(Problem("file.unreadable", value=str(file), params={"kind": "missing"}))
    outputs = {"-o": output, "--rejected": rejected}
    named_once([file], outputs, problems, {"-o": beside(output)} if output else {})
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    with as_file(file, as_json=as_json, lang=lang) as whole:
        _read_whole(Kind(kind), whole, output, rejected, as_json=as_json, lang=lang)


def _read_whole(
    kind: Kind, file: Path, output: Path | None, rejected: Path | None, *, as_json: bool, lang: str
) -> None:
    source = source_of(file)
    try:
        table = None if output is None else Table(output, source, kind)
    except OSError as error:
        _unwritable(error, "-o", output, as_json=as_json, lang=lang)
    before = table.before if table else None

    def tell() -> None:
        if as_json:
            emit_json({**told, "output": output and str(output), "notes": [], "errors": []})
        else:
            _show(told, source, output, lang)

    def place_table() -> None:
        if table is None or before:
            tell()
            return
        try:
            table.place(tell)
        except OSError as error:
            table.keep_rows()
            _unwritable(error, "-o", output, as_json=as_json, lang=lang)

    told = {}
    try:
        told = before or _Run(kind, file, source, table, as_json=as_json, lang=lang).read()
        if rejected is None:
            place_table()
        else:
            write_whole(rejected, partial(_write_rejected, told["rejected"]), place_table)
    except OutputLostError:
        if table and not before:
            table.drop()
        raise
    except OSError as error:
        if table:
            table.keep_rows()
        option, path = ("--rejected", rejected) if told else ("-o", output)
        _unwritable(error, option, path, as_json=as_json, lang=lang)


def _unwritable(error: OSError, option: str, path: Path | None, *, as_json: bool, lang: str) -> NoReturn:
    typer.echo(f"{error.filename2 or error.filename or path}: {error.strerror}", err=True)
    fail([Problem("file.unwritable", column=option, value=str(path))], as_json=as_json, lang=lang)


class _Run:
    """One call: goes on where a killed one stopped, tells on standard error how far it is."""

    def __init__(
        self, kind: Kind, file: Path, source: Source, table: Table | None, *, as_json: bool, lang: str
    ) -> None:
        self._kind, self._file, self._source, self._table = kind, file, source, table
        self._as_json, self._lang = as_json, lang
        self._state: dict[str, Any] = {"rows": 0, "rejections": 0, "people": 0, "rejected": [], "place": list(START)}
        self._begun, self._from = time.monotonic(), -1

    def read(self) -> dict[str, Any]:
        if self._table:
            self._state |= self._table.state
            self._table.begin()
        for batch in read(self._kind, self._file, after=Place(*self._state["place"])):
            if batch.refused is not None:
                self._refuse(batch.refused)
            self._keep(batch)
        if sys.stderr.isatty():
            typer.echo(err=True)
        state = self._state
        told = {
            "kind": str(self._kind), "file": self._source.name, "sha256": self._source.sha256,
            "dated": self._source.dated and self._source.dated.isoformat(), "rows": state["rows"],
            "rows_rejected": state["rejections"], "people_left_out": state["people"], "rejected": state["rejected"],
        }  # fmt: skip
        if self._table:
            self._table.finish(told)
        return told

    def _keep(self, batch: Batch) -> None:
        state = self._state
        state["rows"] += len(batch.rows)
        state["rejections"] += batch.rejections
        state["people"] += batch.people
        state["rejected"] += [problem_json(each, self._lang) for each in batch.rejected]
        state["place"] = list(batch.place)
        if self._table:
            self._table.add(batch.rows, state)
        self._tell(batch)

    def _tell(self, batch: Batch) -> None:
        if self._from < 0:
            self._from = batch.done
        if not sys.stderr.isatty() or not batch.total:
            return
        done, total = batch.done - self._from, batch.total - self._from
        left = seconds_left(done, total, time.monotonic() - self._begun) if total > 0 else None
        share = batch.done * 100 // batch.total
        typer.echo(f"\r\033[K{share:3} %  {say_left(left, self._lang)}", err=True, nl=False)

    def _refuse(self, problem: Problem) -> None:
        if self._table:
            self._table.drop()
        fail([problem], as_json=self._as_json, lang=self._lang)


def _write_rejected(rows: list[dict[str, Any]], file: IO[bytes]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ("sheet", "row", "column", "value", "code", "message"), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    file.write(text.getvalue().encode("utf-8-sig"))


def _show(told: dict[str, Any], source: Source, output: Path | None, lang: str) -> None:
    from .terminal import terminal

    console = terminal()
    console.print(f"[bold]{say_kept(told, lang)}[/]")
    console.print(say_source(source, lang), markup=False)
    for each in told["rejected"][:_TOLD]:
        problem = Problem(each["code"], each["sheet"], each["row"], each["column"], each["value"])
        console.print(f"- {place(problem, lang)}{say(problem, lang)}", markup=False)
    if output is not None:
        console.print(f"\n{output}", markup=False)
