"""What is said to the scanner and what its answers mean."""

import socket
import threading
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured

from svetovod.web.quarantine.scanner import Clamd, FileUnreadError, ScannerDownError, seconds_for

from .conftest import daemon
from .fake_clamd import EICAR, LIMIT


def test_over_a_socket(clamd):
    scanner = Clamd(clamd)
    assert scanner.version().startswith("ClamAV")
    assert scanner.scan(BytesIO(b"%PDF-1.7 plain")) == "" and scanner.scan(BytesIO(b"")) == ""
    assert scanner.scan(BytesIO(b"\0" * 200_000 + EICAR)) == "Eicar-Test-Signature"


def test_over_the_loopback():
    with daemon("0") as address:
        assert address.startswith("127.0.0.1:")
        assert Clamd(address).scan(BytesIO(EICAR)) == "Eicar-Test-Signature"


def test_a_file_the_daemon_has_enough_of_was_not_looked_through(clamd):
    with pytest.raises(FileUnreadError):
        Clamd(clamd).scan(BytesIO(b"\0" * (LIMIT * 3)))


def test_a_large_file_has_more_time_and_one_whose_time_is_up_none(clamd):
    assert seconds_for(0) == 20 and 80 < seconds_for(300 * 2**20) < 120
    with pytest.raises(ScannerDownError):
        Clamd(clamd).scan(BytesIO(b"x"), 0)


@pytest.mark.parametrize("address", ["192.0.2.1:3310", "clamd.example:3310", "127.0.0.1", "127.0.0.1:0", "clamd.ctl"])
def test_no_file_leaves_the_machine(address):
    with pytest.raises(ImproperlyConfigured):
        Clamd(address)


def test_nobody_is_there(tmp_path):
    for call in (Clamd(str(tmp_path / "no.ctl")).version, lambda: Clamd("127.0.0.1:9").scan(BytesIO(b"x"))):
        with pytest.raises(ScannerDownError):
            call()


@pytest.mark.parametrize(
    "said",
    [
        b"", b"nonsense\0", b"stream: \0", b"stream: Cannot allocate memory ERROR\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
    ],
)  # fmt: skip
def test_only_ok_is_ok(said):
    """Whatever else is answered, nobody has looked."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            line, _from = server.accept()
            with line:
                line.recv(100)
                line.sendall(said)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ScannerDownError):
            Clamd(f"127.0.0.1:{server.getsockname()[1]}").scan(BytesIO(b"x"))
        thread.join()


def test_a_daemon_that_says_nothing_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(ScannerDownError):
        Clamd(f"127.0.0.1:{server.getsockname()[1]}", seconds=0.05).scan(BytesIO(b"x"))
