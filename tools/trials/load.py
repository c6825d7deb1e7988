"""Goal: nobody is lost and nobody waits when all come at once (`make load`).

A server of its own on 127.0.0.1 with its own data. Three crowds, one after another, each within SECONDS: registrations
for the last hundred places of a session; applications in the last moments before a deadline, some of them after it;
experts who keep drafts and submit sheets. Web processes stand on one socket that is handed over, as the units of
deploy/ start them. Printed: how long answers took, at the server by route (what is promised) and at the browser, which
is on the same processors; who used these; what was lost or doubled; memory. Exit code 1 when anything was.
"""

import argparse
import json
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from at_server import EACH, Processors, embedded, memory, middle, requests
from browsers import Answer, Browser
from place import folder, wait_for, web_of, world

from svetovod import supervisor

AT_ONCE = 48  # people whose requests may be under way together
DONE = 302
LATE = 12  # of a hundred applications, those that come after the deadline


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60, help="how long each crowd comes")
    options.add_argument("--scale", type=float, default=1, help="how much of the whole crowd comes")
    options.add_argument("--processes", type=int, default=2, help="web processes")
    options.add_argument("--json", action="store_true", help="one JSON object on standard output")
    said = options.parse_args()
    with folder() as var, supervisor.database(var) as extra, socket.create_server(
        ("127.0.0.1", 0), backlog=1024
    ) as listening:  # fmt: skip
        port = listening.getsockname()[1]
        here = supervisor.environment(var, extra | EACH, demo=False)
        environ = here | {"SVETOVOD_URL": f"http://127.0.0.1:{port}"}
        supervisor.prepare(environ)
        crowd = {name: max(3, round(size * said.scale)) for name, size in CROWD.items()}
        plan = world(environ, "build", filings=crowd["applications"], experts=crowd["experts"])
        world(environ, "announce", seconds=86400)
        children = [supervisor.child(supervisor.WORKER, environ)]
        children += [web_of(environ, listening) for _ in range(said.processes)]
        try:
            wait_for_all(environ, port, children[1:])
            result = Load(plan, crowd, said.seconds, environ, port, children).run()
        finally:
            for each in reversed(children):
                supervisor.stop(each)
    show(result, as_json=said.json)
    return 1 if result["faults"] else 0


def wait_for_all(environ: Mapping[str, str], port: int, servers: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Until each of them answers: a process that counts requests has a file in `metrics`."""
    kept = Path(environ["SVETOVOD_VAR"]) / "metrics"
    wait_for(port, servers[0])
    while len(list(kept.glob("*"))) < len(servers):
        for _ in range(4 * len(servers)):
            browser = Browser(port)
            browser.get("health", "/health/live/")
            browser.close()


CROWD = {"registrations": 500, "applications": 300, "experts": 100}


class Load:
    """The three crowds and what came of them."""

    def __init__(  # noqa: PLR0917 - what a trial consists of
        self, plan: Any, crowd: Mapping[str, int], seconds: float, environ: Mapping[str, str], port: int,
        children: Sequence["subprocess.Popen[bytes]"],
    ) -> None:  # fmt: skip
        self.plan, self.crowd, self.seconds, self.environ, self.port = plan, crowd, seconds, environ, port
        self.worker, *self.servers = [each.pid for each in children]
        self.took: dict[str, list[float]] = {}
        self.statuses: dict[str, int] = {}
        self.registered: list[str] = []
        self.filed: list[str] = []
        self.scored: list[str] = []
        self.refused_late = self.taken_late = 0
        self.memory: list[int] = []
        self.spent: list[dict[str, float]] = []

    def watch(self, over: threading.Event) -> None:
        """Memory once a minute, of a short trial more often."""
        while not over.wait(min(60, self.seconds / 5)):
            self.memory.append(memory(self.servers))

    def run(self) -> dict[str, Any]:
        over = threading.Event()
        watcher = threading.Thread(target=self.watch, args=(over,))
        watcher.start()
        try:
            return self.crowds()
        finally:
            over.set()
            watcher.join()

    def crowds(self) -> dict[str, Any]:
        self.come([lambda n=n: self.register(n) for n in range(self.crowd["registrations"])])
        # the crowd has a tenth of its time more than the intake: so some come late
        rest = self.seconds * (1 - LATE / 100)
        self.closes = world(self.environ, "deadline", seconds=rest)["closes_at"]
        self.come([lambda each=each: self.file(each) for each in self.plan["applicants"]])
        time.sleep(max(0.0, self.closes - time.time()) + 0.5)
        given = world(self.environ, "scoring")
        self.criteria = given["criteria"]
        self.come(
            [lambda who=who, numbers=numbers: self.score(who, numbers) for who, numbers in given["sheets"].items()]
        )
        counted = world(
            self.environ,
            "count",
            registered=self.registered,
            filed=self.filed,
            replaced={},
            scored=self.scored,
            sent={},
        )
        return self.result(counted)

    def come(self, acts: Sequence[Callable[[], Browser]]) -> None:
        """Everybody at a moment of chance within the time; who finds no hand free waits, and the wait counts."""
        chance = random.Random(7)
        processors = Processors({"web": self.servers, "worker": [self.worker], "database": embedded()})
        begin = time.perf_counter()
        moments = sorted(chance.uniform(0, self.seconds) for _act in acts)

        def one(pair: tuple[float, Callable[[], Browser]]) -> None:
            wait = begin + pair[0] - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            browser = pair[1]()
            browser.close()
            for kind, seconds in browser.took:
                self.took.setdefault(kind, []).append(seconds)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, zip(moments, acts, strict=True)))
        self.spent.append(processors.spent())

    def register(self, number: int) -> Browser:
        browser, email = Browser(self.port), f"guest-{number}@trial.example"
        path = f"/sessions/{self.plan['session']}/register/"
        browser.get("registration page", path)
        answer = browser.post(
            "registration", path, kind="guest", name=f"Guest {number}", email=email, region="RU-MO",
            organisation_name="Plant", **{f"consent_{pk}": "on" for pk in self.plan["consents"]},
        )  # fmt: skip
        if self.noted("registration", answer):
            self.registered.append(email)
        return browser

    def file(self, applicant: Mapping[str, str]) -> Browser:
        browser = Browser(self.port, {"sessionid": applicant["cookie"]})
        path = f"/selections/{self.plan['round']}/apply/{applicant['code']}/"
        revision = browser.get("application page", path).typed("revision")
        sent = time.time()
        answer = browser.post("filing", path, requested="100000000", minimum="50000000", revision=revision, file="1")
        late = sent > self.closes
        if self.noted("filing after the deadline" if late else "filing", answer):
            self.filed.append(applicant["code"])
            self.taken_late += late
        elif late:
            self.refused_late += 1
        return browser

    def score(self, who: str, numbers: Sequence[str]) -> Browser:
        browser = Browser(self.port, {"sessionid": self.plan["experts"][who]})
        marks = {f"score.{code}": "6" for code in self.criteria}
        for number in numbers:
            path = f"/selections/{self.plan['round']}/my-sheets/{number}/"
            browser.get("sheet page", path)
            browser.post("draft of a sheet", path, **dict(list(marks.items())[:3]), comment="")
            if self.noted("sheet", browser.post("sheet", path, **marks, comment="По документам", submit="1")):
                self.scored.append(f"{who} {number}")
        return browser

    def noted(self, kind: str, answer: Answer) -> bool:
        name = f"{kind}: {answer.status}"
        self.statuses[name] = self.statuses.get(name, 0) + 1
        return answer.status == DONE

    def result(self, counted: dict[str, Any]) -> dict[str, Any]:
        faults = [f"{kind} lost: {len(rows)}" for kind, rows in counted["lost"].items() if rows]
        faults += [f"{kind} doubled: {len(rows)}" for kind, rows in counted["doubled"].items() if rows]
        seats = min(self.plan["places"], len(self.registered))
        if counted["seated"] != seats:
            faults.append(f"places given: {counted['seated']}, there were {seats}")
        if self.taken_late:
            faults.append(f"applications sent after the deadline and taken: {self.taken_late}")
        if counted["gaps"] or counted["journal"]:
            faults.append(f"gaps in numbers: {counted['gaps']}, faults of the journal: {counted['journal']}")
        if errors := {name: times for name, times in self.statuses.items() if name.rpartition(": ")[2] >= "500"}:
            faults.append(f"errors of the server: {errors}")
        ask = self.crowd["registrations"]
        if len(self.registered) != ask:
            faults.append(f"people who were not registered: {ask - len(self.registered)}")
        return {
            "seconds": self.seconds, "crowd": dict(self.crowd), "promised": {
                "registrations": len(self.registered), "applications": len(self.filed), "sheets": len(self.scored),
            },
            "in_database": counted["in_database"], "seated": counted["seated"], "refused_late": self.refused_late,
            "milliseconds": {
                kind: {"n": len(all_), "median": middle(all_, 0.5), "p95": middle(all_, 0.95), "most": middle(all_, 1)}
                for kind, all_ in self.took.items()
            },
            "at_server": requests(Path(self.environ["SVETOVOD_VAR"]) / "web.log"), "processors": self.spent,
            "answers": self.statuses, "megabytes": self.memory, "faults": faults,
        }  # fmt: skip


def show(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    print(f"crowds of {result['crowd']}, {result['seconds']:g} s each; at the server, milliseconds:")
    for name, row in result["at_server"].items():
        print(f"  {name:<70} {'  '.join(f'{key} {value:>4}' for key, value in row.items())}")
    print("at the browser, on the same processors, milliseconds:")
    for kind, row in result["milliseconds"].items():
        print(f"  {kind:<20} n {row['n']:>4}  median {row['median']:>5}  p95 {row['p95']:>5}  most {row['most']:>5}")
    print(f"promised {result['promised']}, in the database {result['in_database']}")
    print(f"places given {result['seated']}, late applications refused {result['refused_late']}")
    for crowd, row in zip(result["crowd"], result["processors"], strict=True):
        print(f"seconds of the processors, {crowd}: {row}")
    print(f"memory of the web processes together from minute to minute, MB: {result['megabytes']}")
    print(f"answers {result['answers']}")
    print("\n".join(result["faults"]) or "nothing lost, nothing doubled")


if __name__ == "__main__":
    sys.exit(main())
