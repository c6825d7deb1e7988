"""Goal: nothing that was answered is lost, whatever dies (`make torture`).

An installation of its own on 127.0.0.1 with two web servers. People register, file, replace what they filed, experts
keep drafts and submit sheets, all without a pause, while one of the web servers, PostgreSQL under web servers that
live on, or everything gets signal 9 at moments of chance. Whoever gets no answer asks again, at the other server, as
people do behind a proxy. What was answered is kept here, outside of the installation, and held against its database in
the end: lost, doubled, gaps in numbers, faults of the journal. Exit code 1 when there is any. `TMPDIR=/dev/shm` makes
the data's folder quick.

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

OK, KEPT, DONE, STALE = 200, 204, 302, 409
SERVERS = 2
APPLICANTS, EXPERTS, READERS = 60, 8, 8
AGAIN = 4
"""How often an application is replaced before the next one is filed."""
DRAFTS = 24
"""How often a draft is kept before its sheet is submitted."""
SCORING = 0.4
"""The share of kills that is kept for the scoring."""
MORTAL = ("web", "database", "both")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200, help="how often something dies")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pause", type=float, default=3.0, help="at most so many seconds of work between two deaths")
    options.add_argument("--hasty", action="store_true", help="the control run, which must lose")
    options.add_argument("--json", action="store_true", help="one JSON object on standard output")
    said = options.parse_args()
    with folder() as var, Installation(var, hasty=said.hasty) as place:
        result = Trial(place, said.kills, said.pause, random.Random(said.seed)).run()
    print(json.dumps(result, ensure_ascii=False, indent=1) if said.json else told(result))
    lost = sum(result["lost"].values())
    return int(not lost) if said.hasty else int(bool(lost or result["faults"]))


class Installation:
    """PostgreSQL and web servers that can be killed and started again, always at the same ports and socket."""

    def __init__(self, var: Path, *, hasty: bool) -> None:
        self.var, self.ports = var, [free_port() for _ in range(SERVERS)]
        self.settings = {"synchronous_commit": "off"} if hasty else {}
        self.environ: dict[str, str] = {}
        self.servers: dict[int, subprocess.Popen[bytes]] = {}
        self.database = ExitStack()

    def __enter__(self) -> "Installation":
        self.start_database()
        supervisor.prepare(self.environ)
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
        self.plan = world(place.environ, "build", filings=APPLICANTS, experts=EXPERTS)
        world(place.environ, "announce", seconds=7 * 86400)
        self.registered: list[str] = []
        self.filed: set[str] = set()
        self.replaced: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.scored: list[str] = []
        self.drafts: Counter[str] = Counter()
        self.drafts_lost: list[str] = []
        self.refused: list[str] = []
        self.deaths: Counter[str] = Counter()
        self.unanswered = 0
        self.over, self.answers = threading.Event(), threading.Event()
        self.failures: list[BaseException] = []

    def run(self) -> dict[str, Any]:
        self.place.start_web(self.place.ports)
        begun = time.monotonic()
        parts = [self.plan["applicants"][n::4] for n in range(4)]
        self.while_dying(
            round(self.kills * (1 - SCORING)),
            [lambda n=n: self.register(n) for n in range(4)] + [lambda rows=rows: self.file(rows) for rows in parts],
        )
        world(self.place.environ, "deadline", seconds=0)
        given = world(self.place.environ, "scoring", readers=READERS)
        marks = {f"score.{code}": "6" for code in given["criteria"]}
        self.while_dying(
            self.kills - self.deaths.total(),
            [lambda who=who, rows=rows: self.score(who, rows, marks) for who, rows in given["sheets"].items()]
            + [lambda n=n: self.register(n) for n in range(4, 6)],
        )
        self.seconds = round(time.monotonic() - begun)
        counted = world(
            self.place.environ, "count", registered=self.registered, filed=sorted(self.filed),
            replaced=dict(self.replaced), scored=self.scored, sent=dict(self.sent),
        )  # fmt: skip
        counted["lost"]["drafts"] = self.drafts_lost
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
        try:
            for _ in range(times):
                self.answers.clear()
                while not self.answers.wait(0.5) and any(each.is_alive() for each in threads):
                    pass
                time.sleep(self.chance.uniform(0.02, self.pause))
                if not any(each.is_alive() for each in threads):
                    break
                what = MORTAL[self.deaths.total() % len(MORTAL)]
                self.place.die(what, self.place.ports[self.deaths["web"] % SERVERS])
                self.deaths[what] += 1
        finally:  # or people who are never answered ask for ever
            self.over.set()
            for each in threads:
                each.join()
        if self.failures:
            raise self.failures[0]

    def browser(self, line: int, **cookies: str) -> Browser:
        return Browser(self.place.ports[line % SERVERS], cookies)

    def answered(self, browser: Browser, ask: Callable[[], Answer]) -> Answer | None:
        """What is answered at last, or None when the trial ends before; a server in trouble is left for the other."""
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
            browser.turn(next(port for port in self.place.ports if port != browser.port))
            time.sleep(0.2)

    def done(self, answer: Answer, what: str, *wanted: int) -> bool:
        """Whether it was done; what was refused is told in the end."""
        if answer.status in (wanted or (DONE,)):
            return True
        self.refused.append(f"{what}: {answer.status}: {' '.join(answer.text.split())[:1000]}")
        return False

    def register(self, line: int) -> None:
        path = f"/sessions/{self.plan['session']}/register/"
        consents = {f"consent_{pk}": "on" for pk in self.plan["consents"]}
        browser = self.browser(line)
        self.answered(browser, lambda: browser.get("page", path))  # the token of all forms
        for number in itertools.count():
            if self.over.is_set():
                break
            email = f"guest-{line}-{number}@trial.example"
            fields = {"kind": "guest", "name": "Guest", "email": email, "region": "RU-MO", "organisation_name": "Plant"}
            answer = self.answered(
                browser, lambda fields=fields: browser.post("registration", path, **fields, **consents)
            )
            if answer and self.done(answer, "registration"):
                self.registered.append(email)
        browser.close()

    def file(self, applicants: Sequence[dict[str, str]]) -> None:
        """Each applicant files and replaces it some times at once; then newer versions, round after round."""
        browsers: dict[str, Browser] = {}
        pages: dict[str, str] = {}
        for line, each in enumerate(itertools.cycle(applicants)):
            code = each["code"]
            browser = browsers.setdefault(code, self.browser(line, sessionid=each["cookie"]))
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
                self.sent[code] += 1
                return browser.post("replacement", f"{pages[code]}replace/")

            if code not in self.filed:
                answer = self.answered(browser, filing)
                if answer and self.done(answer, "filing"):
                    pages[code] = answer.location
                    self.filed.add(code)
            for _ in range(AGAIN if code in self.filed else 0):
                if self.over.is_set():
                    break
                answer = self.answered(browser, replacing)
                if answer and self.done(answer, "replacement"):
                    self.replaced[code] += 1
            if self.over.is_set():
                break
        for browser in browsers.values():
            browser.close()

    def score(self, who: str, numbers: Sequence[str], marks: dict[str, str]) -> None:
        browser = self.browser(int(who[-1]), sessionid=self.plan["experts"][who])
        for number in numbers:
            path = f"/selections/{self.plan['round']}/my-sheets/{number}/"
            revision = self.draft(browser, path, marks)
            if self.over.is_set():
                break

            def submitting(path: str = path, revision: str = revision) -> Answer:
                return browser.post("sheet", path, **marks, comment=str(DRAFTS), revision=revision, submit="1")

            answer = self.answered(browser, submitting)
            if answer and self.done(answer, "sheet"):
                self.scored.append(f"{who} {number}")
        browser.close()

    def draft(self, browser: Browser, path: str, marks: dict[str, str]) -> str:
        """A draft that grows: each saving says on which kept one it was typed, and is refused where it is lost."""
        page = self.answered(browser, lambda: browser.get("page", path))
        revision = page.typed("revision") if page else ""
        for number in range(1, DRAFTS + 1):
            if self.over.is_set():
                break

            def saving(number: int = number, revision: str = revision) -> Answer:
                return browser.post("draft", path, {"X-Autosave": "1"}, **marks, comment=str(number), revision=revision)

            answer = self.answered(browser, saving)
            if answer and answer.status == STALE:
                self.drafts_lost.append(f"{path} {number}")
                page = self.answered(browser, lambda: browser.get("page", path))
                revision = page.typed("revision") if page else ""
            elif answer and self.done(answer, "draft", KEPT):
                self.drafts[path] += 1
                revision = answer.revision
        return revision

    def result(self, counted: dict[str, Any]) -> dict[str, Any]:
        faults = [f"{kind} doubled: {rows}" for kind, rows in counted["doubled"].items() if rows]
        if counted["gaps"] or counted["journal"]:
            faults.append(f"gaps in numbers: {counted['gaps']}, faults of the journal: {counted['journal']}")
        if counted["seated"] > counted["places"]:
            faults.append(f"places given: {counted['seated']} of {counted['places']}")
        faults += [f"refused: {each}" for each in self.refused]
        return {
            "deaths": dict(self.deaths), "seconds": self.seconds, "unanswered": self.unanswered, "answered": {
                "registrations": len(self.registered), "applications": len(self.filed),
                "replacements": self.replaced.total(), "drafts": self.drafts.total(),
                "sheets": len(self.scored),
            },
            "in_database": counted["in_database"], "lost": {kind: len(rows) for kind, rows in counted["lost"].items()},
            "faults": faults,
        }  # fmt: skip


def told(result: dict[str, Any]) -> str:
    lines = [
        f"{name}: {result[name]}" for name in ("deaths", "seconds", "unanswered", "answered", "in_database", "lost")
    ]
    return "\n".join([*lines, *result["faults"]])


if __name__ == "__main__":
    sys.exit(main())
