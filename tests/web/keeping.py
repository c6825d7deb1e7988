"""Worlds that many tests begin with are built once by a worker and put back: rows, no calls of services.

`keep(key, build)` gives what `build()` gives, the rows it writes and the files they name. Built is only what was not
built under that key before. A key means what was kept before it in the same test as well: `keep("a", ...)` and then
`keep("b", ...)` leads to what was built of the one on the other. Where the test has written something of its own before
or in between, where commits are real, or where nobody may leave triggers aside, `build` is called as if this were not
here. Objects that a test holds already do not change when more is put back: `become` does that. A world is kept for
all tests to come: one that patches something while it is made must not keep it.
"""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import get_language

from svetovod.web.documents.models import Attachment

T = TypeVar("T")
Counts = dict[str, int]
# fixtures that keep what they make
WORLDS = {"session", "plan", "sides", "scene", "project", "presented", "cluster", "place"}
WRITTEN = """select relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"""


@dataclass(frozen=True)
class Kept:
    """Whole tables as they were, bytes of files by their place in the store, and what the building had given."""

    tables: dict[str, bytes]
    files: dict[str, bytes]
    value: bytes


@dataclass
class Here:
    """Where a test is: nothing was written since `counts`, and going back to `point` leads to the empty database."""

    key: tuple[Hashable, ...]
    transaction: int
    point: str
    empty: Counts
    counts: Counts
    savepoints: int


class Keeper:
    def __init__(self) -> None:
        self.kept: dict[tuple[Hashable, ...], Kept] = {}
        self.here: Here | None = None
        self.may: bool | None = None

    def __call__(self, key: Hashable, build: Callable[[], T]) -> T:
        here, self.here = self._begun() or self._still(), None
        if here is None:
            return build()
        whole = (*here.key, key)
        if whole in self.kept:
            transaction.savepoint_rollback(here.point)
            here.point = transaction.savepoint()
            value: T = self._write(self.kept[whole])
        else:
            value = build()
            self.kept[whole] = self._read(here.empty, value)
        number, counts = _ask("select pg_current_xact_id()::text::bigint"), self._counts()
        self.here = replace(here, key=whole, transaction=number, counts=counts, savepoints=connection.savepoint_state)
        return value

    def _begun(self) -> Here | None:
        """A transaction to be rolled back in which nobody has written yet."""
        if not connection.in_atomic_block:
            return None
        if self.may is None:
            self.may = _ask("select rolsuper from pg_roles where rolname = current_user")
        if not self.may or _ask("select pg_current_xact_id_if_assigned() is not null"):
            return None
        # what is written differs by these: a word, a key that seals, the number of a type
        types = _ask("select min(id) from django_content_type")
        key = (connection.settings_dict["NAME"], get_language(), str(settings.VAR), types)
        counts = self._counts()
        return Here(key, 0, transaction.savepoint(), counts, counts, 0)

    def _still(self) -> Here | None:
        """Where the test was left, if it has done nothing since."""
        here = self.here
        if here is None or not connection.in_atomic_block or connection.savepoint_state != here.savepoints:
            return None
        if _ask("select pg_current_xact_id_if_assigned()::text::bigint") != here.transaction:
            return None
        return here if self._counts() == here.counts else None

    def _counts(self) -> Counts:
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN)
            return {name: count for name, count in cursor.fetchall() if count}

    def _read(self, empty: Counts, value: Any) -> Kept:
        changed = [name for name, count in self._counts().items() if count != empty.get(name, 0)]
        tables = {}
        with connection.cursor() as cursor:
            for name in changed:
                with cursor.copy(f'copy "{name}" to stdout (format binary)') as copy:
                    tables[name] = b"".join(bytes(part) for part in copy)
        rows = Attachment.objects.all() if Attachment._meta.db_table in tables else ()
        paths = {path for row in rows for path in (row.path, row.waiting_path) if path.exists()}
        files = {str(path.relative_to(settings.MEDIA_ROOT)): path.read_bytes() for path in paths}
        return Kept(tables, files, pickle.dumps(value))

    def _write(self, kept: Kept) -> Any:
        with connection.cursor() as cursor:
            # neither triggers nor keys to other tables: these rows have been through them
            empty = "; ".join(f'delete from "{name}"' for name in kept.tables)
            cursor.execute(f"set local session_replication_role = replica; {empty}")
            for name, rows in kept.tables.items():
                with cursor.copy(f'copy "{name}" from stdin (format binary)') as copy:
                    copy.write(rows)
            cursor.execute("set local session_replication_role = origin")
        for name, content in kept.files.items():
            path = Path(settings.MEDIA_ROOT) / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return pickle.loads(kept.value)


def _ask(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def become(held: Model, now: Model) -> None:
    """The object a test holds, as it is now."""
    held.__dict__.update(now.__dict__)


def worlds_first(request: pytest.FixtureRequest) -> None:
    """Makes the worlds a test asks for before whoever calls this writes: after a row of its own none would be kept."""
    for name in request.fixturenames:
        if name in WORLDS:
            request.getfixturevalue(name)


keep = Keeper()
