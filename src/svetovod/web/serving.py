"""`python -m svetovod.web.serving OPTIONS`: granian on a listening socket that systemd holds, if it hands one over.

The socket outlives the process: while one is restarted, connections wait in it or go to its neighbour, and none is
refused (docs/how-to/keep-a-server.md). Without such a socket it is granian as it comes.

Granian, asked to stop, drops connections it has taken and not yet read: a proxy cannot send such a form again, for it
does not know whether it was read. So a process that shares its socket first takes no more from it, answers what it has
taken, and stops when nothing is open.
"""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from granian import _signals, cli
from granian._granian import SocketHolder
from granian.log import logger
from granian.server import Server

FIRST_SOCKET = 3  # where systemd puts the first one: sd_listen_fds(3)
# what is taken at the very moment is open after it; what is answered within LEAVING is not cut off by granian's own end
TAKING, LEAVING = 0.5, 8.0


def given_to(process: int) -> bool:
    return os.environ.get("LISTEN_PID") == str(process) and os.environ.get("LISTEN_FDS") == "1"


def handed_over() -> int | None:
    """The descriptor of the socket this very process was given."""
    return FIRST_SOCKET if given_to(os.getpid()) else None


class Handed(Server):  # type: ignore[misc, valid-type]  # which class it is granian decides at import
    """Granian opens its own port; here the port may be open already."""

    def _init_shared_socket(self) -> None:
        number = handed_over()
        if number is None:
            super()._init_shared_socket()
            return
        listening = socket.socket(fileno=number)
        if os.get_blocking(number):
            logger.warning("the socket blocks, so neighbours wait in it: NonBlocking=yes is missing from the unit")
        listening.setblocking(False)
        listening.set_inheritable(True)
        self._ssp: Any = None
        self._shd: Any = SocketHolder(number, False, self.backlog)  # type: ignore[call-arg]  # its stub is behind
        self._sfd: Any = number
        self._sso: Any = listening


def sockets() -> Iterator[tuple[int, socket.socket]]:
    """Open TCP sockets of this process with their descriptors; each is a copy that is closed again."""
    for file in list(Path("/proc/self/fd").iterdir()):
        number = int(file.name)
        found = _copy(number)
        if found is not None:
            with found:
                if found.family in (socket.AF_INET, socket.AF_INET6):
                    yield number, found


def _copy(number: int) -> socket.socket | None:
    """None for what is no socket or closed meanwhile; nothing stays open behind it."""
    try:
        copy = os.dup(number)
    except OSError:
        return None
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return None


def take_no_more() -> set[int]:
    """The shared socket stays open for the neighbours; this process goes on listening where nobody calls.

    Its ports, whose connections have to come to their end.
    """
    ports = set()
    with socket.socket(socket.AF_UNIX) as nobody:
        nobody.bind("")  # a name of the kernel's own choice
        nobody.listen()
        nobody.setblocking(False)
        for number, found in sockets():
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                ports.add(found.getsockname()[1])
                os.dup2(nobody.fileno(), number, inheritable=False)
    return ports


def leave() -> None:
    """Returns when everything that was taken is answered, or was waited for long enough."""
    ports = take_no_more()
    time.sleep(TAKING)
    until = time.monotonic() + LEAVING
    while time.monotonic() < until and _open(ports):
        time.sleep(0.05)


def _open(ports: set[int]) -> bool:
    return any(found.getsockname()[1] in ports for _number, found in sockets())


def leaving_first(signals: Callable[[], Any]) -> Callable[[], Any]:
    """Granian's signals in a worker: where the socket is shared, `leave` comes before the end."""

    def taken() -> Any:
        event = signals()
        if given_to(os.getppid()):

            def end(_number: int, _frame: object) -> None:
                try:
                    leave()
                finally:  # whatever became of it, the process ends
                    event.set()

            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, end)
        return event

    return taken


def ready() -> None:
    """Tells systemd that this process can answer: only then is its neighbour restarted (Type=notify)."""
    told = os.environ.get("NOTIFY_SOCKET", "")
    if told:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(b"READY=1", "\0" + told[1:] if told.startswith("@") else told)


def main() -> None:
    cli.Server = Handed  # type: ignore[attr-defined]
    _signals.set_sync_signals = leaving_first(_signals.set_sync_signals)
    cli.entrypoint()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
