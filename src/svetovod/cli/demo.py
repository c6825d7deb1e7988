"""`svetovod demo ...`: the Saransk scene, and an invented economy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from .options import LANG

app = typer.Typer(no_args_is_help=True, add_completion=False)
Var = Annotated[Path, typer.Option(help="Folder of the data.")]


@app.callback()
def demo() -> None:
    """The demonstration: the practical session of Saransk, 24-25 June 2021."""


@app.command()
def load(
    whole: Annotated[bool, typer.Option("--whole", help="Play the scene to the published result.")] = False,
    var: Var = Path("var"),
) -> None:
    """Load the scene where there is none; the server must not run. Example: svetovod demo load"""
    from svetovod.postgres import PostgresFailed
    from svetovod.supervisor import database, environment, prepare

    folder = Path(os.environ.get("SVETOVOD_VAR", var)).resolve()
    try:
        with database(folder) as extra:
            environ = environment(folder, extra, demo=True)
            prepare(environ)
            if whole:
                subprocess.run([sys.executable, "-m", "django", "load_demo", "--whole"], env=environ, check=True)
    except PostgresFailed as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"The scene is in {folder}", err=True)


@app.command()
def economy(  # noqa: PLR0917 - the options of one command
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the three tables.")],
    firms: Annotated[int, typer.Option("--firms", metavar="N", help="200 to 2,000,000.")] = 5000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same numbers give the same tables.")] = 0,
    parquet: Annotated[bool, typer.Option("--parquet", help="Parquet instead of CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """An invented economy for `discover`: firms, purchases, clusters planted in it. Exit code: 0 done, 2 unusable.

    All three tables in the folder are of one economy: of a call that was killed some are missing.

    Example: svetovod demo economy --firms 5000 --seed 1 -o economy
    """
    from .demo_economy import write_economy

    write_economy(output, firms, seed, parquet=parquet, as_json=as_json, lang=lang)


@app.command()
def reset(var: Var = Path("var")) -> None:
    """Throw the embedded database, the files and the mail of the demonstration away; keys are kept.

    A database of your own (DATABASE_URL) is never touched, and nothing else then: `svetovod demo remove` is for it.
    Refused while a server works with them (exit code 2).
    """
    from svetovod import postgres

    folder = Path(os.environ.get("SVETOVOD_VAR", var)).resolve()
    if os.environ.get("DATABASE_URL"):
        typer.echo(
            "DATABASE_URL names a database of your own: nothing is touched. See `svetovod demo remove`.", err=True
        )
        raise typer.Exit(2)
    if postgres.is_running(folder):
        typer.echo(f"A server works with the data of {folder}: stop it first (Ctrl-C where it was started).", err=True)
        raise typer.Exit(2)
    try:
        with postgres.held(folder):  # nor does one start meanwhile
            _remove(folder)
    except postgres.PostgresFailed as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(f"The demonstration in {folder} is gone; `make run` makes it anew.", err=True)


@app.command()
def remove(
    confirm: Annotated[
        str,
        typer.Option("--confirm", metavar="DATABASE", help="Do it: the name of the database. Else nothing changes."),
    ] = "",
    written: Annotated[
        int, typer.Option("--written", metavar="N", help="How many entries were written beside the load: they go, too.")
    ] = 0,
    var: Var = Path("var"),
) -> None:
    """Take the demonstration out of a database of your own, in one step; the server must not run.

    Without --confirm it says what would go, and how much was written since the load. Refused, exit code 2, where
    anything in it is not the demonstration's, or the folder is another database's: such a database you sort out
    yourself. What stays is an empty installation, whose journal begins with the removal; of the folder only files go
    that the database named.

    Example: svetovod demo remove --confirm svetovod
    """
    from django.core.management import CommandError, call_command

    from svetovod.postgres import PostgresFailed

    from .backup_common import folder_of, owner_database

    try:
        with owner_database(folder_of(var)):
            call_command("remove_demo", confirm=confirm, written=written)
    except (CommandError, PostgresFailed) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _remove(folder: Path) -> None:
    from svetovod import postgres

    postgres.remove(folder)
    (folder / "postgres.log").unlink(missing_ok=True)
    for name in ("files", "mail", "static", "cache", "quarantine", "registries"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in ("demo-logins.txt", "demo-logins.json"):
        (folder / name).unlink(missing_ok=True)
