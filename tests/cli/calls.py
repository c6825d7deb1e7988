"""Calls of the command one after another in one process: to start it costs more than most of what it is asked."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

SVETOVOD = (sys.executable, "-c", "from svetovod.cli.app import main; main()")
SECONDS = 300.0  # after which whoever does not answer is ended: a call takes one or two
# what is asked comes by a stream of its own: a command that reads or asks something finds the end of its input. One
# stream of errors serves all calls: what is logged goes to the one that was there first. The other streams, arguments,
# environment and folder are set anew for each; what waits in a stream is written out as Python does at its end, with
# the code it ends with when that fails
SERVES = """
import io, json, os, sys, traceback
answers, questions = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(0))
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
from svetovod.cli.app import main
sys.excepthook = lambda *error: traceback.print_exception(*error, file=sys.__stderr__)  # of what serves, not of a call
err = io.BytesIO()
sys.stderr = io.TextIOWrapper(err, "utf-8", "backslashreplace", line_buffering=True)
for line in questions:
    arguments, environ, folder, out = json.loads(line)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    sys.argv = ["-c", *arguments]
    place = os.open(out or os.devnull, os.O_WRONLY)
    os.dup2(place, 1)
    os.close(place)
    raw = io.BytesIO()
    err.seek(0)
    err.truncate()
    sys.stdin = open(0, closefd=False)
    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False) if out else raw, "utf-8", "surrogateescape")
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    try:
        sys.stdout.flush()
    except Exception:
        code = 120
    said = "" if out else raw.getvalue().decode("utf-8", "surrogateescape")
    answers.write(json.dumps([code, said, err.getvalue().decode()]) + "\\n")
    answers.flush()
"""


class Caller:
    """call("rules", "list") -> what subprocess.run gives of such a call. After one without an answer the next is asked
    of a new process, which starts as the first did: not in the environment and folder of the test that is running."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._environ, self._folder = dict(os.environ), Path.cwd()
        self.process = self._start()

    def __call__(
        self, *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None, stdout: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """`stdout` is a file instead of what is caught."""
        asked: list[Any] = [arguments, dict(os.environ if env is None else env), str(cwd or Path.cwd()), stdout]
        answer = ""
        try:
            answer = self._answer(json.dumps(asked))
        finally:
            if not answer:  # one that is still to come would be taken for the next call's
                self.process.kill()
                self.end()
                self.process = self._start()
        assert answer, f"no answer to {' '.join(arguments)} within {self.seconds} seconds, or the process has ended"
        return subprocess.CompletedProcess(arguments, *json.loads(answer))

    def end(self) -> None:
        """Raises `subprocess.TimeoutExpired` for a process that does not end by itself and has been killed."""
        with self.process:
            try:
                self.process.communicate(timeout=self.seconds)
            finally:
                self.process.kill()

    def _start(self) -> "subprocess.Popen[str]":
        serves = [sys.executable, "-c", SERVES]
        pipe = subprocess.PIPE
        return subprocess.Popen(serves, stdin=pipe, stdout=pipe, text=True, env=self._environ, cwd=self._folder)

    def _answer(self, asked: str) -> str:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(asked + "\n")
        self.process.stdin.flush()
        bound = Timer(self.seconds, self.process.kill)
        bound.start()
        try:
            return self.process.stdout.readline()
        finally:
            bound.cancel()


@contextmanager
def caller(seconds: float = SECONDS) -> Iterator[Caller]:
    found = Caller(seconds)
    try:
        yield found
    finally:
        found.end()
