"""What `svetovod serve` starts in order and stops in the opposite one: PostgreSQL, preparation, worker, web server."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import postgres

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
    with _signals_as_interrupt(), database(var) as extra, ExitStack() as said:
        # letters lead to where the pages are, unless the operator names an address
        environ = {"SVETOVOD_URL": url_of(host, port), **environment(var, extra, demo=demo)}
        children: list[subprocess.Popen[bytes]] = []
        try:
            prepare(environ)
            told = _say(var, environ["SVETOVOD_URL"], said)
            children.append(child(WORKER, environ))
            children.append(child(web_arguments(host, port), environ))
            if _answers(host, port, children):
                ready()
            while all(each.poll() is None for each in children):
                if extra and not postgres.is_running(var):
                    break
                time.sleep(0.3)
                told = told or _say(var, environ["SVETOVOD_URL"], said)
            # a child that has ended may have ended for want of its database
            if extra and not postgres.is_running(var):
                raise postgres.PostgresFailed(postgres.ended(var))
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            for each in reversed(children):
                stop(each)


def url_of(host: str, port: int) -> str:
    """Where a browser of this machine finds what listens there: every address of the machine is none to go to."""
    reached = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - told, not listened to
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def address(var: Path) -> str:
    """Where the pages of these data are while `serve` runs, for commands beside it; empty where nobody has said.

    It holds while its file is locked: what a killed one has left there is not believed.
    """
    try:
        with _address(var).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return ""
    except BlockingIOError:
        return _address(var).read_text(encoding="utf-8")
    return ""


def _say(var: Path, url: str, until: ExitStack) -> bool:
    """Says where the pages are, unless another one of the same folder does (two may share a database of one's own): it
    is asked again until that one ends. `until`: what takes it back when it closes."""
    file = _address(var).open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return False
    until.enter_context(file)
    file.truncate(0)
    file.write(url.encode())
    file.flush()
    return True


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
