"""Databases of a run: what takes long to make is made once, by whichever worker needs it first, and copied.

The name of a database that others are copied from begins with `MADE`, that of a copy with `COPY`. A developer who puts
a prefix into `SVETOVOD_SCENES` keeps the former between runs on a server of their own (`DATABASE_URL`); after a change
of a migration or of the scene they are to be dropped.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import override_settings

# the process that starts the workers says which run this is; they inherit it
RUN = os.environ.setdefault("SVETOVOD_TEST_RUN", str(os.getpid()))
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
MADE = os.environ.get("SVETOVOD_SCENES") or f"svetovod_made_{RUN}"
COPY = f"svetovod_copy_{RUN}"
EVERYWHERE = {"django_migrations", "django_content_type", "auth_permission"}
# tables that hold rows, or have held some
HELD = """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and pg_relation_size(oid) > 0 and not relname = any(%s)"""
LARGE = """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and pg_relation_size(oid) > 1024 * 1024"""


def administer(statement: str, name: str = "postgres") -> list[Any]:
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"] or None, port=settings["PORT"] or None, user=settings["USER"] or None,
        password=settings["PASSWORD"] or None, dbname=name, autocommit=True,
    ) as plain:  # fmt: skip
        done = plain.execute(statement)
        return done.fetchall() if done.description else []


def exists(name: str) -> bool:
    return bool(administer(f"select 1 from pg_database where datname = '{name}'"))


def clone(source: str, target: str) -> None:
    connections.close_all()
    drop(target)
    administer(f'create database "{target}" template "{source}" strategy file_copy')


def drop(name: str) -> None:
    administer(f'drop database if exists "{name}" with (force)')


def url(name: str) -> str:
    """The address of a database for a process of its own: over a socket as over a port."""
    at = connection.settings_dict
    host = at["HOST"] or at["OPTIONS"].get("host", "")
    known = {"host": host, "port": at["PORT"] or at["OPTIONS"].get("port", "")}
    asked = urlencode({key: value for key, value in known.items() if value})
    return f"postgres://{quote(at['USER'])}:{quote(at['PASSWORD'], safe='')}@/{name}?{asked}"


def drop_all() -> None:
    """What this run made, on a server that outlives it."""
    for (name,) in administer(f"select datname from pg_database where datname ~ '^svetovod_(made|copy)_{RUN}_'"):
        drop(name)


@contextmanager
def connected(name: str) -> Iterator[None]:
    """Django's connection leads to the database `name`."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


def empty() -> bool:
    """Deletes every row but those that every database of the product has; not where triggers must be minded."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select rolsuper from pg_roles where rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(HELD, [[*EVERYWHERE]])
        deletes = "; ".join(f'delete from "{name}"' for (name,) in cursor.fetchall())
        cursor.execute(f"set local session_replication_role = replica; {deletes}")
    return True


def holds_rows() -> bool:
    """Whether there is a row that not every database of the product has."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [[*EVERYWHERE]])
        found = [f'exists(select from "{name}")' for (name,) in cursor.fetchall()]
        cursor.execute(f"select {' or '.join(found) or 'false'}")
        return bool(cursor.fetchone()[0])


def sweep() -> None:
    """What tests have taken back lies in its tables still, and whoever empties one or counts its rows walks past all of
    it: a hundred megabytes after two thousand tests. Nobody else sweeps during a run."""
    name = connection.settings_dict["NAME"]
    large = ", ".join(f'"{table}"' for (table,) in administer(LARGE, name))
    if large:  # a table that somebody holds is left to the next time
        administer(f"vacuum (skip_locked) {large}", name)


def jobs_empty() -> None:
    """The queue of jobs is no table of Django's."""
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@contextmanager
def _alone() -> Iterator[None]:
    with (Path(os.environ["SVETOVOD_VAR"]) / "databases.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _files_of_the_run() -> Iterator[None]:
    """Its files lie where all tests look for them, also when the first that needs it keeps its own somewhere else."""
    folder = Path(os.environ["SVETOVOD_VAR"])
    with override_settings(VAR=folder, MEDIA_ROOT=folder / "files"):
        yield


def made(what: str, source: str, fill: Callable[[], None]) -> str:
    """The name of a copy of `source` that was filled once in this run. It shows under that name when it is whole."""
    name, rough = f"{MADE}_{what}", f"{COPY}_rough"
    if exists(name):
        return name
    with _alone():
        if not exists(name):
            clone(source, rough)
            with connected(rough), _files_of_the_run():
                fill()
            administer(f'alter database "{rough}" rename to "{name}"')
    return name


def migrated() -> str:
    """A database with all tables and nothing in them."""
    return made("root", "template1", lambda: call_command("migrate", verbosity=0))
