"""Goal: nobody is refused while web processes are restarted behind nginx: python tools/trials/restarts.py

Two processes on one socket that is handed over, as systemd would hand it (deploy/svetovod-web.socket; it blocks unless
the unit says `NonBlocking=yes`), nginx with the lines of deploy/nginx.conf that matter before them, people who send
forms without a pause. They are restarted in turn without a pause between, so that many are new. Needs nginx. Exit
code 1 when an answer was lost.

`--slow`: instead of the product, which costs seconds of the processor at each start, an application that answers every
eighth question after five seconds: so processes have to wait for their people at nearly every stop.
"""

import argparse
import collections
import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from browsers import Answer, Browser
from place import folder, free_port, web_of

from svetovod import supervisor

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{front};
        location / {{ proxy_pass http://127.0.0.1:{back}; proxy_read_timeout 60s; }}
    }}
}}
"""


SLOW = """
import itertools, time
from svetovod.web.serving import ready
asked = itertools.count()
def application(environ, start):
    environ["wsgi.input"].read()
    time.sleep(5 if next(asked) % 8 == 0 else 0.05)
    start("200 OK", [("Content-Type", "text/html")])
    return [b'<input name="csrfmiddlewaretoken" value="none">']
ready()
"""


class People:
    """So many, without a pause; what they were answered."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.over = port, threading.Event()
        self.answers: collections.Counter[str] = collections.Counter()
        self.longest = 0.0
        self.threads = [threading.Thread(target=self.work) for _ in range(number)]

    def work(self) -> None:
        browser = Browser(self.port)
        while not self.over.is_set():
            self.ask(lambda: browser.get("page", "/accounts/login/"))
            self.ask(lambda: browser.post("form", "/i18n/setlang/", language="ru", next="/"))
            time.sleep(0.1)
        browser.close()

    def ask(self, act: Callable[[], Answer]) -> None:
        started = time.monotonic()
        try:
            answer = str(act().status)
        except (OSError, http.client.HTTPException) as error:
            answer = type(error).__name__
        self.answers[answer] += 1
        self.longest = max(self.longest, time.monotonic() - started)

    def __enter__(self) -> "People":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()


def notified(var: Path) -> socket.socket:
    """Where the processes say that they are ready, as to systemd."""
    said = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    said.bind(str(var / "notify"))
    said.settimeout(60)
    return said


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="restarts of each process")
    options.add_argument("--people", type=int, default=8)
    options.add_argument("--slow", action="store_true", help="an application that lets wait, instead of the product")
    options.add_argument("--nginx", default=shutil.which("nginx") or "/usr/sbin/nginx")
    asked = options.parse_args()
    with folder() as var, socket.create_server(("127.0.0.1", 0), backlog=1024) as listening, ExitStack() as database:
        front, said = free_port(), notified(var)
        (var / "nginx.conf").write_text(NGINX.format(folder=var, front=front, back=listening.getsockname()[1]))
        (var / "slow.py").write_text(SLOW)
        extra = {"PYTHONPATH": str(var)} if asked.slow else database.enter_context(supervisor.database(var))
        here = supervisor.environment(var, extra, demo=False)
        environ = here | {"SVETOVOD_URL": f"http://127.0.0.1:{front}", "NOTIFY_SOCKET": str(var / "notify")}
        if not asked.slow:
            supervisor.prepare(environ)

        def started() -> "subprocess.Popen[bytes]":
            process = web_of(environ, listening, "slow:application" if asked.slow else "")
            said.recv(64)
            return process

        proxy = subprocess.Popen([asked.nginx, "-p", var, "-c", var / "nginx.conf"])
        running = [started(), started()]
        try:
            with People(front, asked.people) as people:
                time.sleep(1)
                for _ in range(asked.rounds):
                    for place, before in enumerate(running):
                        before.terminate()
                        before.wait()
                        running[place] = started()
                time.sleep(1)
        finally:
            for each in (*running, proxy):
                each.terminate()
                each.wait()
    lost = {answer: times for answer, times in people.answers.items() if answer not in {"200", "302"}}
    print(f"{2 * asked.rounds} restarts, answers {dict(people.answers)}, the longest {people.longest:.1f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
