"""A key outside of the database is renewed, and what it has closed is closed anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common.sealing import (
    Place,
    SealBrokenError,
    former_drop,
    former_file,
    key_file,
    key_replace,
    places,
)


class KeyStaysError(Exception):
    """`code`: `unknown` (no such key can be renewed), `no_former` (there is none to forget), `half` (its renewal was
    cut short)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Renewed:
    """`made`: the key is new since this call. How many values were closed anew; how many no key here opens, which stay
    as they are."""

    made: bool
    closed: int
    lost: int


@transaction.atomic
def key_renew(*, name: str, at: datetime) -> Renewed:
    """A new key, and all that the former one closed under it, as the owner of the tables.

    The former key stays: a process may just have closed something with it, which waits to be written. Called again it
    makes no other key, but goes on. Raises `KeyStaysError`.
    """
    with _held(name):
        made = key_replace(name)
        closed, lost = _closed_anew(name)
    record(actor=SYSTEM, action="key.renew", subject=("key", name), at=at, made=made, closed_anew=closed, unopened=lost)
    return Renewed(made, closed, lost)


@transaction.atomic
def key_forget(*, name: str, at: datetime) -> Renewed:
    """The former key goes when it is sure that nothing needs it; what was written under it meanwhile is closed anew.

    Raises `KeyStaysError`.
    """
    with _held(name):
        if not former_file(name).exists():
            raise KeyStaysError("no_former")
        if former_file(name).read_bytes() == key_file(name).read_bytes():
            raise KeyStaysError("half")
        closed, lost = _closed_anew(name)
    record(actor=SYSTEM, action="key.forget", subject=("key", name), at=at, closed_anew=closed, unopened=lost)
    transaction.on_commit(lambda: former_drop(name))
    return Renewed(made=False, closed=closed, lost=lost)


@contextmanager
def _held(name: str) -> Iterator[None]:
    """Nobody writes into these tables until the end; what is submitted is frozen by triggers, which rest so long: for
    the owner of the tables alone, who is told before anything is made."""
    if name not in places:
        raise KeyStaysError("unknown")
    tables = [connection.ops.quote_name(model._meta.db_table) for model in dict.fromkeys(map(_model, places[name]))]
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _closed_anew(name: str) -> tuple[int, int]:
    done = [_value_closed(place, row) for place in places[name] for row in _rows(place)]
    return done.count(True), done.count(None)


def _value_closed(place: Place, pk: Any) -> bool | None:
    """Whether it had to be closed anew; None where no key opens it. One at a time: a scan may be of some megabytes."""
    row = _model(place).objects.filter(pk=pk)
    number, kept = row.values_list(place.row, place.field).get()
    try:
        anew = place.renewed(number, kept)
    except SealBrokenError:
        return None
    if anew is not None:
        row.update(**{place.field: anew})
    return anew is not None


def _rows(place: Place) -> list[Any]:
    return list(_model(place).objects.order_by("pk").values_list("pk", flat=True))


def _model(place: Place) -> Any:
    return apps.get_model(place.model)
