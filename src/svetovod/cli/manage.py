"""`svetovod manage ...`: Django's own commands against the configured database, or the embedded one that runs."""

import os
from pathlib import Path
from typing import Annotated

import typer

OWNERS = {"migrate", "prepare", "remove_demo"}  # commands that change tables, not only rows in them
app = typer.Typer(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})


@app.command(add_help_option=False)
def manage(context: typer.Context, arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run a management command of the web floor. Example: svetovod manage administrator someone@example.org"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
    said = [*(arguments or []), *context.args]
    _attach(Path(os.environ.get("SVETOVOD_VAR", "var")).resolve(), owner=bool(OWNERS & {*said[:1]}))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["svetovod manage", *said])


def _attach(folder: Path, *, owner: bool) -> None:
    """Without an address of a database the one that `svetovod serve` started is meant: the first administrator of an
    installation that was only started is invited like any other. Links lead to where `serve` answers."""
    from svetovod import postgres, supervisor

    if not os.environ.get("SVETOVOD_URL") and (address := supervisor.address(folder)):
        os.environ["SVETOVOD_URL"] = address
    if os.environ.get("DATABASE_URL"):
        return
    server = postgres.attached(folder)
    if server is not None:
        os.environ["DATABASE_URL"] = server.url("svetovod_owner" if owner else "svetovod_app")
