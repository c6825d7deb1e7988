"""Everything a server needs before it starts; safe to repeat, quick when there is nothing to do."""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from svetovod import __version__
from svetovod.web.common.migrating import Executor, former
from svetovod.web.common.rolling import closing

APP, READER = "svetovod_app", "svetovod_reader"
ONE_AT_A_TIME = 0x5356_5052  # an advisory lock: two web processes of one machine, or of two, start together
KEPT_DAYS = 30  # pages of an older version, open in browsers, still ask for their styles


class Command(BaseCommand):
    help = "Migrate, set the privileges of the database roles, collect static files, load the demonstration once."
    requires_system_checks = []  # a second of the processor at each start, about code: see `check_code`

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--ask", action="store_true",
            help="Change nothing; exit code 3: people must not work meanwhile, for migrations do more than add.",
        )  # fmt: skip

    def handle(self, *args: Any, ask: bool = False, **options: Any) -> None:
        if ask:
            self._ask()
            return
        if not settings.DEBUG:
            check_code()
        with alone():
            executor = the_executor()
            behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
            if behind or not privileged():  # whoever was killed after the last migration is finished here
                # Django's own rows follow the last one, too
                call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
                set_privileges()
        if not settings.DEBUG:
            collect_static()
        if settings.DEMO and apps.is_installed("svetovod.demo"):
            call_command("load_demo", if_empty=True)

    def _ask(self) -> None:
        executor = the_executor()
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        for migration, _ in plan:
            why = closing(migration)
            self.stdout.write(f"{migration}: {'only adds' if not why else ', '.join(why)}")
        if any(closing(migration) for migration, _ in plan):
            raise SystemExit(3)


@contextmanager
def alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def the_executor() -> Executor:
    """Refuses a database with some of the migrations another one stands for, and not all: Django would skip both. One
    that has none of them, but older ones, would be given its tables a second time."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    for key, migration in MigrationLoader(None).disk_migrations.items():
        replaced = set(migration.replaces)
        begun = replaced and applied & (replaced | former(key[0]))
        if begun and key not in applied and not replaced <= applied:
            raise CommandError(
                "This database was made before the tables of each app were brought into one migration, and misses some "
                f"of those before it ({key[0]}). A demonstration starts anew by `make reset`; an upgrade to "
                "1.0.0 that was cut short is ended by 1.0.0; a database of 0.1.0 begins anew."
            )
    return Executor(connection)


def privileged() -> bool:
    """Whether the roles there are may read every table: privileges are set all at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select not exists (select from pg_roles, pg_class where rolname in (%s, %s) and relkind in ('r', 'p')"
            " and relnamespace = 'public'::regnamespace and not has_table_privilege(rolname, pg_class.oid, 'select'))",
            [APP, READER],
        )
        (stand,) = cursor.fetchone()
    return bool(stand)


def set_privileges() -> None:
    """The app role writes everywhere but may only insert and read in the journal and the history tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolname in (%s, %s)", [APP, READER])
        known = {row[0] for row in cursor.fetchall()}
        if APP in known:
            cursor.execute(f"grant usage on schema public to {APP}")
            cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {APP}")
            cursor.execute(f"grant usage, select on all sequences in schema public to {APP}")
            for table in append_only_tables():
                cursor.execute(f'revoke update, delete on "{table}" from {APP}')
        if READER in known:
            cursor.execute(f"grant usage on schema public to {READER}")
            cursor.execute(f"grant select on all tables in schema public to {READER}")


def append_only_tables() -> list[str]:
    """Tables of the ledger and of the triggers' history."""
    from pghistory.models import Event

    from svetovod.web.audit.models import LedgerEntry, SignedRoot

    events = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if issubclass(model, Event)]
    return [LedgerEntry._meta.db_table, SignedRoot._meta.db_table, *sorted(events)]


def check_code() -> None:
    """Django's checks, where another version or other apps start than passed them last. Of a setting changed since they
    do not ask: that is the work of `svetovod doctor`."""
    parts = (__version__, settings.INSTALLED_APPS, settings.MIDDLEWARE, settings.AUTHENTICATION_BACKENDS)
    mark = hashlib.sha256(repr(parts).encode()).hexdigest()
    passed = Path(settings.STATIC_ROOT) / ".checked"
    if not passed.exists() or passed.read_text() != mark:
        BaseCommand().check()
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.write_text(mark)


def collect_static() -> None:
    """Collects and compresses static files when any of them changed; the older ones stay a while beside them."""
    from django.contrib.staticfiles.finders import get_finders

    mark = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            mark.update(f"{path}:{storage.get_modified_time(path)}".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".stamp"
    if not stamp.exists() or stamp.read_text() != mark.hexdigest():
        with collecting(root):
            call_command("collectstatic", verbosity=0, interactive=False)
        forget_static(root, time.time() - KEPT_DAYS * 86400)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)  # the proxy gives them out, as a user of its own
        stamp.write_text(mark.hexdigest())  # last: whoever was killed before begins again


@contextmanager
def collecting(root: Path) -> Iterator[None]:
    """Files that somebody who was killed has written may be cut; being new, they would not be written again."""
    begun = root / ".collecting"
    if begun.exists():
        since = begun.stat().st_mtime
        for path in [path for path in root.rglob("*") if path.is_file() and path != begun]:
            if path.stat().st_mtime >= since:
                path.unlink()
    root.mkdir(parents=True, exist_ok=True)
    begun.touch()
    yield
    os.sync()  # what the power takes away would not be written again either
    begun.unlink()


def forget_static(root: Path, before: float) -> None:
    """Deletes what no current page names and was last collected before that moment."""
    named = json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    current = {*named, *named.values(), "staticfiles.json", ".stamp", ".checked"}
    for path in root.rglob("*"):
        name = str(path.relative_to(root))
        plain = name.removesuffix(".gz").removesuffix(".br")
        if path.is_file() and plain not in current and path.stat().st_mtime < before:
            path.unlink()
