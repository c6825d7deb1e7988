"""An installation for a trial in a folder of its own: its database, its web server and worker, its world."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from svetovod import postgres, supervisor

HERE = Path(__file__).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def world(environ: Mapping[str, str], act: str, *, script: str = "world.py", **said: Any) -> Any:
    """An act of world.py, or of another script beside it, in a process of its own."""
    done = subprocess.run(
        [sys.executable, HERE / script, act], env=dict(environ), input=json.dumps(said), text=True, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


def wait_for(port: int, child: "subprocess.Popen[bytes]") -> None:
    for _ in range(3600):  # three minutes, on a machine that is busy with others
        if child.poll() is not None:
            raise RuntimeError("the web server did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the web server does not answer")


def web(environ: Mapping[str, str], port: int) -> "subprocess.Popen[bytes]":
    """The web server as `svetovod serve` starts it; what it says goes to a file of the folder."""
    with (Path(environ["SVETOVOD_VAR"]) / "web.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *supervisor.web_arguments("127.0.0.1", port)], env=dict(environ), start_new_session=True,
            stdout=log, stderr=log,
        )  # fmt: skip


HANDED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.set_blocking(3, sys.argv[2] == "blocks")
told = os.environ | {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execve(sys.executable, [sys.executable, "-m", "svetovod.web.serving", *sys.argv[3:]], told)
"""


def web_of(environ: Mapping[str, str], listening: socket.socket, served: str = "") -> "subprocess.Popen[bytes]":
    """A web process on a socket that is handed over, with the options of deploy/svetovod-web@.service; `served` is
    another application than the product."""
    unit = (HERE.parent.parent / "deploy" / "svetovod-web@.service").read_text().splitlines()
    asked = next(line for line in unit if line.startswith("ExecStart=")).split()[1:]
    blocks = "never" if "NonBlocking=yes" in unit else "blocks"  # systemd says so of the socket at each start
    asked = [*asked[:-1], served or asked[-1]]
    with (Path(environ["SVETOVOD_VAR"]) / "web.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", HANDED, str(listening.fileno()), blocks, *asked], env=dict(environ),
            start_new_session=True, pass_fds=[listening.fileno()], stdout=log, stderr=log,
        )  # fmt: skip


@contextmanager
def folder() -> Iterator[Path]:
    """Thrown away afterwards, with the data of its PostgreSQL, which may lie elsewhere.

    `TMPDIR=/dev/shm` is quicker, and the death of a process forgets no more there than on a disk.
    """
    with tempfile.TemporaryDirectory(prefix="svetovod-trial-") as name:
        Path(name).chmod(0o711)  # the account of PostgreSQL goes through it to its data
        try:
            yield Path(name)
        finally:
            postgres.remove(Path(name))
