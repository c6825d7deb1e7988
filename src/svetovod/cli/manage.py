"""`svetovod manage ...`: Django's own commands against the configured database, or the embedded one that runs."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})


@app.command(add_help_option=False)
def manage(context: typer.Context, arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run a management command of the web floor. Example: svetovod manage migrate"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
    _attach()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["svetovod manage", *(arguments or []), *context.args])


def _attach() -> None:
    """Without an address of a database the one that `svetovod serve` started is meant: the first administrator of an
    installation that was only started is invited like any other."""
    if os.environ.get("DATABASE_URL"):
        return
    from svetovod import postgres

    server = postgres.attached(Path(os.environ.get("SVETOVOD_VAR", "var")).resolve())
    if server is not None:
        os.environ["DATABASE_URL"] = server.url("svetovod_app")
