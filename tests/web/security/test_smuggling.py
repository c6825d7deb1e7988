"""Requests that say two things of their own length, through the server itself: no second request hides in a first."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ports import free_port

HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
PATIENCE = 120  # seconds: of a machine that has much else to do


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The server of the product, started with its options of `deploy/`, before a page that tells what reached it."""
    number = free_port()
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port",
        str(number), "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "echo:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", number), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, "it did not start"
                time.sleep(0.05)
        yield number
    finally:
        process.terminate()
        process.wait()


def told(port: int, raw: bytes) -> bytes:
    """All that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(raw)
        got = b""
        try:
            while piece := line.recv(65536):
                got += piece
        except ConnectionResetError:
            pass
    return got


def post(*heads: str, body: bytes = b"") -> bytes:
    return "\r\n".join(["POST /seen HTTP/1.1", "Host: x", *heads, "", ""]).encode() + body


def test_a_plain_request_is_answered(port: int) -> None:
    """Without this the refusals below would prove nothing."""
    assert b"[POST /seen 3]" in told(port, post("Content-Length: 3", "Connection: close", body=b"abc"))
    chunked = post("Transfer-Encoding: chunked", "Connection: close", body=b"3\r\nabc\r\n0\r\n\r\n")
    assert b"[POST /seen 3]" in told(port, chunked)


CONTRADICTING = {
    "two lengths": post("Content-Length: 3", f"Content-Length: {3 + len(HIDDEN)}", body=b"abc" + HIDDEN),
    "two lengths, the longer first": post(
        f"Content-Length: {3 + len(HIDDEN)}", "Content-Length: 3", body=b"abc" + HIDDEN
    ),
    "lengths in one line": post(f"Content-Length: 3, {3 + len(HIDDEN)}", body=b"abc" + HIDDEN),
    "a length with a sign": post("Content-Length: +3", body=b"abc" + HIDDEN),
    "a length of letters": post("Content-Length: 0x3", body=b"abc" + HIDDEN),
    "a negative length": post("Content-Length: -3", body=b"abc" + HIDDEN),
    "a coding nobody knows": post("Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + HIDDEN),
    "chunked is not last": post("Transfer-Encoding: chunked, gzip", body=b"0\r\n\r\n" + HIDDEN),
    "a space before the colon": post("Transfer-Encoding : chunked", "Content-Length: 3", body=b"abc" + HIDDEN),
}


@pytest.mark.parametrize("raw", CONTRADICTING.values(), ids=CONTRADICTING)
def test_what_contradicts_itself_hides_nothing(raw: bytes, port: int) -> None:
    answer = told(port, raw)
    assert b"/hidden" not in answer
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    "body", [b"zz\r\n", b"3\nabc\r\n0\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n", b"-3\r\nabc\r\n0\r\n\r\n"]
)
def test_chunks_that_are_none_end_the_connection(body: bytes, port: int) -> None:
    """The page may be asked with what came of the body, the rest is no request."""
    answer = told(port, post("Transfer-Encoding: chunked", body=body + HIDDEN))
    assert b"/hidden" not in answer and answer.count(b"HTTP/1.1 ") <= 1


def test_with_a_length_and_chunks_the_chunks_count_and_nothing_of_the_rest(port: int) -> None:
    """What nginx does as well, which passes on one of the two: both read the same request."""
    body = b"3\r\nabc\r\n0\r\n\r\n"
    for length in (0, 3, len(body) + len(HIDDEN)):
        raw = post(f"Content-Length: {length}", "Transfer-Encoding: chunked", "Connection: close", body=body + HIDDEN)
        answer = told(port, raw)
        assert b"/hidden" not in answer
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4") or answer.count(b"[POST /seen 3]") == 1
