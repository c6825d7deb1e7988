"""Ports for servers that tests start in processes of their own."""

import random
import socket


def free_port() -> int:
    """One below those that systems lend to outgoing connections: such a one would be taken before the server starts.

    Drawn anew each time, for several runs may share a machine.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("of 200 ports none is free")
