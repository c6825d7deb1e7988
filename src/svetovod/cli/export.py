"""`svetovod export`: the journal and the papers of a selection in one file that `svetovod verify` checks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from svetovod.engine.model import Problem

from .options import LANG, language
from .output import emit_json, fail, write_whole

DEMO_ROUND, DEMO_FOLDER = "2021", "demo-export"

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: svetovod export 2021 -o export.zip  |  svetovod export --demo -o export.zip")
def export(  # noqa: PLR0917 - the options of one command
    output: Annotated[Path, typer.Option("--output", "-o", metavar="EXPORT.zip", help="Where to write the export.")],
    round_: Annotated[
        str | None, typer.Argument(metavar="ROUND", help="The name of the selection in its address.")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="The demonstration's selection, from a database of its own.")
    ] = False,
    var: Annotated[Path, typer.Option(help="Folder of the data.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Write the export of a selection; the server need not run. Exit code: 0 written, 2 no such selection."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    name = round_ or (DEMO_ROUND if demo else "")
    if not name:
        problems.append(Problem("value.required", column="ROUND"))
    if not output.resolve().parent.is_dir():
        problems.append(Problem("file.unwritable", column="--output", value=str(output)))
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    folder = Path(os.environ.get("SVETOVOD_VAR", var)).resolve()
    if not demo and server_runs(folder):
        fail([Problem("server.running", value=str(folder))], as_json=as_json, lang=lang)
    with django_of(folder / DEMO_FOLDER if demo else folder, demo=demo):
        data = _make(name)
    if data is None:
        fail([Problem("reference.unknown", column="ROUND", value=name)], as_json=as_json, lang=lang)
    try:
        write_whole(output, lambda file: file.write(data), lambda: _say(output, data, as_json=as_json))
    except OSError as error:
        typer.echo(f"{output}: {error.strerror}", err=True)
        fail([Problem("file.unwritable", column="--output", value=str(output))], as_json=as_json, lang=lang)


def server_runs(folder: Path) -> bool:
    """Of the embedded servers alone: an operator's own database takes many clients."""
    from svetovod import postgres

    return not os.environ.get("DATABASE_URL") and postgres.is_running(folder)


@contextmanager
def django_of(folder: Path, *, demo: bool) -> Iterator[None]:
    """Django in this process over the database of `folder`; that of a demonstration is made and played if absent."""
    from svetovod.supervisor import database, environment, prepare

    if demo:
        os.environ.pop("DATABASE_URL", None)
    with database(folder) as extra:
        environ = environment(folder, extra, demo=demo)
        if demo:
            prepare(environ)
            _play(environ)
        os.environ.update(environ)
        import django

        django.setup()
        yield
        if extra:
            from django.db import connections

            connections.close_all()  # the server of this block is about to stop


def _play(environ: dict[str, str]) -> None:
    import subprocess
    import sys

    typer.echo("The demonstration is being played to its published result...", err=True)
    subprocess.run([sys.executable, "-m", "django", "load_demo", "--whole"], env=environ, check=True)


def _make(name: str) -> bytes | None:
    """The bytes of the export, None when there is no such selection."""
    from django.db import DatabaseError

    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.audit.clock import now
    from svetovod.web.selection.export import export_make
    from svetovod.web.selection.models import SelectionRound

    try:
        found = SelectionRound.objects.filter(slug=name).first()
    except DatabaseError as error:
        typer.echo(f"The database cannot be read: {error}".strip(), err=True)
        return None
    return None if found is None else export_make(actor=SYSTEM, round=found, at=now())


def _say(output: Path, data: bytes, *, as_json: bool) -> None:
    from svetovod.engine.ledger import verify_export

    checked = verify_export(data)
    result: dict[str, Any] = {
        "file": output.name, "size": len(data), "entries": checked.size, "files": checked.files, "root": checked.root,
        "key": checked.key, "whole": checked.ok, "notes": [], "errors": [],
    }  # fmt: skip
    if as_json:
        emit_json(result)
        return
    typer.echo(f"{output}: {len(data)} bytes, {checked.size} entries, {checked.files} files")
    typer.echo(f"root {checked.root}\nkey  {checked.key}")
