"""Databases beside the product's own: made and filled out of sight, then named as the product's, or dropped."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from svetovod.engine.backup import BackupError

from .connecting import address

NAME_LIMIT = 63  # bytes of a name in PostgreSQL
PATIENCE = 20  # tenths of a second


def own_name() -> str:
    return str(conninfo_to_dict(address())["dbname"])


def beside(suffix: str) -> str:
    """The name of a database beside the product's."""
    return f"{own_name()[: NAME_LIMIT - len(suffix) - 1]}_{suffix}"


def at(name: str) -> str:
    return make_conninfo(address(), dbname=name)


@contextmanager
def administering() -> Iterator["Connection[Any]"]:
    """A connection to no database of ours."""
    with closing(psycopg.connect(at("postgres"), autocommit=True)) as connected:
        yield connected


def made_empty(name: str) -> None:
    """An empty database of that name; one that a killed run left goes. Raises `BackupError` without the right to."""
    own = own_name()
    with administering() as connected:
        connected.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
        like = connected.execute(
            "select datcollate, datctype, pg_encoding_to_char(encoding) from pg_database where datname = %s", [own]
        ).fetchone()
        collate, ctype, encoding = like or ("C", "C", "UTF8")
        try:
            connected.execute(
                SQL("create database {} template template0 encoding {} lc_collate {} lc_ctype {}").format(
                    Identifier(name), encoding, collate, ctype
                )
            )
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError("database.may_not_create", str(connected.info.user)) from error


def drop(name: str) -> None:
    with administering() as connected:
        connected.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))


def exchange(new: str, old: str) -> None:
    """The database `new` takes the product's name, which the present one gives up for `old`: at once, or not at all.

    Raises `BackupError` `database.in_use` while somebody is connected to the present one.
    """
    own = own_name()
    drop(old)
    try:
        with administering() as connected, connected.transaction():
            rename = SQL("alter database {} rename to {}")
            connected.execute(rename.format(Identifier(own), Identifier(old)))
            connected.execute(rename.format(Identifier(new), Identifier(own)))
    except psycopg.errors.ObjectInUse as error:
        raise BackupError("database.in_use", own) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupError("database.may_not_create", own) from error


def others_connected() -> bool:
    """Whether somebody uses the product's database; one who has just left is given a moment."""
    own = own_name()
    with administering() as connected:
        for _try in range(PATIENCE):
            found = connected.execute("select 1 from pg_stat_activity where datname = %s", [own]).fetchone()
            if found is None:
                return False
            time.sleep(0.1)
    return True
