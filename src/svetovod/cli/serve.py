"""`svetovod serve`: everything one installation needs, until Ctrl-C."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="Load and run the demonstration.")] = False,
    var: Annotated[Path, typer.Option(help="Folder of the data.")] = Path("var"),
) -> None:
    """Start the database, the worker and the web server. Example: svetovod serve --demo"""
    from svetovod.postgres import PostgresFailed
    from svetovod.supervisor import PreparationFailed, url_of
    from svetovod.supervisor import serve as run

    folder = Path(os.environ.get("SVETOVOD_VAR", var)).resolve()

    def ready() -> None:
        typer.echo(f"\n  Svetovod / Световод: {url_of(host, port)}/")
        logins = folder / "demo-logins.txt"
        if demo and logins.exists():
            typer.echo(logins.read_text())
        typer.echo("  Ctrl-C stops everything.")

    try:
        raise typer.Exit(run(folder, host=host, port=port, demo=demo, ready=ready))
    except PostgresFailed as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except PreparationFailed as error:
        typer.echo(
            "The preparation stopped; the lines above say why. `make reset` starts the demonstration over.", err=True
        )
        raise typer.Exit(1) from error
