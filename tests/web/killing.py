"""An act in a process that is killed: what remains is what a power cut would leave."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection


def die(*_args: Any, **_kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(act: Callable[[], Any]) -> None:
    """Runs the act in a child that is killed inside it or right after it, before anybody is answered."""
    child = os.fork()
    if not child:
        inherited, connection.connection = connection.connection, None  # kept open: it is the parent's
        try:
            act()
        finally:
            die(inherited)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
