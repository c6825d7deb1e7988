"""`svetovod portal export`: the public portal as files for any web server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from svetovod.engine.model import Problem

from .export import DEMO_FOLDER, django_of, server_runs
from .options import LANG, language
from .output import emit_json, fail, not_left, telling_of

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback(epilog="Example: svetovod portal export site")
def portal() -> None:
    """The public portal."""


@app.command(epilog="Example: svetovod portal export site --url https://clusters.example")
def export(  # noqa: PLR0917 - the options of one command
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty folder, or one that is not there yet.")],
    url: Annotated[str, typer.Option("--url", help="The living portal, for links to what is not exported.")] = "",
    demo: Annotated[
        bool, typer.Option("--demo", help="The demonstration's portal, from a database of its own.")
    ] = False,
    var: Annotated[Path, typer.Option(help="Folder of the data.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Write what a visitor sees as linked files; the server need not run. Exit code: 0 written, 2 unusable."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problems.append(Problem("file.unwritable", column="DIR", value=str(folder)))
    if url and not url.startswith(("http://", "https://")):
        problems.append(Problem("choice.unknown", column="--url", value=url, params={"allowed": "https://…"}))
    data = Path(os.environ.get("SVETOVOD_VAR", var)).resolve()
    if not demo and server_runs(data):
        problems.append(Problem("server.running", value=str(data)))
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    with _writing(folder, as_json=as_json, lang=lang):
        folder.mkdir(parents=True, exist_ok=True)
    with django_of(data / DEMO_FOLDER if demo else data, demo=demo), _writing(folder, as_json=as_json, lang=lang):
        files, dropped = _export(folder, lang, url)
    with telling_of(folder=folder):
        if as_json:
            emit_json({"folder": str(folder), "files": files, "dropped": sorted(dropped), "notes": [], "errors": []})
            return
        words = {"ru": "Записано файлов: {}. Папка: {}", "en": "Files written: {}. Folder: {}"}
        typer.echo(words[lang].format(files, folder))


@contextmanager
def _writing(folder: Path, *, as_json: bool, lang: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        not_left(folder=folder)
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        fail([Problem("file.unwritable", column="DIR", value=str(folder))], as_json=as_json, lang=lang)


def _export(folder: Path, lang: str, url: str) -> tuple[int, set[str]]:
    from django.utils import timezone, translation

    from svetovod.web.audit.clock import read
    from svetovod.web.portal.public.entries import entries
    from svetovod.web.portal.public.export import export as write

    clock = read(timezone.now())
    with translation.override(lang):
        done = write(folder, entries(clock.moment, show_future=clock.show_future), lang=lang, live=url)
    return len(done.files), done.dropped
