"""Worlds that many tests begin with are built once by a worker and put back: rows, no calls of services.

`keep(key, build)` gives what `build()` gives, the rows it writes and the files they name. Built is only what was not
built under that key before. A key means what was kept before it in the same test as well: `keep("a", ...)` and then
`keep("b", ...)` leads to what was built of the one on the other. Where the test has written something of its own before
or in between, or where nobody may leave triggers aside, `build` is called as if this were not here. Rows are put back
when the test first asks the database: of three worlds on one another only the last is written. Where commits are real
each is committed at once, in one transaction; what leaves something to be done after the commit is built again there,
for of rows that are put back nobody would do it.
Objects that a test holds already do not change when more is put back: `become` does that. A world is kept for
all tests to come: one that patches something while it is made must not keep it.
"""

import pickle
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.utils.translation import get_language
from tests import databases

from svetovod.web.documents.models import Attachment

T = TypeVar("T")
# fixtures that keep what they make
WORLDS = {
    "agreed", "asked", "cluster", "pitches", "place", "plan", "presented", "project", "remark", "scene",
    "session", "sides", "table",
}  # fmt: skip
WRITTEN = """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and
    0 < pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)"""
EMPTY = "before_the_world"
# statements after which everything lies as before; what is queued is written by a function
READS = re.compile(r"\s*\(?(?:SELECT|SAVEPOINT|RELEASE)\b(?!.*procrastinate)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Kept:
    """Whole tables as they were, bytes of files by their place in the store, what the building had given, and whether
    it left something to be done after the commit."""

    tables: dict[str, bytes]
    files: dict[str, bytes]
    value: bytes
    more_to_do: bool


@dataclass
class Here:
    """Where a test is: nothing was written since what lies under `key`, or is still to be (`waiting`)."""

    key: tuple[Hashable, ...]
    line: Any  # psycopg's connection
    savepoints: int
    waiting: Kept | None = None
    committed: frozenset[str] | None = None  # tables that hold what lies under `key`, where commits are real


class Keeper:
    def __init__(self) -> None:
        self.kept: dict[tuple[Hashable, ...], Kept] = {}
        self.here: Here | None = None
        self.may: bool | None = None
        self.upon = False  # building upon what is committed: what is kept within would not know of that
        self.lasting = False  # building what is committed, with what is kept within
        self.told: list[Callable[[], None]] = []  # of rows put back: by whoever remembers answers of the database
        connection_created.connect(self._met)

    def __call__(self, key: Hashable, build: Callable[[], T]) -> T:
        here = self._still() or self._begun()
        if here is None:
            return build()
        whole = (*here.key, key)
        if here.committed is not None:
            return self._commit(here, whole, build)
        if whole in self.kept and not (self.lasting and self.kept[whole].more_to_do):
            if self.here and not here.waiting:
                _ask(f"rollback to savepoint {EMPTY}")
            here.key, here.waiting = whole, self.kept[whole]
            if here.waiting.more_to_do:
                transaction.on_commit(_left_out)
            self._stay(here)
            return _given(here.waiting)
        if here.waiting:
            self._write(here)
        self.leave()
        value = build()
        self.kept[whole] = self._read(value)
        self._stay(Here(whole, here.line, connection.savepoint_state))
        return value

    def _commit(self, here: Here, whole: tuple[Hashable, ...], build: Callable[[], T]) -> T:
        """What others may read: rows are there when this ends."""
        self.leave()
        with transaction.atomic():
            if whole in self.kept and not self.kept[whole].more_to_do:
                tables_put(here.line, self.kept[whole].tables)
                value: T = _given(self.kept[whole])
            else:
                self.lasting, self.upon = True, bool(here.committed)
                try:
                    value = build()
                finally:
                    self.lasting = self.upon = False
                if connection.run_on_commit:
                    return value
                self.kept[whole] = self._read(value, here.committed or frozenset())
        committed = frozenset(self.kept[whole].tables)
        self._stay(Here(whole, here.line, connection.savepoint_state, committed=committed))
        return value

    def leave(self) -> None:
        """Nothing is known of where the test is, and nothing will be written."""
        self.here = None
        if self._asked in connection.execute_wrappers:
            connection.execute_wrappers.remove(self._asked)

    def _stay(self, here: Here) -> None:
        self.here = here
        for tell in self.told:
            tell()
        if self._asked not in connection.execute_wrappers:
            # whoever watches statements takes the last of the list away after it
            connection.execute_wrappers.insert(0, self._asked)

    def _asked(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Before a statement of the test what waits is written; the first that may write leaves what was kept."""
        if (here := self.here) and here.waiting and here.line is connection.connection and connection.in_atomic_block:
            self._write(here)
        if not READS.match(str(sql)):
            self.leave()
        return execute(sql, params, many, context)

    def _begun(self) -> Here | None:
        """A transaction to be rolled back in which nobody has written yet; or a database without rows."""
        self.leave()
        if self.may is None:
            self.may = _ask("select rolsuper from pg_roles where rolname = current_user")
        real = not connection.in_atomic_block
        if not self.may or self.upon:
            return None
        if databases.holds_rows() if real else _ask("select pg_current_xact_id_if_assigned() is not null"):
            return None
        # what is written differs by these: a word, a key that seals, the number of a type
        types = _ask("select min(id) from django_content_type")
        key = (connection.settings_dict["NAME"], get_language(), str(settings.VAR), types)
        committed = frozenset[str]() if real else None
        return Here(key, connection.connection, connection.savepoint_state, committed=committed)

    def _still(self) -> Here | None:
        """Where the test was left, if it has done nothing since."""
        here = self.here
        if here is None or here.line is not connection.connection:
            return None
        if connection.in_atomic_block == (here.committed is not None):
            return None
        return here if here.savepoints == connection.savepoint_state else None

    def _met(self, **_signal: Any) -> None:
        """A thread has come with a connection of its own: what it commits is not seen here."""
        if self.here and self.here.committed is not None:
            self.leave()

    def _read(self, value: Any, more: frozenset[str] = frozenset()) -> Kept:
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN)
            tables = tables_read({*more, *(name for (name,) in cursor.fetchall())})
        rows = Attachment.objects.all() if Attachment._meta.db_table in tables else ()
        paths = {path for row in rows for path in (row.path, row.waiting_path) if path.exists()}
        files = {str(path.relative_to(settings.MEDIA_ROOT)): path.read_bytes() for path in paths}
        return Kept(tables, files, pickle.dumps(value), bool(connection.run_on_commit))

    def _write(self, here: Here) -> None:
        assert here.waiting
        waiting, here.waiting = here.waiting, None
        tables_put(here.line, waiting.tables)


def _left_out() -> None:
    """What a world that was put back would have done after the commit: what is built on it must know of that."""
    raise AssertionError("a world was committed without what it does after the commit")


def tables_read(names: Iterable[str]) -> dict[str, bytes]:
    """Whole tables as they are."""
    tables = {}
    with connection.cursor() as cursor:
        for name in names:
            with cursor.copy(f'copy "{name}" to stdout (format binary)') as copy:
                tables[name] = b"".join(bytes(part) for part in copy)
    return tables


def tables_put(line: Any, tables: dict[str, bytes]) -> None:
    """Whole tables as they were, within a transaction. Not through Django's cursor: the statements are nobody's who
    counts or watches those of the test."""
    with line.cursor() as cursor:
        # neither triggers nor keys to other tables: these rows have been through them
        empty = "; ".join(f'delete from "{name}"' for name in tables)
        cursor.execute(f"savepoint {EMPTY}; set local session_replication_role = replica; {empty}")
        for name, rows in tables.items():
            with cursor.copy(f'copy "{name}" from stdin (format binary)') as copy:
                copy.write(rows)
        cursor.execute("set local session_replication_role = origin")


def _given(kept: Kept) -> Any:
    """What the building had given, with the files it names."""
    for name, content in kept.files.items():
        path = Path(settings.MEDIA_ROOT) / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return pickle.loads(kept.value)


def _ask(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def become(held: Model, now: Model) -> None:
    """The object a test holds, as it is now."""
    held.__dict__.update(now.__dict__)


def worlds_first(request: pytest.FixtureRequest) -> None:
    """Makes the worlds a test asks for before whoever calls this writes: after a row of its own none would be kept."""
    for name in request.fixturenames:
        if name in WORLDS:
            request.getfixturevalue(name)


keep = Keeper()
