"""Pages of the demonstration on two of its days: time at the server, processor time, queries, bytes of the first load.

python benchmarks/pages.py    the installation is made in a temporary folder
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
from installation import PASSWORD, Browser, Installation, installation

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
REQUESTS, WARM_UP = 20, 8  # the web server has four threads, each with its connection to the database
ROUND = "/selections/2021"
DAYS: dict[str, tuple[tuple[str, str | None, str], ...]] = {
    "2021-06-24": (
        ("home", None, "/"),
        ("session", None, "/sessions/saransk-2021/"),
        ("clusters", None, "/clusters/"),
        ("cluster, manager", "manager", "/clusters/svetotekhnika-3/"),
        ("verdict, manager", "manager", "/clusters/svetotekhnika-3/verdict/"),
        ("desk, expert", "expert-1", "/desk/"),
        ("projects at the session, expert", "expert-1", "/sessions/saransk-2021/pitches/"),
        ("projects, expert", "expert-1", "/projects/"),
        ("project, expert", "expert-1", "/projects/П-01/"),
        ("subsidy, expert", "expert-1", "/projects/П-01/subsidy/"),
        ("remarks, expert", "expert-1", "/projects/П-01/remarks/"),
        ("new remark, expert", "expert-1", "/projects/П-01/remarks/new/?occasion=session:saransk-2021"),
        ("registrations (140), organiser", "organiser", "/sessions/saransk-2021/registrations/"),
        ("sign-in", None, "/accounts/login/"),
    ),
    "2021-12-10": (
        ("selections", None, "/selections/"),
        ("selection", None, f"{ROUND}/"),
        ("result", None, f"{ROUND}/result/"),
        ("secretary's desk", "secretary", f"{ROUND}/desk/"),
        ("experts and load", "secretary", f"{ROUND}/experts/"),
        ("sheets, expert", "expert-1", f"{ROUND}/my-sheets/"),
        ("opening", "secretary", f"{ROUND}/opening/"),
        ("ranking", "secretary", f"{ROUND}/ranking/"),
        ("vote, chair", "chair", f"{ROUND}/vote/"),
        ("protocols", "secretary", f"{ROUND}/protocols/"),
        ("journal, auditor", "auditor", "/journal/"),
    ),
}


@dataclass
class Measured:
    """One page: milliseconds, milliseconds of processor time, bytes."""

    name: str
    day: str
    median: float = 0
    cpu: float = 0
    html: int = 0
    queries: int = 0
    first_load: int = 0


def main() -> None:
    print(json.dumps(measure(), ensure_ascii=False, indent=1))


def measure(requests: int = REQUESTS) -> dict[str, Any]:
    from svetovod.supervisor import database

    var = Path(tempfile.mkdtemp(prefix="svetovod-bench-"))
    try:
        found: dict[str, Any] = starts(var)
        pages: list[Measured] = []
        with database(var) as extra:
            for day in DAYS:
                with installation(var, extra) as running:
                    move(running, day)
                    pages += timed(running, day, requests)
                    first_loads(running, pages, day)
                queries(var, extra, pages, day)
        return found | {"pages": [asdict(page) for page in pages]}
    finally:
        shutil.rmtree(var, ignore_errors=True)


def starts(var: Path) -> dict[str, Any]:
    """Seconds until the home page is there, and the memory of the second start."""
    found: dict[str, Any] = {}
    for name in ("first_start", "second_start"):
        began = time.perf_counter()
        with installation(var) as running:
            assert Browser(running.port).get("/")[0] == 200
            found[name] = time.perf_counter() - began
            time.sleep(5)
            found["memory"] = running.memory()
    return found


def move(running: Installation, day: str) -> None:
    admin = Browser(running.port)
    admin.sign_in("admin")
    assert admin.post("/clock/", day=day) == 302, day


def timed(running: Installation, day: str, requests: int) -> list[Measured]:
    browsers: dict[str | None, Browser] = {}
    rows = []
    for name, who, address in DAYS[day]:
        if who not in browsers:
            browsers[who] = Browser(running.port)
            if who:
                browsers[who].sign_in(who)
        rows.append(one_page(running, browsers[who], Measured(name, day), quote(address, safe="/?=&:"), requests))
    return rows


def one_page(running: Installation, browser: Browser, row: Measured, address: str, requests: int) -> Measured:
    """Of warm requests, one after another on the machine of the server: what one waits, and the processor's share."""
    for _ in range(WARM_UP):
        status, body = browser.get(address)
        assert status == 200, f"{address}: {status}"
    before, times = running.web_cpu(), []
    for _ in range(requests):
        began = time.perf_counter()
        browser.get(address)
        times.append((time.perf_counter() - began) * 1000)
    row.median, row.html = statistics.median(times), len(body)
    row.cpu = (running.web_cpu() - before) * 1000 / requests
    return row


def first_loads(running: Installation, pages: list[Measured], day: str) -> None:
    """Bytes over the wire in Chromium with an empty cache, headers included."""
    chromium = os.environ.get("SVETOVOD_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        print("!!! no Chromium: the bytes of the first load were NOT measured", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for row, (_, who, address) in zip([page for page in pages if page.day == day], DAYS[day], strict=True):
            row.first_load = transferred(browser, f"http://127.0.0.1:{running.port}", who, address)
        browser.close()


def transferred(browser: Any, origin: str, who: str | None, address: str) -> int:
    context = browser.new_context(locale="ru-RU", base_url=origin)
    if who:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("#id_login", f"{who}@demo.svetovod.example")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
    page, total = context.new_page(), 0

    def add(event: dict[str, Any]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", add)
    page.goto(address, wait_until="networkidle")
    context.close()
    return total


def queries(var: Path, extra: Mapping[str, str], pages: list[Measured], day: str) -> None:
    """Counted in a process of its own on the same data, with Django's test client."""
    from svetovod.supervisor import environment

    asked = json.dumps([[who, address] for _, who, address in DAYS[day]])
    command = [sys.executable, __file__, "--count"]
    done = subprocess.run(
        command, input=asked, env=environment(var, extra, demo=True), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    for row, number in zip([page for page in pages if page.day == day], json.loads(done.stdout), strict=True):
        row.queries = number


def count() -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = []
    for who, address in json.load(sys.stdin):
        client = Client()
        if who:
            client.force_login(get_user_model().objects.get(email=f"{who}@demo.svetovod.example"))
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200, address
        found.append(len(caught))
        if os.environ.get("SVETOVOD_BENCH_SQL"):
            print(address, *(each["sql"][:300] for each in caught), sep="\n  ", file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    count() if "--count" in sys.argv else main()
