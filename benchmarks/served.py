"""A session of 1,500 people behind the web server and the database that `svetovod serve` starts, for measuring.

Run by itself it is the process that fills the database: three sizes as JSON come in, sign-ins and addresses go out.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parent))
from installation import Browser, free_port, wait_for


class Served:
    """The server, what was built in it, and the processor seconds its processes have used."""

    def __init__(self, port: int, built: dict[str, Any]) -> None:
        self.port, self.built = port, built

    def browser(self, who: str) -> Browser:
        made = Browser(self.port)
        made.cookies |= {"sessionid": self.built["cookies"][who]} if who else {}
        return made

    def cpu(self, mark: str) -> float:
        """Of the processes whose command line has the mark: `granian`, `postgres`."""
        family = psutil.Process().children(recursive=True)
        return sum(sum(each.cpu_times()[:2]) for each in family if mark in " ".join(each.cmdline()))


@contextmanager
def served(people: int, entries: int, sheets: int = 0) -> Iterator[Served]:
    from svetovod import postgres, supervisor

    for foreign in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(foreign, None)
    with tempfile.TemporaryDirectory(prefix="svetovod-bench-") as name:
        var, port = Path(name), free_port()
        try:
            with supervisor.database(var) as extra:
                environ = supervisor.environment(var, extra, demo=False) | {"SVETOVOD_URL": f"http://127.0.0.1:{port}"}
                supervisor.prepare(environ)
                environ["SVETOVOD_DEMO"] = "1"  # from here on the day of the session is today
                done = subprocess.run(
                    [sys.executable, __file__], input=json.dumps([people, entries, sheets]), env=environ, text=True,
                    stdout=subprocess.PIPE, check=True,
                )  # fmt: skip
                web = supervisor.child(supervisor.web_arguments("127.0.0.1", port), environ)
                try:
                    assert wait_for(port, web), "the web server did not start"
                    yield Served(port, json.loads(done.stdout))
                finally:
                    supervisor.stop(web)
        finally:
            postgres.remove(var)


def build(people: int, entries: int, sheets: int) -> dict[str, Any]:
    import desk
    import django

    django.setup()
    from large_session import session_build

    from svetovod.web.events import codes
    from svetovod.web.events.models import ProgrammeItem, Registration

    session, organiser = session_build(people, entries)
    came = Registration.objects.filter(session=session, state="confirmed").order_by("pk")
    built: dict[str, Any] = {"session": session.slug, "cookies": {"organiser": cookie(organiser)}}
    built["registrations"] = list(came.values_list("pk", flat=True))
    built["codes"] = [codes.code_of(row, codes.DOOR) for row in came]
    built["entry"] = ProgrammeItem.objects.filter(session=session).order_by("pk")[entries // 2].pk
    if sheets:
        expert, round_ = desk.build(sheets)
        built |= {"round": round_.slug, "cookies": built["cookies"] | {"expert": cookie(expert)}}
    return built


def cookie(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person)
    return str(client.cookies["sessionid"].value)


if __name__ == "__main__":
    json.dump(build(*json.load(sys.stdin)), sys.stdout)
