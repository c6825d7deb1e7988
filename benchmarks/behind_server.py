"""A session of 1,500 people behind the web server: arrivals at the door, and pages beside those of pretalx.

python benchmarks/behind_server.py [PEOPLE [ENTRIES [SECONDS]]]

pretalx is measured in the same run, in turns with ours, where it is installed as `benchmarks/web/README.md` of the
shared folder says (environment `ptx` and `fill_sqlite_ev300.json` in /tmp/peerweb, or where PEERWEB says). Its event
has 300 submissions: with another number of entries only ours are measured. Ours is the web server and its database
together; pretalx's SQLite works inside its own processes.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from installation import Browser, free_port
from served import Served, served

PEOPLE, ENTRIES, SECONDS = [*map(int, sys.argv[1:4]), *(1500, 300, 30)[len(sys.argv) - 1 :]]
A_SECOND, PHONES, ROUNDS = 20, 4, 3
PEERWEB = Path(os.environ.get("PEERWEB", "/tmp/peerweb"))
FILLED = PEERWEB / "fill_sqlite_ev300.json"
EQUAL = 300  # submissions of the event that `FILLED` tells of
TARGETS = {"list of 50 rows": 8, "one item": 3, "reviewer's desk": 30, "public programme": 1}


def main() -> None:
    with served(PEOPLE, ENTRIES, sheets=ENTRIES) as running:
        door(running)
        beside(running)


def door(running: Served) -> None:
    """Phones that send what they read as people come: by the code on the badge, then by the button of the list."""
    root, built = f"/sessions/{running.built['session']}/", running.built
    many = min(A_SECOND * SECONDS, PEOPLE // 2)

    def by_code(phone: Browser, number: int) -> bool:
        said = phone.send(f"{root}door/sync/", json.dumps({"codes": [built["codes"][number]]}), "application/json")
        return said[0] == 200 and json.loads(said[1])["taken"] == [built["codes"][number]]

    def by_name(phone: Browser, number: int) -> bool:
        row = built["registrations"][-1 - number]
        said = phone.send(f"{root}registrations/{row}/check-in/", "", "application/x-www-form-urlencoded", "HX-Request")
        return said[0] == 200

    for name, come in {"by code": by_code, "by name": by_name}.items():
        arrivals(running, name, come, many)


def arrivals(running: Served, name: str, come: Callable[[Browser, int], bool], many: int) -> None:
    phones = [running.browser("organiser") for _ in range(PHONES)]
    for phone in phones:
        assert phone.get(f"/sessions/{running.built['session']}/door/")[0] == 200
    used, begun = (running.cpu("granian"), running.cpu("postgres")), time.perf_counter()
    waits: list[float] = []

    def at_one(number: int) -> int:
        taken = 0
        for each in range(number, many, PHONES):
            moment = begun + each / A_SECOND
            time.sleep(max(0.0, moment - time.perf_counter()))
            taken += come(phones[number], each)
            waits.append((time.perf_counter() - moment) * 1000)
        return taken

    with ThreadPoolExecutor(PHONES) as pool:
        taken = sum(pool.map(at_one, range(PHONES)))
    took = time.perf_counter() - begun
    web = (running.cpu("granian") - used[0]) * 1000 / many
    base = (running.cpu("postgres") - used[1]) * 1000 / many
    waits.sort()
    print(
        f"check-in {name}: {many / took:.1f} a second for {took:.0f} s, {taken} of {many} taken; waited: median "
        f"{statistics.median(waits):.0f} ms, 95% {waits[len(waits) * 95 // 100]:.0f} ms; processor {web:.1f} ms of the "
        f"web server, {base:.1f} ms of the database each: {(web + base) * A_SECOND / 20:.0f}% of two cores"
    )
    assert taken == many


def beside(running: Served) -> None:
    """Processor time of a request in turns, ours and theirs; the ratio of each turn."""
    root, built = f"/sessions/{running.built['session']}/", running.built
    ours = {
        "list of 50 rows": ("organiser", [f"{root}registrations/?per_page=50"]),
        "one item": ("organiser", [f"{root}programme/{built['entry']}/"]),
        "reviewer's desk": ("expert", [f"/selections/{built['round']}/my-sheets/"]),
        "public programme": ("", [root]),
    }
    with pretalx() as peer:
        for name, (who, addresses) in ours.items():
            mine, theirs = [], []
            for _round in range(ROUNDS):
                mine.append(spent(running.browser(who), addresses, 20, lambda: whole(running)))
                if peer:
                    theirs.append(spent(peer.browser(name), peer.addresses[name], peer.often[name], peer.cpu))
            print(compared(name, mine, theirs), flush=True)


def whole(running: Served) -> float:
    """Of the web server and of the database behind it."""
    return running.cpu("granian") + running.cpu("postgres")


def compared(name: str, mine: list[float], theirs: list[float]) -> str:
    said = f"{name}: ours {statistics.median(mine):.1f} ms of the processor"
    if not theirs:
        return said
    ratio = statistics.median(theirs) / statistics.median(mine)
    least = min(their / my for my, their in zip(mine, theirs, strict=True))
    return (
        f"{said}, pretalx {statistics.median(theirs):.0f} ms, ratio {ratio:.1f}, least of {ROUNDS} turns {least:.1f} "
        f"(at least {TARGETS[name]})"
    )


def spent(browser: Browser, addresses: list[str], times: int, cpu: Callable[[], float]) -> float:
    """Milliseconds of the processor for all the addresses once, after two warm requests."""
    for address in addresses * 2:
        status, _body = browser.get(address)
        assert status == 200, (address, status)
    before = cpu()
    for address in addresses * times:
        browser.get(address)
    return (cpu() - before) * 1000 / times


class Pretalx:
    """Its server with two workers, as measured before; the addresses that do the work of ours."""

    often = {"list of 50 rows": 5, "one item": 10, "reviewer's desk": 2, "public programme": 10}

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.port, self.process, self.filled = port, process, json.loads(FILLED.read_text())
        event = f"/{self.filled['slug']}"
        self.addresses = {
            "list of 50 rows": [f"/orga/event{event}/submissions/?page_size=50"],
            "one item": [f"/orga/event{event}/submissions/{self.filled['code']}/"],
            "reviewer's desk": [f"/orga/event{event}/reviews/"],
            "public programme": [f"{event}/schedule/", f"{event}/schedule/widgets/schedule.json"],
        }

    def browser(self, page: str) -> Browser:
        made = Browser(self.port)
        who = {"reviewer's desk": "reviewer", "public programme": None}.get(page, "organiser")
        made.cookies |= dict([self.filled["cookies"][who].split("=", 1)]) if who else {}
        return made

    def cpu(self) -> float:
        return sum(sum(each.cpu_times()[:2]) for each in (self.process, *self.process.children(recursive=True)))


@contextmanager
def pretalx() -> Iterator[Pretalx | None]:
    if not FILLED.exists() or ENTRIES != EQUAL:
        why = f"has {EQUAL} submissions, not {ENTRIES}" if FILLED.exists() else f"is not installed in {PEERWEB}"
        print(f"pretalx {why}: only ours are measured")
        yield None
        return
    port = free_port()
    begin = f". ./env_sqlite.sh; exec ptx/bin/gunicorn pretalx.wsgi --workers 2 --timeout 300 --bind 127.0.0.1:{port}"
    with (PEERWEB / "gunicorn.log").open("ab") as log:
        process = subprocess.Popen(["bash", "-c", begin], cwd=PEERWEB, stdout=log, stderr=log)
    try:
        made: Any = Pretalx(port, psutil.Process(process.pid))
        for _ in range(300):
            try:
                if made.browser("public programme").get(made.addresses["public programme"][0])[0] == 200:
                    break
            except OSError:
                time.sleep(0.2)
        yield made
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
