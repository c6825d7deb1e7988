"""Goal: nothing that was answered is lost, whatever dies (`make torture`).

An installation of its own on 127.0.0.1. People register, file, replace what they filed, and experts submit sheets, all
without a pause, while the web server, PostgreSQL under a web server that lives on, or both get signal 9 at moments of
chance. Whoever gets no answer asks again, as people do. What was answered is kept here, outside of the installation,
and held against its database in the end: lost, doubled, gaps in numbers, faults of the journal. Exit code 1 when there
is any. `TMPDIR=/dev/shm` makes the data's folder quick.

`--hasty` is the control: PostgreSQL with `synchronous_commit=off` must lose something that was answered, else the trial
could not fail; then exit code 1 means that nothing was lost.
"""

import argparse
import http.client
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import psutil
from browsers import Answer, Browser
from place import folder, free_port, wait_for, web, world

from svetovod import supervisor

OK, DONE = 200, 302
APPLICANTS, EXPERTS, READERS = 60, 8, 4
SCORING = 0.2
"""The share of kills that is kept for the scoring."""
MORTAL = ("web", "database", "both")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200, help="how often something dies")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--hasty", action="store_true", help="the control run, which must lose")
    options.add_argument("--json", action="store_true", help="one JSON object on standard output")
    said = options.parse_args()
    with folder() as var, Installation(var, hasty=said.hasty) as place:
        result = Trial(place, said.kills, random.Random(said.seed)).run()
    print(json.dumps(result, ensure_ascii=False, indent=1) if said.json else told(result))
    lost = sum(result["lost"].values())
    return int(not lost) if said.hasty else int(bool(lost or result["faults"]))


class Installation:
    """PostgreSQL and a web server that can be killed and started again, always at the same port and socket."""

    def __init__(self, var: Path, *, hasty: bool) -> None:
        self.var, self.port = var, free_port()
        self.settings = {"synchronous_commit": "off"} if hasty else {}
        self.environ: dict[str, str] = {}
        self.server: subprocess.Popen[bytes] | None = None
        self.database = ExitStack()

    def __enter__(self) -> "Installation":
        self.start_database()
        supervisor.prepare(self.environ)
        return self

    def __exit__(self, *_error: object) -> None:
        if self.server:
            supervisor.stop(self.server)
        self.database.close()

    def start_database(self) -> None:
        extra = self.database.enter_context(supervisor.database(self.var, **self.settings))
        line = self.var / "line"  # one name for the socket's folder, which is another after each start
        line.unlink(missing_ok=True)
        place = extra["DATABASE_URL"].partition("?host=")[2]
        line.symlink_to(unquote(place))
        extra = {name: url.replace(place, quote(str(line))) for name, url in extra.items()}
        self.environ = supervisor.environment(self.var, extra, demo=False)
        self.environ["SVETOVOD_URL"] = f"http://127.0.0.1:{self.port}"

    def start_web(self) -> None:
        self.server = web(self.environ, self.port)
        wait_for(self.port, self.server)

    def kill_web(self) -> None:
        """All its processes at once: it is the leader of their group."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def kill_database(self) -> None:
        """The server and all its sessions at once: none may write on for another."""
        alive = [each for each in psutil.Process().children(recursive=True) if each.name() == "postgres"]
        for each in alive:
            each.suspend()
        for each in alive:
            each.kill()
        psutil.wait_procs(alive)
        self.database.close()

    def die(self, what: str) -> None:
        """Whoever died is started again; a web server whose database died goes on by itself."""
        if what != "web":
            self.kill_database()
        if what != "database":
            self.kill_web()
        if what != "web":
            self.start_database()
        if what != "database":
            self.start_web()


class Trial:
    """People without a pause, deaths by chance, and what was answered."""

    def __init__(self, place: Installation, kills: int, chance: random.Random) -> None:
        self.place, self.kills, self.chance = place, kills, chance
        self.plan = world(place.environ, "build", filings=APPLICANTS, experts=EXPERTS)
        world(place.environ, "announce", seconds=7 * 86400)
        self.registered: list[str] = []
        self.filed: set[str] = set()
        self.replaced: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.scored: list[str] = []
        self.deaths: Counter[str] = Counter()
        self.unanswered = 0
        self.over, self.answers = threading.Event(), threading.Event()
        self.failures: list[BaseException] = []

    def run(self) -> dict[str, Any]:
        self.place.start_web()
        halves = self.plan["applicants"][::2], self.plan["applicants"][1::2]
        self.while_dying(
            round(self.kills * (1 - SCORING)),
            [lambda n=n: self.register(n) for n in range(2)] + [lambda rows=rows: self.file(rows) for rows in halves],
        )
        world(self.place.environ, "deadline", seconds=0)
        given = world(self.place.environ, "scoring", readers=READERS)
        marks = {f"score.{code}": "6" for code in given["criteria"]}
        self.while_dying(
            self.kills - self.deaths.total(),
            [lambda who=who, rows=rows: self.score(who, rows, marks) for who, rows in given["sheets"].items()]
            + [lambda n=n: self.register(n) for n in range(2, 4)],
        )
        counted = world(
            self.place.environ, "count", registered=self.registered, filed=sorted(self.filed),
            replaced=dict(self.replaced), scored=self.scored, sent=dict(self.sent),
        )  # fmt: skip
        return self.result(counted)

    def while_dying(self, times: int, people: Sequence[Callable[[], None]]) -> None:
        """Everybody goes on until they have nothing left to do or the last death is over. Between two deaths somebody
        is answered: a server that dies before it has done anything shows nothing."""
        self.over.clear()

        def one(act: Callable[[], None]) -> None:
            try:
                act()
            except BaseException as error:
                self.failures.append(error)

        threads = [threading.Thread(target=one, args=(act,)) for act in people]
        for each in threads:
            each.start()
        for _ in range(times):
            self.answers.clear()
            while not self.answers.wait(0.5) and any(each.is_alive() for each in threads):
                pass
            time.sleep(self.chance.uniform(0.02, 1.5))
            if not any(each.is_alive() for each in threads):
                break
            what = MORTAL[self.deaths.total() % len(MORTAL)]
            self.place.die(what)
            self.deaths[what] += 1
        self.over.set()
        for each in threads:
            each.join()
        if self.failures:
            raise self.failures[0]

    def answered(self, ask: Callable[[], Answer]) -> Answer | None:
        """What is answered at last, or None when the trial ends before; a server in trouble is asked again."""
        while True:
            try:
                answer = ask()
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
            else:
                if answer.status < 500:
                    self.answers.set()
                    return answer
                self.unanswered += 1
            if self.over.is_set():
                return None
            time.sleep(0.1)

    def register(self, line: int) -> None:
        path = f"/sessions/{self.plan['session']}/register/"
        consents = {f"consent_{pk}": "on" for pk in self.plan["consents"]}
        for number in itertools.count():
            if self.over.is_set():
                return
            browser, email = Browser(self.place.port), f"guest-{line}-{number}@trial.example"

            def ask(browser: Browser = browser, email: str = email) -> Answer:
                page = browser.get("page", path)
                if page.status != OK:
                    return page
                return browser.post(
                    "registration", path, kind="guest", name="Guest", email=email, region="RU-MO",
                    organisation_name="Plant", **consents,
                )  # fmt: skip

            answer = self.answered(ask)
            if answer:
                expect(answer, "registration")
                self.registered.append(email)
            browser.close()

    def file(self, applicants: Sequence[dict[str, str]]) -> None:
        """Each applicant once; then all of them newer versions, round after round."""
        numbers: dict[str, str] = {}
        for each in itertools.cycle(applicants):
            if self.over.is_set():
                return
            browser, code = Browser(self.place.port, {"sessionid": each["cookie"]}), each["code"]
            path = f"/selections/{self.plan['round']}/apply/{code}/"

            def filing(browser: Browser = browser, path: str = path) -> Answer:
                page = browser.get("page", path)
                if page.status != OK:  # also where it is filed already, though nobody told
                    return page
                revision = page.typed("revision")
                return browser.post(
                    "filing", path, requested="100000000", minimum="50000000", revision=revision, file="1"
                )

            def replacing(browser: Browser = browser, code: str = code) -> Answer:
                page = browser.get("page", numbers[code])
                if page.status != OK:
                    return page
                self.sent[code] += 1
                return browser.post("replacement", f"{numbers[code]}replace/")

            answer = self.answered(replacing if code in self.filed else filing)
            if answer and code in self.filed:
                expect(answer, "replacement")
                self.replaced[code] += 1
            elif answer:
                expect(answer, "filing")
                numbers[code] = answer.location
                self.filed.add(code)
            browser.close()

    def score(self, who: str, numbers: Sequence[str], marks: dict[str, str]) -> None:
        browser = Browser(self.place.port, {"sessionid": self.plan["experts"][who]})
        for number in numbers:
            if self.over.is_set():
                return
            path = f"/selections/{self.plan['round']}/my-sheets/{number}/"

            def ask(path: str = path) -> Answer:
                page = browser.get("page", path)
                if page.status != OK:
                    return page
                if 'name="submit"' not in page.text:  # submitted already, though nobody told
                    return Answer(DONE, path, 0)
                return browser.post("sheet", path, **marks, comment="По документам", submit="1")

            answer = self.answered(ask)
            if not answer:
                return
            expect(answer, "sheet")
            self.scored.append(f"{who} {number}")
        browser.close()

    def result(self, counted: dict[str, Any]) -> dict[str, Any]:
        faults = [f"{kind} doubled: {rows}" for kind, rows in counted["doubled"].items() if rows]
        if counted["gaps"] or counted["journal"]:
            faults.append(f"gaps in numbers: {counted['gaps']}, faults of the journal: {counted['journal']}")
        if counted["seated"] > counted["places"]:
            faults.append(f"places given: {counted['seated']} of {counted['places']}")
        return {
            "deaths": dict(self.deaths), "unanswered": self.unanswered, "answered": {
                "registrations": len(self.registered), "applications": len(self.filed),
                "replacements": self.replaced.total(), "sheets": len(self.scored),
            },
            "in_database": counted["in_database"], "lost": {kind: len(rows) for kind, rows in counted["lost"].items()},
            "faults": faults,
        }  # fmt: skip


def expect(answer: Answer, what: str) -> None:
    if answer.status != DONE:
        raise RuntimeError(f"{what}: {answer.status}: {' '.join(answer.text.split())[:2000]}")


def told(result: dict[str, Any]) -> str:
    lines = [f"{name}: {result[name]}" for name in ("deaths", "unanswered", "answered", "in_database", "lost")]
    return "\n".join([*lines, *result["faults"]])


if __name__ == "__main__":
    sys.exit(main())
