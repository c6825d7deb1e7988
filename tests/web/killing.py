"""An act in a process that is killed: what remains is what a power cut would leave."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

from django.db import connection
from tests.web.statements import changes

QUEUES = re.compile(r"\bprocrastinate_\w+\(")  # functions that write the queue


def writes(sql: str) -> bool:
    return bool(changes(sql) or QUEUES.search(sql))


def die(*_args: Any, **_kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(act: Callable[[], Any]) -> None:
    """Runs the act in a child that is killed inside it or right after it, before anybody is answered."""
    child = os.fork()
    if not child:
        inherited, connection.connection = connection.connection, None  # kept open: it is the parent's
        try:
            act()
        finally:
            die(inherited)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


COMMIT = "commit"


def deaths(act: Callable[[], Any]) -> Iterator[str]:
    """Kills a child before each statement of the act that writes, and the last one before its commit, one child for
    each. Yields what it was about to do, once it is dead: whoever asks then sees what is left. Of an act that commits
    once.
    """
    for number in count():
        reading, writing = os.pipe()
        killed(partial(_up_to, number, act, writing))
        os.close(writing)
        step = os.read(reading, 200).decode(errors="replace")
        os.close(reading)
        assert step, f"it wrote {number} times, and neither wrote more nor ended with a commit"
        yield step
        if step == COMMIT:
            assert number > 1, "it was killed at what it is about"
            return


def _up_to(number: int, act: Callable[[], Any], told: int) -> None:
    """The statement that writes after so many others that do is not reached, nor the commit."""
    before = iter(range(number))

    def end(step: str) -> None:
        os.write(told, step.encode()[:200])
        die()

    def statement(execute: Any, sql: Any, *rest: Any) -> Any:
        if writes(str(sql)) and next(before, None) is None:
            end(str(sql))
        return execute(sql, *rest)

    connection.ensure_connection()
    connection._commit = lambda: end(COMMIT)  # type: ignore[method-assign,assignment]
    with connection.execute_wrapper(statement):
        act()
