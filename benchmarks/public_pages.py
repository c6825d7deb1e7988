"""Every page a visitor can reach, one address of each kind: time, bytes, shifts of the layout, text without JavaScript.

python benchmarks/public_pages.py [REQUESTS]    the installation is made in a temporary folder, its links are followed
"""

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

sys.path.insert(0, str(Path(__file__).parent))
from installation import Browser, Installation, installation
from pages import BROWSERS, move

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
DAY = "2021-12-10"  # the session has been, the result of the selection is published
MOST_MS, MOST_BYTES, MOST_SHIFT = 30, 150_000, 0.01
UNMEASURED = "not measured"
WARM_UP = 8  # the web server has four threads
HREF = re.compile(r'<a[^>]*\shref="(/[^"#?]*)"')
OTHERS = ("accounts:", "account_", "styleguide", "socialaccount")  # sign-in, and what a demonstration alone shows
SHIFTS = """window.shifts = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifts += each.value })
  .observe({type: 'layout-shift', buffered: true});"""


@dataclass
class Public:
    name: str
    address: str
    median: float = 0
    cpu: float = 0
    first_load: int | None = None  # this and what follows: None until Chromium has measured it
    shift: float | None = None
    lacks: int | None = None

    def misses(self) -> list[str]:
        load, shift, lacks = self.first_load or 0, self.shift or 0, self.lacks or 0
        found = {
            f"{self.cpu:.0f} ms": self.cpu >= MOST_MS, f"{load / 1000:.0f} KB": load > MOST_BYTES,
            f"layout shifts by {shift:.3f}": shift >= MOST_SHIFT, f"{lacks} words only with JavaScript": lacks > 0,
        }  # fmt: skip
        return [said for said, bad in found.items() if bad]

    def looks(self) -> str:
        if self.first_load is None or self.shift is None or self.lacks is None:
            return " | ".join([UNMEASURED] * 3)
        return f"{self.first_load / 1000:.0f} | {self.shift:.3f} | {self.lacks}"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "svetovod.web.settings.test"
    import django

    django.setup()  # for the names of addresses alone
    var = Path(tempfile.mkdtemp(prefix="svetovod-bench-"))
    try:
        with installation(var) as running:
            move(running, DAY)
            rows = list(found(Browser(running.port)))
            for row in rows:
                time_of(running, row)
            looks(running, rows)
    finally:
        shutil.rmtree(var, ignore_errors=True)
    print("| page | median, ms | of the processor, ms | first load, KB | layout shift | words only with JavaScript |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in sorted(rows, key=lambda each: -each.cpu):
        print(f"| {row.name} | {row.median:.0f} | {row.cpu:.0f} | {row.looks()} |")
    bad = [f"{row.name} ({', '.join(row.misses())})" for row in rows if row.misses()]
    loads = [row.first_load for row in rows if row.first_load is not None]
    largest = f"{max(loads) / 1000:.0f} KB" if loads else UNMEASURED
    print(f"public pages: {len(rows)}; median of them {statistics.median(row.cpu for row in rows):.1f} ms of the "
          f"processor, slowest {max(row.cpu for row in rows):.1f} ms, largest {largest}")  # fmt: skip
    unseen = len(rows) - len(loads)
    print(f"over a target: {'; '.join(bad) or 'none of what was measured'}"
          + (f"; bytes, shifts and words of {unseen} pages: {UNMEASURED}" if unseen else ""))  # fmt: skip


def found(browser: Browser) -> Iterator[Public]:
    """One address of each named page, the first that links lead to."""
    from django.urls import Resolver404, resolve

    known, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop(0)
        try:
            name = resolve(unquote(address)).view_name
        except Resolver404:
            continue
        if name in known or name.startswith(OTHERS):
            continue
        known.add(name)
        status, body = browser.get(address, "identity")
        if status == 200 and body[:15].lower() == b"<!doctype html>":
            yield Public(name, address)
            links = (unescape(link) for link in HREF.findall(body.decode()))
            waiting += [quote(urlsplit(link).path, safe="/%") for link in links]


def time_of(running: Installation, row: Public) -> None:
    browser = Browser(running.port)
    for _ in range(WARM_UP):
        browser.get(row.address)
    before, times = running.web_cpu(), []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        browser.get(row.address)
        times.append((time.perf_counter() - began) * 1000)
    row.median, row.cpu = statistics.median(times), (running.web_cpu() - before) * 1000 / REQUESTS


def looks(running: Installation, rows: list[Public]) -> None:
    """In Chromium: bytes over the wire with an empty cache, shifts of the layout, the words with JavaScript and without."""  # noqa: E501
    chromium = os.environ.get("SVETOVOD_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        print("!!! no Chromium: bytes, shifts and words were NOT measured")
        return
    from playwright.sync_api import sync_playwright

    origin = f"http://127.0.0.1:{running.port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for row in rows:
            with_it = opened(browser, origin, row, javascript=True)
            row.lacks = len(with_it - opened(browser, origin, row, javascript=False))
        browser.close()


def opened(browser: Any, origin: str, row: Public, *, javascript: bool) -> set[str]:
    """The words one can read; what was measured goes into the row."""
    context = browser.new_context(locale="ru-RU", base_url=origin, java_script_enabled=javascript)
    if javascript:
        context.add_init_script(SHIFTS)
    page, total = context.new_page(), 0

    def add(event: dict[str, Any]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", add)
    page.goto(row.address, wait_until="load" if not javascript else "networkidle")
    words = set(re.findall(r"\w+", page.locator("body").inner_text()))
    if javascript:
        row.first_load, row.shift = total, page.evaluate("window.shifts")
    context.close()
    return words


if __name__ == "__main__":
    main()
