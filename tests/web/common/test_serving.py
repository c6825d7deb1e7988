"""A socket that is handed over outlives the process that answers in it: nobody is refused while it is exchanged."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from svetovod.web import serving

APP = """
import os, time
def application(environ, start):
    environ["wsgi.input"].read()
    time.sleep(0.05)
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getppid()).encode()]
"""
START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
told = os.environ | {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
asked = "--interface wsgi --workers 1 --no-ws --log-level critical app:application"
os.execve(sys.executable, [sys.executable, "-m", "svetovod.web.serving", *asked.split()], told)
"""


UNIT = Path(__file__).parents[3] / "deploy" / "svetovod-web@.service"


def handed_by_systemd(listening: socket.socket) -> None:
    """What systemd does to the socket whenever it starts a process of the unit."""
    os.set_blocking(listening.fileno(), "NonBlocking=yes" not in UNIT.read_text().splitlines())


def process(listening: socket.socket, folder: Path) -> "subprocess.Popen[bytes]":
    """As systemd starts it: the socket is descriptor 3."""
    return subprocess.Popen(
        [sys.executable, "-c", START, str(listening.fileno())], pass_fds=[listening.fileno()], cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)}, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_two_processes_are_restarted_in_turn_and_nobody_is_refused(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    over, good, bad = threading.Event(), list[int](), list[str]()
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        port = listening.getsockname()[1]

        def work() -> None:
            while not over.is_set():
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
                try:
                    line.connect()
                    time.sleep(0.02)  # taken by a process, and nothing to read yet: so a busy proxy calls
                    line.request("POST", "/", b"x" * 100, {"Connection": "close"})
                    good.append(int(line.getresponse().read()))
                except (OSError, ValueError, http.client.HTTPException) as error:
                    bad.append(repr(error))
                finally:
                    line.close()

        def answers_of(number: int) -> None:
            until = time.monotonic() + 120
            while number not in good:
                assert time.monotonic() < until, bad
                time.sleep(0.1)

        running = [process(listening, tmp_path), process(listening, tmp_path)]
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for place in (0, 1):
                answers_of(running[place].pid)
                running[place].send_signal(signal.SIGTERM)
                assert running[place].wait(120) == 0
                running[place] = process(listening, tmp_path)
            answers_of(running[1].pid)
        finally:
            over.set()
            for thread in threads:
                thread.join()
            for each in running:
                each.terminate()
                each.wait(120)
    assert bad == [] and len(set(good)) >= 3


def test_the_start_of_a_neighbour_lets_nobody_wait(tmp_path: Path) -> None:
    """Whether the socket blocks is one matter of all who share it, and systemd says so anew at each start: a process
    that runs would take one visitor and wait for the next before it answers."""
    (tmp_path / "app.py").write_text(APP)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        running, answered = process(listening, tmp_path), list[bytes]()
        try:
            for _ in range(3):
                handed_by_systemd(listening)
                with closing(http.client.HTTPConnection(*listening.getsockname(), timeout=30)) as line:
                    line.request("POST", "/", b"x", {"Connection": "close"})
                    answered.append(line.getresponse().read())
        finally:
            running.terminate()  # killed, it would leave its worker behind
            running.wait(120)
    assert len(answered) == 3


def test_a_socket_that_blocks_is_told_of(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        for blocks in (False, True):
            listening.setblocking(blocks)
            monkeypatch.setattr(serving, "handed_over", lambda: os.dup(listening.fileno()))
            caplog.clear()
            taken = object.__new__(serving.Handed)
            taken.backlog = 1
            taken._init_shared_socket()
            assert ("NonBlocking=yes" in caplog.text) == blocks
            assert not os.get_blocking(listening.fileno())
            taken._sso.close()


def test_a_look_for_what_is_still_open_keeps_no_descriptor() -> None:
    """A process that stops looks twenty times a second: what it copies of a pipe and a file is closed again."""
    reading, writing = os.pipe()
    try:
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(5):
            list(serving.sockets())
        assert len(list(Path("/proc/self/fd").iterdir())) == before
    finally:
        os.close(reading)
        os.close(writing)


def test_a_worker_ends_whatever_became_of_its_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError(24, "Too many open files")

    ends: list[Callable[[int, object], None]] = []
    monkeypatch.setattr(serving, "given_to", lambda _process: True)
    monkeypatch.setattr(serving, "leave", broken)
    monkeypatch.setattr(serving.signal, "signal", lambda _number, end: ends.append(end))
    event = serving.leaving_first(threading.Event)()
    with pytest.raises(OSError, match="Too many"):
        ends[0](signal.SIGTERM, None)
    assert event.is_set()


def test_systemd_is_told_when_a_process_can_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        serving.ready()
        assert systemd.recv(64) == b"READY=1"
