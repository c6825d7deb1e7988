"""What `svetovod serve` starts in order and stops in the opposite one: PostgreSQL, preparation, worker, web server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from . import postgres
from .disk import whole_file

STOP_SECONDS = 15
# three at once: a calculation of a minute waits for its own processes, and letters do not wait for it; when the worker
# is stopped, calculations are asked after so many seconds to give what they have; Django's checks would load all pages
WORKER = [
    "-m", "django", "procrastinate", "--skip-checks", "worker", "--concurrency", "3",
    "--shutdown-graceful-timeout", "4",
]  # fmt: skip


class PreparationFailed(RuntimeError):  # noqa: N818 - says what happened
    """Migrations, static files or the demonstration could not be prepared; the child said why."""


@contextmanager
def database(var: Path, **settings: str) -> Iterator[dict[str, str]]:
    """The environment that names the database: the operator's own, or an embedded server's while the block lasts.

    `settings` are for the embedded one.
    """
    if os.environ.get("DATABASE_URL"):
        yield {}
        return
    var.mkdir(parents=True, exist_ok=True)
    with postgres.running(var, **settings) as server:
        yield {
            "DATABASE_URL": server.url("svetovod_app"),
            "DATABASE_OWNER_URL": server.url("svetovod_owner"),
            "DATABASE_READER_URL": server.url("svetovod_reader"),
        }


def environment(var: Path, extra: Mapping[str, str], *, demo: bool) -> dict[str, str]:
    """What every child process is given."""
    return {
        "DJANGO_SETTINGS_MODULE": "svetovod.web.settings.base",
        "SVETOVOD_DEMO": "0",
        **os.environ,
        **extra,
        **({"SVETOVOD_DEMO": "1"} if demo else {}),
        "SVETOVOD_VAR": str(var),
    }


def prepare(environ: Mapping[str, str]) -> None:
    """Migrations, privileges of the roles, static files, the demonstration: one short-lived process as the owner."""
    as_owner = {**environ, "DATABASE_URL": environ.get("DATABASE_OWNER_URL", environ["DATABASE_URL"])}
    done = subprocess.run([sys.executable, "-m", "django", "prepare"], env=as_owner, check=False)
    if done.returncode:
        raise PreparationFailed(done.returncode)


def serve(var: Path, *, host: str, port: int, demo: bool, ready: Callable[[], None]) -> int:
    """Runs until Ctrl-C, a termination signal, or the end of a child; returns the exit code.

    Raises PostgresFailed when the embedded database has ended: whoever goes on answering would answer with errors.
    """
    with _signals_as_interrupt(), database(var) as extra:
        # letters lead to where the pages are, unless the operator names an address
        environ = {"SVETOVOD_URL": f"http://{_reached(host)}:{port}", **environment(var, extra, demo=demo)}
        children: list[subprocess.Popen[bytes]] = []
        _address(var).unlink(missing_ok=True)
        try:
            prepare(environ)
            with whole_file(_address(var), replace=True) as out:
                out.write(environ["SVETOVOD_URL"].encode())
            children.append(child(WORKER, environ))
            children.append(child(web_arguments(host, port), environ))
            if _answers(host, port, children):
                ready()
            while all(each.poll() is None for each in children):
                if extra and not postgres.is_running(var):
                    break
                time.sleep(0.3)
            # a child that has ended may have ended for want of its database
            if extra and not postgres.is_running(var):
                raise postgres.PostgresFailed(postgres.ended(var))
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            for each in reversed(children):
                stop(each)
            if (
                address(var) == environ["SVETOVOD_URL"]
            ):  # another one of the same folder may have said since where it is
                _address(var).unlink(missing_ok=True)


def address(var: Path) -> str:
    """Where the pages of these data are while `serve` runs, for commands beside it; empty where nobody has said."""
    file = _address(var)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _reached(host: str) -> str:
    """Every address of the machine is none that a link leads to."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - told, not listened to


def _address(var: Path) -> Path:
    return var / "address"


def web_arguments(host: str, port: int) -> list[str]:
    return [
        "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
        "svetovod.web.wsgi:application",
    ]  # fmt: skip


def child(arguments: list[str], environ: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    # a group of its own: Ctrl-C reaches the supervisor alone, which stops the children in order
    return subprocess.Popen([sys.executable, *arguments], env=dict(environ), start_new_session=True)


def stop(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is not None:
        return
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answers(host: str, port: int, children: list["subprocess.Popen[bytes]"]) -> bool:
    """Waits until the web server answers, or a child ends."""
    import socket

    for _ in range(300):
        if any(child.poll() is not None for child in children):
            return False
        try:
            with socket.create_connection((host, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


@contextmanager
def _signals_as_interrupt() -> Iterator[None]:
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    # SIGINT too: a shell starts background jobs with it ignored
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
