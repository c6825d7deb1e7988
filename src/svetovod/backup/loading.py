"""From a backup into an empty database: its tables as they were then, its rows, the newest migrations on top."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg import Connection, Error
from psycopg.errors import OutOfMemory
from psycopg.sql import SQL, Identifier

from svetovod.engine.backup import BackupError, Manifest
from svetovod.web.audit.management.commands.prepare import set_privileges, the_executor
from svetovod.web.common.migrating import former

from .connecting import django_at, pinned
from .scratch import at
from .tables import Shape, sequences_set, shapes, table_hash


def refuse_newer(manifest: Manifest) -> None:
    """A backup of migrations this version does not have was made by a newer one."""
    disk = MigrationLoader(None).disk_migrations
    known = {key for migration in disk.values() for key in migration.replaces} | disk.keys()
    newer = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known | former(app)]
    if newer:
        raise BackupError("backup.newer", newer[0])


def schema_make(name: str, manifest: Manifest) -> None:
    """Tables in the empty database as they were when the backup was made."""
    with django_at(name):
        executor = the_executor()
        executor.migrate(_ends(executor, set(manifest.migrations)))


def _ends(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each app the last migration that was applied; one that stands for several was, if all of those were."""
    graph, disk = executor.loader.graph, executor.loader.disk_migrations
    whole = {key for key, each in disk.items() if each.replaces and applied.issuperset(each.replaces)}
    inside = {key for key in applied | whole if key in graph.nodes}
    return sorted(
        key for key in inside
        if not any(child.key[0] == key[0] and child.key in inside for child in graph.node_map[key].children)
    )  # fmt: skip


def migrate_up(name: str) -> None:
    with django_at(name):
        call_command("migrate", verbosity=0, interactive=False)
        set_privileges()


class Loader:
    """Takes the rows of a walk into the database; all of them in one transaction, triggers at rest."""

    def __init__(self, database: "Connection[Any]", manifest: Manifest) -> None:
        self._database = database
        self._shapes = {shape.name: shape for shape in shapes(database)}
        self._said = {table.name: table for table in manifest.tables}
        for name, table in self._said.items():
            if name not in self._shapes or set(table.columns) != set(self._shapes[name].columns):
                raise BackupError("backup.other_tables", name)
        if surplus := sorted(self._shapes.keys() - self._said):
            raise BackupError("backup.other_tables", surplus[0])

    def begin(self) -> None:
        """Empties what migrations have filled and lets no trigger add to what comes."""
        for name in self._shapes:
            self._database.execute(SQL("alter table {} disable trigger user").format(Identifier(name)))
        # children first: rows that others refer to cannot go before them
        for name in reversed(self._shapes):
            self._database.execute(SQL("delete from {}").format(Identifier(name)))

    def rows(self, table: str, rows: bytes) -> None:
        columns = SQL(", ").join(map(Identifier, self._said[table].columns))
        query = SQL("copy {} ({}) from stdin").format(Identifier(table), columns)
        try:
            with self._database.cursor() as cursor, cursor.copy(query) as copy:
                copy.write(rows)
        except OutOfMemory as error:
            raise BackupError("database.locks") from error
        except Error as error:
            raise BackupError("backup.rows_refused", f"{table}: {error.diag.message_primary or error}") from error

    def file(self, sha256: str, size: int, pieces: Iterator[bytes]) -> None:
        """Files are none of its business."""

    def end(self) -> None:
        # what refers to nothing must show before triggers are switched on again
        self._database.execute("set constraints all immediate")
        for name in self._shapes:
            self._database.execute(SQL("alter table {} enable trigger user").format(Identifier(name)))


def compare(name: str, manifest: Manifest) -> None:
    """Reads every table back: what PostgreSQL keeps is what the backup says. Raises `BackupError`."""
    with closing(pinned(at(name))) as database:
        found: dict[str, Shape] = {shape.name: shape for shape in shapes(database)}
        for table in manifest.tables:
            shape = Shape(table.name, table.columns, found[table.name].key)
            if table_hash(database, shape) != table.sha256:
                raise BackupError("backup.differs", table.name)


def sequences_take(database: "Connection[Any]", manifest: Manifest) -> None:
    sequences_set(database, manifest.sequences)
