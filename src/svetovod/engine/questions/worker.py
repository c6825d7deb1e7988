"""A question answered in a process of its own: no file, no network, no password, so much time and memory."""

import re
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from svetovod.engine.apart import apart

from . import wire
from .answer import Answer, Limits, Refusal, Table, Why
from .columns import parquet

COMMAND = (sys.executable, "-m", "svetovod.engine.questions")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_STARTING = 5  # seconds until the process has read its tables, on a busy machine


def available() -> bool:
    """Whether DuckDB is installed here: it is an extra."""
    return find_spec("duckdb") is not None


def answer(
    sql: str, tables: Iterable[Table], *, parameters: Mapping[str, str | int | None], limits: Limits
) -> Answer | Refusal:
    """One SELECT over the tables. `parameters` are all that can be asked for as `$name`; None is not filled in."""
    if not sql.strip():
        return Refusal(Why.EMPTY)
    if len(sql) > limits.signs:
        return Refusal(Why.LONG)
    held = list(tables)
    with TemporaryDirectory(prefix="svetovod-") as name:
        for number, table in enumerate(held):
            if not _NAME.fullmatch(table.name):
                raise ValueError(f"{table.name!r} is no name of a table")
            (Path(name) / f"{number}.parquet").write_bytes(parquet(table.columns, table.rows))
        asked = wire.Asked(sql, parameters, tuple(each.name for each in held), limits)
        with apart(COMMAND, wire.asking(asked), seconds=limits.seconds + _STARTING, folder=Path(name)) as (out, late):
            content = out.read(limits.size + 1)
    try:
        return wire.read(content, limits)
    except wire.GarbledError:
        return Refusal(Why.TIME if late.is_set() else Why.BROKEN)
