"""The `svetovod` command. Modules of commands are imported only when their command runs."""

import importlib
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from svetovod import __version__

from .streams import OutputLostError, guard_streams

# each module `svetovod.cli.<name>` has a `typer.Typer` named `app`
COMMANDS = (
    "check", "plan", "subsidy", "rank", "assign", "meet", "discover", "registry", "rules", "template", "export",
    "portal", "verify", "backup", "restore", "keys", "serve", "demo", "doctor", "mail", "manage",
)  # fmt: skip


class LazyGroup(TyperGroup):
    """Knows the names of all commands, imports the one that is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"svetovod.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False
) -> None:
    """Svetovod guides industrial clusters from a first meeting to a funded joint project."""
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    guard_streams()
    try:
        sys.exit(_run())
    except OutputLostError as error:
        typer.echo(f"standard output: {error}", err=True)
        sys.exit(2)


def _run() -> int:
    """Runs the command; a wrong call of it is an error like any other, in the user's language or in JSON."""
    try:
        code = app(prog_name="svetovod", standalone_mode=False)
    except typer.TyperException as error:
        from .usage import refuse

        try:
            refuse(error)
        except typer.Exit as refused:
            return refused.exit_code
    return code if isinstance(code, int) else 0
