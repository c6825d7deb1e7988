"""An installation for measuring, started as `make run` does, in a folder of its own; and a browser of few lines."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psutil

PASSWORD = "saransk-2021"
START_SECONDS = 600  # a busy machine is slow, not broken


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """What `svetovod serve --demo` started, the embedded PostgreSQL included."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process

    def family(self) -> list[psutil.Process]:
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]

    def memory(self) -> dict[str, float]:
        """Proportional set size in MB, by what the process is."""
        sizes: dict[str, float] = {}
        for process in self.family():
            said = " ".join(process.cmdline())
            names = {"postgres": "PostgreSQL", "procrastinate": "worker", "granian": "web server"}
            name = next((name for mark, name in names.items() if mark in said), "supervisor")
            sizes[name] = sizes.get(name, 0) + process.memory_full_info().pss / 2**20
        return sizes

    def web_cpu(self) -> float:
        """Processor seconds the web server's processes have used."""
        web = [process for process in self.family() if "granian" in " ".join(process.cmdline())]
        return sum(sum(process.cpu_times()[:2]) for process in web)


@contextmanager
def installation(var: Path, extra: Mapping[str, str] | None = None) -> Iterator[Installation]:
    foreign = {"DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL", "DJANGO_SETTINGS_MODULE"}
    environ = {name: value for name, value in os.environ.items() if name not in foreign}
    port = free_port()
    environ |= {"SVETOVOD_VAR": str(var), "SVETOVOD_URL": f"http://127.0.0.1:{port}", **(extra or {})}
    begin = "from svetovod.cli.app import main; main()"
    command = [sys.executable, "-c", begin, "serve", "--demo", "--port", str(port)]
    with (var / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
    try:
        if not wait_for(port, process):
            sys.exit("the installation did not start:\n" + (var / "serve.log").read_text()[-3000:])
        yield Installation(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Until a page is answered, not only a port."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if Browser(port).get("/health/")[0] == 200:
                return True
        except OSError:
            time.sleep(0.05)
    return False


class Browser:
    """One kept-alive connection with cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.origin = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def get(self, address: str, encoding: str = "br, gzip") -> tuple[int, bytes]:
        return self._ask("GET", address, None, {"Accept-Encoding": encoding})

    def post(self, address: str, **fields: str) -> int:
        _, page = self.get(address, "identity")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, address
        body = urlencode({"csrfmiddlewaretoken": token[1].decode(), **fields})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        return self._ask("POST", address, body, kind)[0]

    def send(self, address: str, body: str, kind: str, *marks: str) -> tuple[int, bytes]:
        """As a page that is open already sends something; `marks` are headers that say "true"."""
        more = {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Origin": self.origin, "Accept": "application/json"}
        return self._ask("POST", address, body, {"Content-Type": kind, **more, **dict.fromkeys(marks, "true")})

    def sign_in(self, who: str) -> None:
        done = self.post("/accounts/login/", login=f"{who}@demo.svetovod.example", password=PASSWORD)
        assert done == 302, f"{who}: {done}"

    def _ask(self, method: str, address: str, body: str | None, more: dict[str, str]) -> tuple[int, bytes]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, address, body, {"Cookie": cookie, "Accept-Language": "ru", **more})
        answer = self.connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()
