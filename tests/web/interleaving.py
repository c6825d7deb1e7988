"""Two acts stepped statement by statement against each other, in every order of up to two changes of hands.

Each act runs in a thread with a connection of its own and stops before every statement that locks rows or names a
table one of them writes, and before its commit. A schedule says how many steps the first makes, how many the other
makes then, and lets the first end and then the other; whoever waits for a lock of the other gives way. After each
schedule the tables are put back as they were. No luck is needed, and what was found once is found again.

`make torture` tries every schedule that differs from the others, of a pair with more than `MOST` so many of them.
"""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Condition, Thread
from time import monotonic
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.thorough import WHOLE
from tests.web.journal_last import journal_last
from tests.web.keeping import tables_put, tables_read
from tests.web.statements import changes

from svetovod.web.audit.models import LedgerEntry, LedgerHead
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.common.errors import Denied, Hidden, Refused

FEW, MOST, ALL = 3, 1500, 10**6
PATIENCE = 0.004  # seconds until somebody who does not come back is asked whether a lock holds it
LONGEST = 60  # seconds in which a step ends or is held by a lock: more is a circle that nobody sees
LOCKS = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b")
NAMES = re.compile(r"\w+")  # in quotes or, where the product writes SQL itself, not
Act = Callable[[], Any]


@dataclass(frozen=True)
class Race:
    """`holds` is given what came of both: what they returned, or the code of the refusal; it asserts."""

    first: Act
    second: Act
    holds: Callable[[Any, Any], None]
    alike: bool = False  # both do the same: whoever begins, it is one schedule


@dataclass(frozen=True)
class Played:
    """What came of the first and of the second, the steps of each, and how many the one that did not start was granted
    before the starting one went on to its end."""

    one: Any
    other: Any
    steps: tuple[int, int]
    between: int


class Abandoned(BaseException):
    """Ends an act whose schedule has failed: what it holds would hold up the tables that are put back."""


class Seat:
    """A thread whose connection stays open from schedule to schedule: the server learns its tables once."""

    def __init__(self) -> None:
        self.hands: SimpleQueue[Hand | None] = SimpleQueue()
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while hand := self.hands.get():
            hand.play()
        connection.close()

    def leave(self) -> None:
        self.hands.put(None)
        self.thread.join(30)


class Hand:
    """An act that is done a step at a time."""

    def __init__(self, bell: Condition, act: Act, watched: set[str]) -> None:
        self.bell, self.act, self.watched = bell, act, watched
        self.state, self.steps, self.granted, self.pid = "running", 0, False, 0
        self.abandoned = False
        self.written: set[str] = set()
        self.outcome: Any = None

    def play(self) -> None:
        try:
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("select pg_backend_pid(), set_config('deadlock_timeout', '30ms', false)")
                self.pid = cursor.fetchone()[0]
            commit = connection._commit
            connection._commit = lambda: (self._gate(), commit())  # type: ignore[method-assign,assignment]
            self._gate()
            with connection.execute_wrapper(self._statement):
                self.outcome = self.act()
        except (Refused, Denied, Hidden) as refusal:
            self.outcome = getattr(refusal, "code", type(refusal).__name__)
        except Abandoned:
            connection.close()
        except Exception as error:
            self.outcome = error
            connection.close()
        finally:
            with suppress(AttributeError):
                del connection._commit
            self._say("done")

    def _statement(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        text = str(sql)
        self.written.update(table for _verb, table in changes(text))
        if not self.watched.isdisjoint(NAMES.findall(text)) or LOCKS.search(text) or "procrastinate" in text:
            self._gate()
        return execute(sql, params, many, context)

    def _gate(self) -> None:
        with self.bell:
            self.state = "ready"
            self.bell.notify_all()
            self.bell.wait_for(lambda: self.granted or self.abandoned)
            if self.abandoned:
                raise Abandoned
            self.granted, self.state = False, "running"
            self.steps += 1

    def _say(self, state: str) -> None:
        with self.bell:
            self.state = state
            self.bell.notify_all()

    def abandon(self) -> None:
        with self.bell:
            self.abandoned = True
            self.bell.notify_all()

    def go(self) -> None:
        with self.bell:
            self.granted, self.state = True, "running"
            self.bell.notify_all()


class Table:
    """Where the two sit: grants steps, sees who waits for whom, and puts the tables back that they write."""

    def __init__(self, race: Race, watch: Any) -> None:
        self.race, self.watch, self.watched = race, watch, _written_by(race)
        self.seats = [Seat(), Seat()]
        self.rows: dict[str, bytes] = {}

    def play(self, starts: int, i: int, j: int) -> Played:
        """`starts` makes i steps, the other j, then each to its end."""
        bell = Condition()
        hands = [Hand(bell, act, self.watched) for act in (self.race.first, self.race.second)]
        for seat, hand in zip(self.seats, hands, strict=True):
            seat.hands.put(hand)
        own, other = hands[starts], hands[1 - starts]
        try:
            self._lead(bell, own, other, i)
            between = self._lead(bell, other, own, j)
            self._lead(bell, own, other, None)
            self._lead(bell, other, own, None)
        except BaseException:
            for hand in hands:
                hand.abandon()
            raise
        for hand in hands:
            assert hand.written <= self.watched, f"written and not put back: {hand.written - self.watched}"
        return Played(hands[0].outcome, hands[1].outcome, (hands[0].steps, hands[1].steps), between)

    def _lead(self, bell: Condition, hand: Hand, other: Hand, most: int | None) -> int:
        """Steps of one, and how many it was granted; while a lock holds it the other is given the steps that free
        it."""
        made = 0
        while True:
            state = self._settled(bell, hand)
            if state == "done" or (most is not None and made >= most):
                return made
            if state == "ready":
                hand.go()
                made += 1
            elif most is not None:  # it waits for the other: its turn
                return made
            elif self._settled(bell, other) == "ready":
                other.go()

    def _settled(self, bell: Condition, hand: Hand) -> str:
        """`ready`, `done` or `waiting`."""
        end = monotonic() + LONGEST
        while monotonic() < end:
            with bell:
                if bell.wait_for(lambda: hand.state != "running", PATIENCE):
                    return hand.state
            if hand.pid and self.watch.execute("select cardinality(pg_blocking_pids(%s))", [hand.pid]).fetchone()[0]:
                return "waiting"
        doing = self.watch.execute(
            "select pid, state, wait_event_type, wait_event, left(query, 200) from pg_stat_activity"
            " where datname = current_database()"
        ).fetchall()
        raise AssertionError(f"neither ready nor waiting after {LONGEST} s (process {hand.pid}): {doing}")

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Rows as they stand now are put back by `back`."""
        self.rows = tables_read(self.watched)
        try:
            yield
        finally:
            self.back()
            for seat in self.seats:
                seat.leave()

    def back(self) -> None:
        with transaction.atomic():
            tables_put(connection.connection, self.rows)


def _written_by(race: Race) -> set[str]:
    """The tables both write, with those of their triggers: done one after the other, both ways, and undone.

    Neither may ask for a row after its first entry of the journal.
    """
    found = set[str]()

    def note(execute: Any, sql: Any, *rest: Any) -> Any:
        found.update(table for _verb, table in changes(str(sql)))
        return execute(sql, *rest)

    _ask("select pg_stat_force_next_flush()")
    for acts in ((race.first, race.second), (race.second, race.first)):
        with transaction.atomic(), journal_last():
            for act in acts:
                with suppress(Refused, Denied, Hidden), connection.execute_wrapper(note), transaction.atomic():
                    act()
            found |= {
                name
                for (name,) in _ask(
                    "select relname::text from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0"
                )
            }
            transaction.set_rollback(True)
    return found


def interleave(race: Race) -> int:
    """How many schedules were tried: some of them in every run, all that differ in `make torture`."""
    _require_right()
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"] or None, port=settings["PORT"] or None, user=settings["USER"] or None,
        password=settings["PASSWORD"] or None, dbname=settings["NAME"], autocommit=True,
    ) as watch:  # fmt: skip
        table = Table(race, watch)
        with table.keeping():
            most = MOST if WHOLE else FEW
            tried, schedules = _differing(table) if WHOLE else (0, _schedules(table))
            if len(schedules) > most:
                schedules = sorted(random.Random(1).sample(schedules, most))
            for schedule in schedules:
                _tried(table, *schedule)
    return tried + len(schedules)


def _tried(table: Table, starts: int, i: int, j: int) -> Played:
    played = table.play(starts, i, j)
    made = "all" if j == ALL else j
    _judge(table.race, played, f"after {i} steps of the {('first', 'second')[starts]} and {made} of the other")
    table.back()
    return played


def _require_right() -> None:
    """Tables are put back without their triggers, which is not every role's to say."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
    except ProgrammingError as refused:
        pytest.skip(f"the role of the database may not put the tables back without their triggers: {refused}")


def _schedules(table: Table) -> list[tuple[int, int, int]]:
    """Every order of as many steps as each makes unhindered: many of them are one, for locks hinder."""
    alone, after = _steps(table)
    steps = [max(of) for of in zip(alone, after, strict=True)]
    return [
        (starts, i, j)
        for starts in _starting(table.race)
        for i in range(1, steps[starts] + 1)
        for j in range(1, steps[1 - starts] + 1)
    ]


def _differing(table: Table) -> tuple[int, list[tuple[int, int, int]]]:
    """How many orders it took to see where locks hinder, and all others that differ from these and from each other:
    whoever waits after three steps does the same with leave for four."""
    alone, _after = _steps(table)
    tried, others = 0, []
    for starts in _starting(table.race):
        for i in range(1, alone[starts]):
            between = _tried(table, starts, i, ALL).between
            others += [(starts, i, j) for j in range(1, between)]
            tried += 1
    return tried, others


def _steps(table: Table) -> tuple[list[int], list[int]]:
    """Of each, where it comes first and where it comes second, one after the other."""
    played = []
    for starts in (0, 1):
        played.append(table.play(starts, ALL, 0))
        _judge(table.race, played[-1], "one after the other")
        table.back()
    return [played[each].steps[each] for each in (0, 1)], [played[1 - each].steps[each] for each in (0, 1)]


def _starting(race: Race) -> tuple[int, ...]:
    return (0,) if race.alike else (0, 1)


def _judge(race: Race, played: Played, when: str) -> None:
    one, other = played.one, played.other
    for each in (one, other):
        assert not isinstance(each, Exception), f"{when}: {type(each).__name__}: {each}"
    try:
        race.holds(one, other)
        whole_journal()
    except AssertionError as error:
        raise AssertionError(f"{when}: {error}; {one!r}, {other!r}") from error


def whole_journal() -> None:
    indexes = list(LedgerEntry.objects.order_by("index").values_list("index", flat=True))
    assert indexes == list(range(LedgerHead.objects.get(pk=1).size)), "gaps in the journal"
    assert verify_journal() == []


def entries(action: str) -> int:
    return LedgerEntry.objects.filter(action=action).count()


def _ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
