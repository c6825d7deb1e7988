"""A pipe for those who read a file more than once, or only by its name."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import typer

from svetovod.engine.model import Problem

from .output import fail


@contextmanager
def as_file(path: Path, *, as_json: bool, lang: str) -> Iterator[Path]:
    """`path` itself; of a pipe a file of its name that holds what it gives, for as long as it is needed. Where there is
    no room for it, its folder is told of and the command stops."""
    if not path.is_fifo():
        yield path
        return
    with TemporaryDirectory(prefix="svetovod-") as folder:
        copy = Path(folder) / path.name
        try:
            with path.open("rb") as pipe, copy.open("wb") as file:
                shutil.copyfileobj(pipe, file)
        except OSError as error:
            typer.echo(f"{gettempdir()}: {error.strerror}", err=True)
            fail([Problem("file.unwritable", value=gettempdir())], as_json=as_json, lang=lang)
        yield copy
