"""Whoever calls the command in one process gets of each call what is its own, and an answer within a bound."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .calls import Caller, caller

STAND_IN = """
import logging, os, sys, threading, time
def main():
    if not logging.getLogger().handlers:
        logging.basicConfig(format="%(message)s")
    match sys.argv[1:]:
        case ["reads"]:
            print(repr(sys.stdin.read()))
        case ["asks"]:
            print(input("Sure? "))
        case ["logs", words]:
            logging.warning(words)
        case ["sleeps"]:
            time.sleep(60)
        case ["stays"]:
            threading.Thread(target=time.sleep, args=(60,)).start()
        case ["ends"]:
            os._exit(9)
"""


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """Of a command that does what no command may do to the others."""
    place = tmp_path / "svetovod/cli"
    place.mkdir(parents=True)
    for folder in (place, place.parent):
        (folder / "__init__.py").touch()
    (place / "app.py").write_text(STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with caller(seconds=20.0) as found:
        yield found


def test_a_call_that_reads_or_asks_finds_the_end_of_its_input_and_not_the_next_call(call: Caller) -> None:
    for _time in range(2):
        assert (call("reads").returncode, call("reads").stdout) == (0, "''\n")
    done = call("asks")
    assert (done.returncode, done.stdout) == (1, "Sure? ") and "EOFError" in done.stderr
    assert call("reads").stdout == "''\n"


def test_what_a_later_call_logs_is_in_its_own_stream(call: Caller) -> None:
    assert [call("logs", words).stderr for words in ("first, and longer", "second", "")] == [
        "first, and longer\n", "second\n", "\n"
    ]  # fmt: skip


def test_a_call_without_an_end_is_ended_and_the_next_is_answered(call: Caller) -> None:
    call.seconds = 0.5
    with pytest.raises(AssertionError, match="no answer to sleeps"):
        call("sleeps")
    call.seconds = 20.0
    assert call("logs", "next").stderr == "next\n"


def test_a_call_that_ends_the_process_does_not_end_the_next(call: Caller) -> None:
    with pytest.raises(AssertionError, match="no answer to ends"):
        call("ends")
    assert call("logs", "next").stderr == "next\n"


def test_a_new_process_starts_as_the_first_did(call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "nowhere"))  # where the stand-in is not
    with pytest.raises(AssertionError, match="no answer to ends"):
        call("ends")
    assert call("logs", "next").stderr == "next\n"


def test_a_process_that_does_not_end_by_itself_is_killed_and_told_of(call: Caller) -> None:
    call("stays")
    first, call.seconds = call.process, 0.5
    with pytest.raises(subprocess.TimeoutExpired):
        call.end()
    assert first.returncode == -signal.SIGKILL
