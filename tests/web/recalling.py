"""What the database has answered is not asked again while everything lies as it did.

Whoever asks one page after another in one transaction, each taken back, puts the same questions of people, roles and
objects thousands of times. Inside `recalled()` a SELECT in the same words with the same values is answered out of
memory for as long as nothing was written, and again once what was written is taken back: every state of the
transaction has answers of its own, known by the savepoints that lead back to it. A state is left by anything that is
not plainly a question; a transaction that is broken answers nothing. Only this transaction may write meanwhile: no
second connection commits, as nobody does beside a test that is rolled back. `make torture` asks the database each time.
"""

import pickle
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import connection
from tests.thorough import WHOLE

from .keeping import READS, keep

# questions that lock, or whose answer differs from one time to the next
DIFFERS = re.compile(
    r"\bFOR (?:NO KEY )?UPDATE\b|\bFOR (?:KEY )?SHARE\b|advisory|nextval|clock_timestamp|random\(|pg_\w+_xact_",
    re.IGNORECASE,
)
SAVED = re.compile(r'\s*(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)"?\s*$', re.IGNORECASE)
FIXED = {str, int, bool, float, bytes, type(None), Decimal, datetime, date, time, timedelta, UUID}
PLAIN = tuple(FIXED)
Question = tuple[str, tuple[Any, ...]]


@cache
def _asks(sql: str) -> bool:
    """Whether a statement is a question that has one answer in one state."""
    return sql.lstrip(" (")[:6].upper() == "SELECT" and bool(READS.match(sql)) and not DIFFERS.search(sql)


def _value(given: Any) -> Any:
    """A value as a part of a key: 1, True and "1" ask for different things. Fails where it can be none."""
    if isinstance(given, list | tuple):
        return type(given), tuple(map(_value, given))
    if not isinstance(given, PLAIN):
        raise TypeError(given)
    return type(given), given


class Memory:
    """Answers by the state of the transaction they were given in."""

    def __init__(self) -> None:
        self.states = count(1)
        self.state = 0
        self.broken = False
        self.saved: list[tuple[str, int]] = []  # savepoints, each with the state it leads back to
        self.kept: dict[int, dict[Question, list[Any] | bytes]] = {}

    def question(self, sql: Any, params: Any) -> Question | None:
        """Nothing, where the answer is to be had of the database alone."""
        if self.broken or connection.needs_rollback or connection.queries_logged or not isinstance(sql, str):
            return None
        if not _asks(sql):
            return None
        try:
            return sql, tuple(map(_value, params or ()))
        except TypeError:
            return None

    def answer(self, question: Question) -> list[Any] | None:
        kept = self.kept.get(self.state, {}).get(question)
        return pickle.loads(kept) if isinstance(kept, bytes) else kept

    def keep(self, question: Question, rows: list[Any]) -> None:
        """What a row holds that a reader may change is given to each anew."""
        fixed = all(type(value) in FIXED for row in rows for value in row)
        self.kept.setdefault(self.state, {})[question] = rows if fixed else pickle.dumps(rows)

    def came(self, sql: Any) -> None:
        """A statement has been carried out that is none of those answered here."""
        if found := SAVED.match(str(sql)):
            self._led(found[1].upper(), found[2])
        elif not READS.match(str(sql)):
            self.wrote()

    def wrote(self) -> None:
        self._to(next(self.states))

    def _led(self, verb: str, name: str) -> None:
        known = [place for place, (other, _state) in enumerate(self.saved) if other == name]
        if verb == "SAVEPOINT":
            self.saved.append((name, self.state))
        elif not known:  # set before anybody looked
            self.wrote()
            self.broken = False
        elif verb == "RELEASE SAVEPOINT":
            del self.saved[known[-1] :]
        else:
            del self.saved[known[-1] + 1 :]
            self._to(self.saved[-1][1])
            self.broken = False

    def _to(self, state: int) -> None:
        self.state = state
        still = {state, *(kept for _name, kept in self.saved)}
        for gone in self.kept.keys() - still:
            del self.kept[gone]


class Recalling:
    """A cursor as Django hands it out, that is opened when the database has to be asked."""

    def __init__(self, memory: Memory, opened: Any) -> None:
        self.memory, self.opened = memory, opened
        self.cursor: Any = None
        self.asked: tuple[Any, Any] | None = None  # what `rows` answer
        self.rows: list[Any] | None = None

    def execute(self, sql: Any, params: Any = None) -> Any:
        self.rows, question = None, self.memory.question(sql, params)
        if question is None:
            done = self._carried_out("execute", sql, params)
            self.memory.came(sql)
            return done
        self.asked = (sql, params)
        self.rows = self.memory.answer(question)
        if self.rows is None:
            self._carried_out("execute", sql, params)
            rows = self.cursor.fetchall()
            self.memory.keep(question, rows)
            self.rows = rows
        self.rows = [*self.rows]
        return self

    def executemany(self, sql: Any, many: Any) -> Any:
        self.rows = None
        done = self._carried_out("executemany", sql, many)
        self.memory.wrote()
        return done

    def _carried_out(self, how: str, *what: Any) -> Any:
        try:
            return getattr(self._open(), how)(*what)
        except BaseException:
            self.memory.broken = True
            raise

    def _open(self) -> Any:
        if self.cursor is None:
            self.cursor = self.opened()
        return self.cursor

    def fetchone(self) -> Any:
        if self.rows is None:
            return self._open().fetchone()
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int) -> list[Any]:
        if self.rows is None:
            return list(self._open().fetchmany(size))
        some, self.rows = self.rows[:size], self.rows[size:]
        return some

    def fetchall(self) -> list[Any]:
        if self.rows is None:
            return list(self._open().fetchall())
        some, self.rows = self.rows, []
        return some

    def __iter__(self) -> Iterator[Any]:
        return iter(self._open() if self.rows is None else self.fetchall())

    def __enter__(self) -> "Recalling":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        if self.cursor is not None:
            self.cursor.close()

    def __getattr__(self, name: str) -> Any:
        """Anything else (`description`, `copy`) is the database's: it is asked after all."""
        if self.rows is not None and self.asked is not None:
            self.rows = None
            self._carried_out("execute", *self.asked)
        elif name in {"copy", "callproc"}:
            self.memory.wrote()
        return getattr(self._open(), name)


@contextmanager
def recalled(whole: bool = WHOLE) -> Iterator[None]:
    """Where `whole`, nothing is answered out of memory. One within another is a part of it. A world that is put back
    meanwhile (`keep`) is a state of its own."""
    if whole or keep.told:
        yield
        return
    memory, opened = Memory(), connection.cursor
    keep.told.append(memory.wrote)
    try:
        with patch.object(connection, "cursor", lambda: Recalling(memory, opened)):
            yield
    finally:
        keep.told.remove(memory.wrote)
