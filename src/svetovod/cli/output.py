"""How every command speaks: one JSON object or a readable text on standard output, the rest on standard error."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import IO, Any, NoReturn

import typer

from svetovod.disk import whole_file, whole_set
from svetovod.engine.model import Problem
from svetovod.wording.places import column_name, sheet_name
from svetovod.wording.problems import FILE, problem_json, say

from .streams import OutputLostError

SCHEMA_VERSION = 1


class Exit(IntEnum):
    YES = 0
    NO = 1
    UNUSABLE = 2
    UNDETERMINED = 3


def in_order(problems: Iterable[Problem], sheets: Sequence[str]) -> tuple[Problem, ...]:
    """By sheet in the order of the format, row and column, as a workbook's own problems are."""
    places = {name: number for number, name in enumerate(sheets, start=1)}

    def key(problem: Problem) -> tuple[int, int, str]:
        sheet = places.get(problem.sheet, len(places) + 1) if problem.sheet else 0
        return sheet, problem.row or 0, problem.column or ""

    return tuple(sorted(problems, key=key))


def emit_json(result: Mapping[str, Any]) -> None:
    typer.echo(json.dumps(result, ensure_ascii=False, indent=2))


@contextmanager
def telling_of(*outputs: Path | None, folder: Path | None = None) -> Iterator[None]:
    """While the files just written are told of: where the words find no room the code is 2, and with it no file is
    left. `folder` was empty before and is again. What is no plain file, such as `/dev/stdout`, stays."""
    try:
        yield
    except OutputLostError:
        not_left(*outputs, folder=folder)
        raise


def write_whole(output: Path, write: Callable[[IO[bytes]], object], tell: Callable[[], None]) -> None:
    """All of it or nothing: where it finds no room, or its words find none, a former file stays. What is no plain file,
    such as `/dev/stdout`, is written to as it is."""
    if output.exists() and not output.is_file():
        with output.open("wb") as out:
            write(out)
        tell()
        return
    place = output.resolve()
    with whole_file(place, replace=True, tell=tell) as out:
        os.fchmod(out.fileno(), _mode_of(place))
        write(out)


def write_set(outputs: Mapping[Path, Callable[[IO[bytes]], object]], tell: Callable[[], None]) -> None:
    """Files that belong together: all of them or nothing, as in `write_whole`."""
    places = [path.resolve() for path in outputs]
    with whole_set(places, tell) as files:
        for place, out, write in zip(places, files, outputs.values(), strict=True):
            os.fchmod(out.fileno(), _mode_of(place))
            write(out)


def _mode_of(path: Path) -> int:
    """What any program's new file may be read by, or what the former one could."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def not_left(*outputs: Path | None, folder: Path | None = None) -> None:
    """Takes away what was written for a call that ends with code 2; of `folder` everything in it."""
    inside = tuple(folder.iterdir()) if folder is not None and folder.is_dir() else ()
    for output in (*outputs, *inside):
        if output is not None and output.is_file():
            output.resolve().unlink()
    for path in inside:
        if path.is_dir():
            shutil.rmtree(path)


def named_once(
    inputs: Iterable[Path],
    outputs: Mapping[str, Path | None],
    problems: list[Problem],
    beside: Mapping[str, Iterable[Path]] | None = None,
) -> None:
    """`file.unwritable` for an output, by its option, that is an input of the call or another output of it: it would be
    lost. So would one that has the name of what is written `beside` an output, by the option of that output."""
    taken = {path.resolve() for path in inputs}
    for option, output in outputs.items():
        if output is None or (output.exists() and not output.is_file()):
            continue
        names = {path.resolve() for path in (output, *(beside or {}).get(option, ()))}
        if names & taken:
            problems.append(Problem("file.unwritable", column=option, value=str(output), params={"what": "twice"}))
        taken |= names


def fail(errors: Iterable[Problem], notes: Iterable[Problem] = (), *, as_json: bool, lang: str) -> NoReturn:
    """The input cannot be used: say everything that is wrong with it and stop with code 2."""
    if as_json:
        emit_json({"errors": [problem_json(e, lang) for e in errors], "notes": [problem_json(n, lang) for n in notes]})
    else:
        for problem in errors:
            typer.echo(f"{place(problem, lang)}{say(problem, lang)} [{problem.code}]", err=True)
    raise typer.Exit(Exit.UNUSABLE)


def place(problem: Problem, lang: str) -> str:
    """`Участники, строка 7, ИНН: ` as far as the place is known."""
    row = {"ru": "строка", "en": "row"}[lang]
    file = problem.params.get(FILE)
    sheet, column = problem.sheet, problem.column
    parts = [
        str(file) if file else None,
        sheet and sheet_name(sheet, lang),
        f"{row} {problem.row}" if problem.row else None,
        column and column_name(sheet, column, lang),
    ]
    known = ", ".join(part for part in parts if part)
    return f"{known}: " if known else ""
