"""A search in a process of its own: it can be ended at any moment, and its memory goes with it."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

from .events import Event
from .problem import MeetingProblem, Repair
from .roles import Role

_END = None
Told = tuple[Role, Event | None]


@contextmanager
def workers(problem: MeetingProblem | Repair, roles: tuple[Role, ...], seconds: float) -> Iterator["Queue[Told]"]:
    """The queue of what they tell; `None` says that one has ended."""
    told: Queue[Told] = Queue()
    running = [_start(problem, role, seconds, told) for role in roles]
    try:
        yield told
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def _start(
    problem: MeetingProblem | Repair, role: Role, seconds: float, told: "Queue[Told]"
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "svetovod.engine.meetings", role.value, str(int(seconds) + 2)]
    # a session of its own: an interrupt from the keyboard is for the parent, which has a schedule to give
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    Thread(target=_talk, args=(process, role, pickle.dumps(problem), told), daemon=True).start()
    return process


def _talk(process: "subprocess.Popen[bytes]", role: Role, problem: bytes, told: "Queue[Told]") -> None:
    assert process.stdin and process.stdout
    try:
        with process.stdin, process.stdout:
            process.stdin.write(problem)
            process.stdin.close()
            while True:
                told.put((role, pickle.load(process.stdout)))  # noqa: S301 - from our own child process
    except (EOFError, OSError, pickle.UnpicklingError):
        told.put((role, None))
