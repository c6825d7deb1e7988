"""The way back: everything is held against everything first, then filled beside, and only then put in place."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connections
from django.utils import timezone
from psycopg import Error, connect
from psycopg.sql import SQL, Identifier

from svetovod.engine.backup import BackupError, Manifest, Opens, walk
from svetovod.web.audit.selectors import head, verify_journal
from svetovod.web.common.backed_up import Known, remember
from svetovod.web.documents.scanning import kept_apart

from .connecting import address, django_at, pinned
from .loading import Loader, compare, migrate_up, refuse_newer, schema_make, sequences_take
from .make import keys_known
from .scratch import at, beside, drop, exchange, made_empty, others_connected
from .state import alone
from .storing import file_put, place_of, surplus_remove

Key = Opens | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the manifest, the journal's root as the restored database has it, and what is to be known.

    `broken` counts faults of the journal, which were in the original too; `other_keys` are those that lie here and are
    not the ones of the backup; `written` and `removed` count files of the store.
    """

    manifest: Manifest
    root: str
    broken: int
    other_keys: tuple[str, ...]
    written: int = 0
    removed: int = 0


class _Files:
    """Puts the files of a walk into the store."""

    def __init__(self, apart: set[str]) -> None:
        self.apart = apart
        self.kept: set[Path] = set()
        self.written = 0

    def rows(self, table: str, rows: bytes) -> None:
        """Rows are none of its business."""

    def file(self, sha256: str, size: int, pieces: Iterator[bytes]) -> None:
        path = place_of(sha256, apart=sha256 in self.apart)
        self.kept.add(path)
        self.written += file_put(sha256, path, pieces)


def backup_restore(source: IO[bytes], *, key: Key = None, replace: bool = False) -> Restored:
    """Puts a backup in place of the database Django speaks to, and its files into the store.

    `replace` is asked for where there are data. Nothing is changed before all of the backup has been read, filled into
    a database beside, compared with it and brought up to this version; a run that is killed leaves what was there.
    Raises `BackupError`.
    """
    with alone("restore"):
        manifest = walk(source, key)
        refuse_newer(manifest)
        connections.close_all()  # this process is nobody who would be disturbed
        if others_connected():
            raise BackupError("database.in_use")
        _refuse_data(replace)
        new = beside("restoring")
        try:
            root, broken, apart = _fill(new, source, key, manifest)
            files = _Files(apart)
            source.seek(0)
            walk(source, key, files)
            exchange(new, beside("before"))
        except BaseException:
            drop(new)
            raise
        drop(beside("before"))
        removed = surplus_remove(Path(settings.MEDIA_ROOT), files.kept)
    return Restored(manifest, root, broken, _other_keys(manifest), files.written, removed)


def backup_try(source: IO[bytes], name: str, *, key: Key = None) -> Restored:
    """Does with a backup all that a restore does, in a database that is dropped afterwards, and remembers that it did.

    Raises `BackupError`, `backup.differs` among them, where the backup would not come back.
    """
    with alone("trying"):
        manifest = walk(source, key)
        refuse_newer(manifest)
        scratch = beside("trying")
        try:
            root, broken, _apart = _fill(scratch, source, key, manifest)
        finally:
            drop(scratch)
    remember("tried", Known(timezone.now(), name, root, made=datetime.fromisoformat(manifest.made_at)))
    return Restored(manifest, root, broken, _other_keys(manifest))


def _fill(name: str, source: IO[bytes], key: Key, manifest: Manifest) -> tuple[str, int, set[str]]:
    """A database beside with all of the backup, of this version; the root of its journal, its faults, and the hashes
    of files that nobody may have yet."""
    made_empty(name)
    schema_make(name, manifest)
    with closing(pinned(at(name))) as database:
        source.seek(0)
        try:
            with database.transaction():
                loader = Loader(database, manifest)
                loader.begin()
                walk(source, key, loader)
                loader.end()
                sequences_take(database, manifest)
        except Error as error:
            raise BackupError("backup.rows_refused", str(error.diag.message_primary or error)) from error
        database.execute("analyze")
    compare(name, manifest)
    migrate_up(name)
    with django_at(name):
        present = head()
        broken = len(verify_journal())
        apart = kept_apart()
    if (present.size, present.root) != (manifest.ledger_size, manifest.ledger_root):
        raise BackupError("backup.differs", "audit_ledgerhead")
    return present.root, broken, apart


def _refuse_data(replace: bool) -> None:
    """An installation that nobody has used yet has no people and no journal."""
    with closing(connect(address(), autocommit=True)) as database:
        for table in ("audit_ledgerentry", "accounts_person"):
            there = database.execute("select to_regclass(%s)", [f"public.{table}"]).fetchone()
            query = SQL("select exists (select 1 from {})").format(Identifier(table))
            used = there and there[0] and database.execute(query).fetchone()
            if used and used[0] and not replace:
                raise BackupError("database.not_empty")


def _other_keys(manifest: Manifest) -> tuple[str, ...]:
    """Of one renewed since then the former is here, which opens what it closed."""
    here = set(keys_known().values())
    return tuple(name for name, known in manifest.keys if known not in here)
