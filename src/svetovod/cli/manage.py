"""`svetovod manage ...`: Django's own commands against the configured database."""

import os
from typing import Annotated

import typer

app = typer.Typer(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})


@app.command(add_help_option=False)
def manage(context: typer.Context, arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run a management command of the web floor. Example: svetovod manage migrate"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["svetovod manage", *(arguments or []), *context.args])
