"""What looks for malware in a file: a program of the operator's on this machine, asked over a socket."""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CHUNK = 64 * 1024
SECONDS = 20.0  # what nobody has looked through by then counts as not looked through
PACE = 4 * 1024 * 1024  # bytes a second more: a registry of 300 MB has a minute and a half
MOST_ANSWER = 4096
BEYOND = "Heuristics.Limits.Exceeded"  # by AlertExceedsMax: a limit was reached and the rest not read; no malware
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ScannerDownError(Exception):
    """Nobody has looked through the file; the text says why."""


class FileUnreadError(ScannerDownError):
    """The scanner answers, and does not read this file: too large for its settings, too deep, too slow."""


def seconds_for(size: int) -> float:
    return SECONDS + size / PACE


class FileScanner(Protocol):
    def scan(self, file: IO[bytes], seconds: float | None = None) -> str:
        """The name of what was found, "" for nothing. Raises `ScannerDownError`."""

    def version(self) -> str:
        """What the scanner says of itself. Raises `ScannerDownError`."""


class Clamd:
    """The daemon of ClamAV: `/run/clamav/clamd.ctl`, or `127.0.0.1:3310`. The file goes over the socket, not its path:
    the daemon needs no right to read the product's folders."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        self.address, self.seconds = address, seconds
        host, _colon, port = address.rpartition(":")
        self.tcp = None if address.startswith("/") else (host.strip("[]"), int(port) if port.isdigit() else 0)
        if self.tcp and (self.tcp[0] not in LOOPBACK or not 0 < self.tcp[1] < 65536):
            raise ImproperlyConfigured(
                f"SVETOVOD_CLAMD={address}: a socket like /run/clamav/clamd.ctl, or 127.0.0.1 with a port, is needed"
            )

    def scan(self, file: IO[bytes], seconds: float | None = None) -> str:
        answer = self._asked(b"zINSTREAM\0", file, seconds)
        said = answer.partition(": ")[2]
        if answer.endswith(" ERROR") or said.startswith(BEYOND):
            raise FileUnreadError(answer)
        if said == "OK":
            return ""
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")[:100]
        raise ScannerDownError(answer or "no answer")

    def version(self) -> str:
        return self._asked(b"zVERSION\0")

    def _asked(self, command: bytes, file: IO[bytes] | None = None, seconds: float | None = None) -> str:
        until = time.monotonic() + (self.seconds if seconds is None else seconds)
        try:
            with closing(self._connected(until)) as line:
                try:
                    line.sendall(command)
                    for piece in _framed(file) if file is not None else ():
                        line.settimeout(_left(until))
                        line.sendall(piece)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # a daemon that has enough of a file says so and hangs up: its answer is still to be read
                return _answer(line, until)
        except OSError as error:
            raise ScannerDownError(str(error)) from error

    def _connected(self, until: float) -> socket.socket:
        if self.tcp:
            return socket.create_connection(self.tcp, timeout=_left(until))
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(_left(until))
            line.connect(str(Path(self.address)))
        except BaseException:
            line.close()
            raise
        return line


def _framed(file: IO[bytes]) -> Iterator[bytes]:
    """Pieces, each with its length before it, and a length of nothing at the end."""
    file.seek(0)
    while piece := file.read(CHUNK):
        yield struct.pack("!L", len(piece)) + piece
    yield struct.pack("!L", 0)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is up")
    return left


def _answer(line: socket.socket, until: float) -> str:
    got = b""
    while b"\0" not in got and len(got) < MOST_ANSWER:
        line.settimeout(_left(until))
        piece = line.recv(MOST_ANSWER)
        if not piece:
            break
        got += piece
    return got.partition(b"\0")[0].decode(errors="replace").strip()


def the_scanner() -> FileScanner | None:
    """As the settings say; None where files are not looked through."""
    return Clamd(settings.CLAMD) if settings.CLAMD else None
