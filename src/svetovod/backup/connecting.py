"""Connections of PostgreSQL beside Django's, and Django led to another database for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg.conninfo import make_conninfo

# what a value looks like in COPY must not depend on how a server is configured
PINNED = {
    "client_encoding": "UTF8", "datestyle": "ISO, YMD", "timezone": "UTC", "intervalstyle": "postgres",
    "extra_float_digits": "1", "bytea_output": "hex", "search_path": "public", "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}  # fmt: skip


def address() -> str:
    """The database Django speaks to, as a connection string."""
    said = connection.settings_dict
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    asked = {name: value for name, value in said["OPTIONS"].items() if name.startswith("ssl")}
    return make_conninfo("", **{ours: said[name] for ours, name in parts.items() if said[name]}, **asked)


def pinned(conninfo: str, **options: Any) -> "psycopg.Connection[Any]":
    """A connection in which values are written in one way."""
    made = psycopg.connect(conninfo, autocommit=True, **options)
    for name, value in PINNED.items():
        made.execute("select set_config(%s, %s, false)", [name, value])
    return made


@contextmanager
def django_at(name: str) -> Iterator[None]:
    """Django's connection leads to the database `name` of the same server."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
