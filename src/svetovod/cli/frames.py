"""What the commands for very many rows share: the engine that is asked for, and a table written by its suffix."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import IO

import polars as pl
import typer

from svetovod.engine.frames import ENGINES, Engine, NoRoomError, StartError, engine_called
from svetovod.engine.model import Problem

from .options import chosen
from .output import fail, write_whole

_WRITERS: dict[str, Callable[[pl.DataFrame, IO[bytes]], object]] = {
    ".parquet": lambda frame, file: frame.write_parquet(file),
    ".csv": lambda frame, file: frame.write_csv(file),
}
_INSTALL = {
    "ru": "--engine {name}: не установлен; pip install 'svetovod[{name}]'",
    "en": "--engine {name} is not installed: pip install 'svetovod[{name}]'",
}
_NOT_STARTED = {
    "ru": "--engine {name}: не запускается. Нужна Java 17 или новее (команда java или JAVA_HOME)",
    "en": "--engine {name} does not start. It needs Java 17 or newer (the command java, or JAVA_HOME)",
}
_NO_MASTER = {
    "ru": "--spark-master {master}: должен отвечать; пишется как local[*], spark://HOST:PORT, k8s://URL или yarn",
    "en": "--spark-master {master} has to answer; it is written as local[*], spark://HOST:PORT, k8s://URL or yarn",
}


def engine_for(
    name: str, problems: list[Problem], lang: str, *, allowed: Sequence[str] = tuple(ENGINES),
    master: str | None = None, memory: int | None = None,
) -> Engine | None:  # fmt: skip
    """None after `choice.unknown`: no such engine, its package is not installed, or it does not start."""
    chosen("--engine", name, allowed, problems)
    if name not in allowed:
        return None
    try:
        return engine_called(name, master, memory)
    except ModuleNotFoundError:
        typer.echo(_INSTALL[lang].format(name=name), err=True)
    except StartError:
        typer.echo(_NOT_STARTED[lang].format(name=name), err=True)
        if master is not None:
            typer.echo(_NO_MASTER[lang].format(master=master), err=True)
    chosen("--engine", name, tuple(other for other in ENGINES if other != name), problems)
    return None


@contextmanager
def room_aside(*, as_json: bool, lang: str) -> Iterator[None]:
    """Where an engine finds no room for its temporary files, their folder is told of and the command stops."""
    try:
        yield
    except NoRoomError as error:
        typer.echo(f"{gettempdir()}: {error}", err=True)
        fail([Problem("file.unwritable", value=gettempdir())], as_json=as_json, lang=lang)


def writable(output: Path, problems: list[Problem]) -> None:
    """`choice.unknown` for a suffix that no table is written by."""
    if output.suffix.lower() not in _WRITERS:
        params = {"allowed": ", ".join(_WRITERS)}
        problems.append(Problem("choice.unknown", column="-o", value=output.name, params=params))


def write(
    table: pl.DataFrame, output: Path | None, tell: Callable[[], None], notes: Sequence[Problem] = (), *,
    as_json: bool, lang: str,
) -> None:  # fmt: skip
    """By the suffix of `output`, whole or not at all, and then `tell`; a place that cannot be written to stops the
    command. Without `output` there is only something to tell."""
    if output is None:
        tell()
        return
    try:
        write_whole(output, partial(_WRITERS[output.suffix.lower()], table), tell)
    except (OSError, pl.exceptions.PolarsError) as error:
        typer.echo(f"{output}: {getattr(error, 'strerror', None) or error}", err=True)
        problem = Problem("file.unwritable", column="-o", value=str(output))
        fail([problem], notes, as_json=as_json, lang=lang)
