"""`python -m svetovod.engine.questions`: a question on standard input, what came of it on standard output (`wire.py`).

Tables lie in the folder it is started in, and are read before the door is shut: then no file, no setting, no
extension, no memory beyond a limit.
"""

import json
import resource
import sys
from importlib import import_module
from threading import Timer
from typing import Any

from . import wire
from .answer import Answer, Column, Kind, Refusal, Why
from .errors import place_of, refusal_of_error
from .reading import refusal_of

_KINDS = (
    ("BOOLEAN", Kind.FLAG), ("DECIMAL", Kind.DECIMAL), ("DOUBLE", Kind.NUMBER), ("FLOAT", Kind.NUMBER),
    ("DATE", Kind.DAY), ("HUGEINT", Kind.WHOLE), ("BIGINT", Kind.WHOLE), ("INTEGER", Kind.WHOLE),
    ("SMALLINT", Kind.WHOLE), ("TINYINT", Kind.WHOLE), ("UHUGEINT", Kind.WHOLE), ("UBIGINT", Kind.WHOLE),
    ("UINTEGER", Kind.WHOLE), ("USMALLINT", Kind.WHOLE), ("UTINYINT", Kind.WHOLE),
)  # fmt: skip


def main() -> None:
    duckdb: Any = import_module("duckdb")
    asked = wire.asked(sys.stdin.buffer.read())
    connection = _opened(duckdb, asked)
    _shut(connection, asked)
    ending = Timer(asked.limits.seconds, connection.interrupt)
    ending.daemon = True
    ending.start()
    try:
        found = _answer(connection, asked)
    except duckdb.Error as error:
        found = refusal_of_error(str(error), asked.sql)
    except (MemoryError, RecursionError):
        found = Refusal(Why.MEMORY)
    sys.stdout.buffer.write(wire.told(found, asked.limits.size))


def _opened(duckdb: Any, asked: wire.Asked) -> Any:
    """A database in memory with the tables in it."""
    config = {
        "threads": "1", "memory_limit": f"{asked.limits.memory}B", "temp_directory": "",
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        "allow_community_extensions": "false", "allow_unsigned_extensions": "false",
        "python_enable_replacements": "false",
    }  # fmt: skip
    connection = duckdb.connect(":memory:", config=config)
    for number, name in enumerate(asked.tables):
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [f"{number}.parquet"])  # noqa: S608 - names are ours
    return connection


def _shut(connection: Any, asked: wire.Asked) -> None:
    for setting in ("errors_as_json=true", "enable_external_access=false", "lock_configuration=true"):
        connection.execute(f"SET {setting}")
    seconds = round(asked.limits.seconds) + 5  # whoever does not hear the interruption
    for which, most in (
        (resource.RLIMIT_AS, asked.limits.space), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(which, (most, most))


def _answer(connection: Any, asked: wire.Asked) -> Answer | Refusal:
    statements = connection.extract_statements(asked.sql)
    if len(statements) != 1:
        return Refusal(Why.SEVERAL if statements else Why.EMPTY)
    tree = json.loads(connection.execute("SELECT json_serialize_sql(?)", [asked.sql]).fetchone()[0])
    if tree["error"]:
        return Refusal(Why.NOT_SELECT)
    if refused := refusal_of(tree, asked.tables):
        return place_of(refused[0], asked.sql, refused[1])
    wanted = sorted(statements[0].named_parameters)
    for name in wanted:
        if asked.parameters.get(name) is None:
            return Refusal(Why.UNFILLED if name in asked.parameters else Why.PARAMETER, name=name)
    values = {name: asked.parameters[name] for name in wanted}
    return _rows(connection.execute(statements[0], values) if values else connection.execute(statements[0]), asked)


def _rows(cursor: Any, asked: wire.Asked) -> Answer | Refusal:
    columns = tuple(Column(str(name), _kind(str(kind))) for name, kind, *_rest in cursor.description)
    if len(columns) > asked.limits.columns:
        return Refusal(Why.LARGE)
    rows: list[tuple[Any, ...]] = []
    size = 0
    while len(rows) <= asked.limits.rows and (part := cursor.fetchmany(500)):
        rows += [tuple(_plain(value, column.kind) for value, column in zip(row, columns, strict=True)) for row in part]
        size += sum(len(value) for row in rows[-len(part) :] for value in row if isinstance(value, str))
        if size > asked.limits.size:
            return Refusal(Why.LARGE)
    return Answer(_named_apart(columns), tuple(rows[: asked.limits.rows]), len(rows) > asked.limits.rows)


def _kind(name: str) -> Kind:
    bare = name.split("(", maxsplit=1)[0]
    return dict(_KINDS).get(bare, Kind.TEXT)


def _plain(value: Any, kind: Kind) -> Any:
    """As it is told: lists, moments and whatever else has no kind of its own becomes text; what is no number, none."""
    if value is None or (kind == Kind.NUMBER and not abs(value) < float("inf")):
        return None
    return str(value) if kind == Kind.TEXT else value


def _named_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Two columns of one name get numbers, and no number that makes another's name: files and charts know columns by
    name."""
    taken, named = {column.name for column in columns}, []
    for place, column in enumerate(columns):
        name, number = column.name, 1
        if name in {each.name for each in columns[:place]}:
            while name in taken:
                number += 1
                name = f"{column.name}_{number}"
            taken.add(name)
        named.append(Column(name, column.kind))
    return tuple(named)


if __name__ == "__main__":
    main()
