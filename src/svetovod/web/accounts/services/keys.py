"""A key outside of the database is renewed, and what it has closed is closed anew."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.apps import apps
from django.db import OperationalError, connection, transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import journal_hold, record
from svetovod.web.common.sealing import (
    Place,
    SealBrokenError,
    former_drop,
    former_file,
    key_file,
    key_replace,
    places,
)

T = TypeVar("T")
# longer than any request that may have closed something with the former key
REST = timedelta(hours=1)
# PostgreSQL: lock_not_available, deadlock_detected
BUSY = {"55P03", "40P01"}
# shorter than the second after which PostgreSQL ends one of those who wait for each other: it is never another
WAIT_MS, TRIES, PAUSE = 300, 100, 0.3


class KeyStaysError(Exception):
    """Nothing was changed.

    `code`: `unknown` (no such key can be renewed), `missing` (its file is not in this folder), `foreign` (it opens
    nothing of what is kept), `busy` (people were at work in these tables all the time), `unforgotten` (a renewal before
    this one is done, and its former key still there), `no_former` (there is none to forget), `half` (its renewal was
    cut short), `early` (renewed less than `REST` ago).
    """

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


def key_renew(*, name: str, at: datetime) -> Renewed:
    """A new key, and all that the former one closed under it, as the owner of the tables.

    The former key stays: a process may just have closed something with it, which waits to be written. After a renewal
    that was cut short it makes no other key, but goes on. Raises `KeyStaysError`.
    """
    return _patiently(partial(_renew, name, at))


def key_forget(*, name: str, at: datetime, early: bool = False) -> Renewed:
    """The former key goes when nothing needs it; what was written under it meanwhile is closed anew.

    `early`: the server stood still, nobody can be about to write. Raises `KeyStaysError`.
    """
    former, done = _patiently(partial(_forget, name, at, early))
    former_drop(name, former)
    return done


def _renew(name: str, at: datetime) -> Renewed:
    with _held(name):
        _sure(name)
        made = key_replace(name)
        closed, lost = _closed_anew(name)
        if not made and not closed:
            raise KeyStaysError("unforgotten")
        said = {"made": made, "closed_anew": closed, "unopened": lost}
        record(actor=SYSTEM, action="key.renew", subject=("key", name), at=at, **said)
    return Renewed(made, closed, lost)


def _forget(name: str, at: datetime, early: bool) -> tuple[bytes, Renewed]:
    with _held(name):
        if not former_file(name).exists():
            raise KeyStaysError("no_former")
        former = former_file(name).read_bytes()
        if former == key_file(name).read_bytes():
            raise KeyStaysError("half")
        if not early and at.timestamp() - key_file(name).stat().st_mtime < REST.total_seconds():
            raise KeyStaysError("early")
        closed, lost = _closed_anew(name)
        record(actor=SYSTEM, action="key.forget", subject=("key", name), at=at, closed_anew=closed, unopened=lost)
    return former, Renewed(made=False, closed=closed, lost=lost)


def _patiently(act: Callable[[], T]) -> T:
    """Whoever is at work in these tables or in the journal goes first: this one takes nothing it would have to wait
    for while it holds what they need, but steps back and tries again."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return act()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") not in BUSY:
                raise
        time.sleep(PAUSE)
    raise KeyStaysError("busy")


@contextmanager
def _held(name: str) -> Iterator[None]:
    """Nobody writes into these tables until the end, nor holds a row of them; what is submitted is frozen by triggers,
    which rest so long: for the owner of the tables alone, who is told before anything is made."""
    if name not in places:
        raise KeyStaysError("unknown")
    tables = [connection.ops.quote_name(model._meta.db_table) for model in dict.fromkeys(map(_model, places[name]))]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {WAIT_MS}")
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
        journal_hold()
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _sure(name: str) -> None:
    """That this is the folder of this database, before anything is made in it."""
    if not key_file(name).exists():
        raise KeyStaysError("missing")
    any_kept = False
    for place in places[name]:
        for pk in _rows(place):
            number, kept = _value(place, pk)
            if kept:
                any_kept = True
                try:
                    place.renewed(number, kept)
                    return
                except SealBrokenError:
                    continue
    if any_kept:
        raise KeyStaysError("foreign")


def _closed_anew(name: str) -> tuple[int, int]:
    done = [_value_closed(place, row) for place in places[name] for row in _rows(place)]
    return done.count(True), done.count(None)


def _value_closed(place: Place, pk: Any) -> bool | None:
    """Whether it had to be closed anew; None where no key opens it. One at a time: a scan may be of some megabytes."""
    number, kept = _value(place, pk)
    try:
        anew = place.renewed(number, kept)
    except SealBrokenError:
        return None
    if anew is not None:
        _model(place).objects.filter(pk=pk).update(**{place.field: anew})
    return anew is not None


def _value(place: Place, pk: Any) -> tuple[int, Any]:
    found: tuple[int, Any] = _model(place).objects.filter(pk=pk).values_list(place.row, place.field).get()
    return found


def _rows(place: Place) -> list[Any]:
    return list(_model(place).objects.order_by("pk").values_list("pk", flat=True))


def _model(place: Place) -> Any:
    return apps.get_model(place.model)
