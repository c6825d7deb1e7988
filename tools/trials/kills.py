"""Goal: nothing that was answered is lost, whatever dies (`make torture`).

An installation of its own on 127.0.0.1 with two web servers. People register, file, replace what they filed and attach
files, experts keep drafts and submit sheets, all without a pause, while one of the web servers, PostgreSQL under web
servers that live on, or everything gets signal 9 at moments of chance. Whoever gets no answer asks again, at the other
server, as people do behind a proxy. What was answered is kept here, outside of the installation, and held against its
database and its files in the end: lost, doubled, gaps in numbers, faults of the journal. Exit code 1 when there is any.
`TMPDIR=/dev/shm` makes
the data's folder quick.

`--hasty` is the control: PostgreSQL with `synchronous_commit=off` must lose something that was answered, else the trial
could not fail; then exit code 1 means that nothing was lost.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import psutil
from people import APPLICANTS, EXPERTS, KEEPERS, READERS, People, faults
from place import folder, free_port, wait_for, web, world

from svetovod import supervisor

SERVERS = 2
SCORING = 0.4
"""The share of kills that is kept for the scoring."""
HASTY = {"synchronous_commit": "off"}
MORTAL = ("web", "database", "both")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200, help="how often something dies")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pause", type=float, default=3.0, help="at most so many seconds of work between two deaths")
    options.add_argument("--hasty", action="store_true", help="the control run, which must lose")
    options.add_argument("--json", action="store_true", help="one JSON object on standard output")
    said = options.parse_args()
    with folder() as var, Installation(var, **HASTY if said.hasty else {}) as place:
        result = Trial(place, said.kills, said.pause, random.Random(said.seed)).run()
    print(json.dumps(result, ensure_ascii=False, indent=1) if said.json else told(result))
    lost = sum(result["lost"].values())
    return int(not lost) if said.hasty else int(bool(lost or result["faults"]))


class Installation:
    """PostgreSQL and web servers that can be killed and started again, always at the same ports and socket."""

    def __init__(self, var: Path, **settings: str) -> None:
        self.var, self.ports, self.settings = var, [free_port() for _ in range(SERVERS)], settings
        self.environ: dict[str, str] = {}
        self.servers: dict[int, subprocess.Popen[bytes]] = {}
        self.database = ExitStack()

    def __enter__(self) -> "Installation":
        try:
            self.start_database()
            supervisor.prepare(self.environ)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        for each in self.servers.values():
            supervisor.stop(each)
        self.database.close()

    def start_database(self) -> None:
        extra = self.database.enter_context(supervisor.database(self.var, **self.settings))
        line = self.var / "line"  # one name for the socket's folder, which is another after each start
        line.unlink(missing_ok=True)
        place = extra["DATABASE_URL"].partition("?host=")[2]
        line.symlink_to(unquote(place))
        extra = {name: url.replace(place, quote(str(line))) for name, url in extra.items()}
        self.environ = supervisor.environment(self.var, extra, demo=False)
        self.environ["SVETOVOD_URL"] = f"http://127.0.0.1:{self.ports[0]}"

    def start_web(self, ports: Sequence[int]) -> None:
        for port in ports:
            self.servers[port] = web(self.environ, port)
        for port in ports:
            wait_for(port, self.servers[port])

    def kill_web(self, ports: Sequence[int]) -> None:
        """All processes of a server at once: it is the leader of their group."""
        for port in ports:
            os.killpg(self.servers[port].pid, signal.SIGKILL)
        for port in ports:
            self.servers[port].wait()

    def kill_database(self) -> None:
        """The server and all its sessions at once: none may write on for another."""
        alive = [each for each in psutil.Process().children(recursive=True) if each.name() == "postgres"]
        for each in alive:
            each.suspend()
        for each in alive:
            each.kill()
        psutil.wait_procs(alive)
        self.database.close()

    def die(self, what: str, one: int) -> None:
        """Whoever died is started again; a web server whose database died, or another server, goes on by itself."""
        ports = {"web": [one], "database": [], "both": self.ports}[what]
        if what != "web":
            self.kill_database()
        self.kill_web(ports)
        if what != "web":
            self.start_database()
        self.start_web(ports)


class Trial:
    """People without a pause, deaths by chance, and what was answered."""

    def __init__(self, place: Installation, kills: int, pause: float, chance: random.Random) -> None:
        self.place, self.kills, self.pause, self.chance = place, kills, pause, chance
        plan = world(place.environ, "build", filings=APPLICANTS, experts=EXPERTS, keepers=KEEPERS)
        world(place.environ, "announce", seconds=7 * 86400)
        self.people = People(plan, place.ports)
        self.deaths: Counter[str] = Counter()

    def run(self) -> dict[str, Any]:
        self.place.start_web(self.place.ports)
        begun = time.monotonic()
        self.while_dying(round(self.kills * (1 - SCORING)), self.people.takers())
        world(self.place.environ, "deadline", seconds=0)
        given = world(self.place.environ, "scoring", readers=READERS)
        self.while_dying(self.kills - self.deaths.total(), self.people.scorers(given))
        self.seconds = round(time.monotonic() - begun)
        counted = world(self.place.environ, "count", **self.people.promised())
        counted["lost"]["drafts"] += self.people.drafts_lost
        return self.result(counted)

    def while_dying(self, times: int, people: Sequence[Callable[[], None]]) -> None:
        """Everybody goes on until they have nothing left to do or the last death is over. Between two deaths somebody
        is answered: a server that dies before it has done anything shows nothing."""
        threads = self.people.begin(people)
        try:
            for _ in range(times):
                self.people.answers.clear()
                while not self.people.answers.wait(0.5) and any(each.is_alive() for each in threads):
                    pass
                time.sleep(self.chance.uniform(0.02, self.pause))
                if not any(each.is_alive() for each in threads):
                    break
                what = MORTAL[self.deaths.total() % len(MORTAL)]
                self.place.die(what, self.place.ports[self.deaths["web"] % SERVERS])
                self.deaths[what] += 1
        finally:
            self.people.end(threads)

    def result(self, counted: dict[str, Any]) -> dict[str, Any]:
        return {
            "deaths": dict(self.deaths), "seconds": self.seconds, "unanswered": self.people.unanswered,
            "answered": self.people.answered_in_all(), "in_database": counted["in_database"],
            "lost": {kind: len(rows) for kind, rows in counted["lost"].items()},
            "faults": faults(counted) + [f"refused: {each}" for each in self.people.refused],
        }  # fmt: skip


def told(result: dict[str, Any]) -> str:
    lines = [
        f"{name}: {result[name]}" for name in ("deaths", "seconds", "unanswered", "answered", "in_database", "lost")
    ]
    return "\n".join([*lines, *result["faults"]])


if __name__ == "__main__":
    sys.exit(main())
