"""`python -m svetovod.web.serving OPTIONS`: granian on a listening socket that systemd holds, if it hands one over.

The socket outlives the process: while one is restarted, connections wait in it or go to its neighbour, and none is
refused (docs/how-to/keep-a-server.md). Without such a socket it is granian as it comes.
"""

import os
import socket
from typing import Any

from granian import cli
from granian._granian import SocketHolder
from granian.server import Server

FIRST_SOCKET = 3  # where systemd puts the first one: sd_listen_fds(3)


def handed_over() -> int | None:
    """The descriptor of the socket this very process was given."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return FIRST_SOCKET


class Handed(Server):  # type: ignore[misc, valid-type]  # which class it is granian decides at import
    """Granian opens its own port; here the port may be open already."""

    def _init_shared_socket(self) -> None:
        number = handed_over()
        if number is None:
            super()._init_shared_socket()
            return
        listening = socket.socket(fileno=number)
        listening.setblocking(False)
        listening.set_inheritable(True)
        self._ssp: Any = None
        self._shd: Any = SocketHolder(number, False, self.backlog)  # type: ignore[call-arg]  # its stub is behind
        self._sfd: Any = number
        self._sso: Any = listening


def ready() -> None:
    """Tells systemd that this process can answer: only then is its neighbour restarted (Type=notify)."""
    told = os.environ.get("NOTIFY_SOCKET", "")
    if told:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(b"READY=1", "\0" + told[1:] if told.startswith("@") else told)


def main() -> None:
    cli.Server = Handed  # type: ignore[attr-defined]
    cli.entrypoint()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
