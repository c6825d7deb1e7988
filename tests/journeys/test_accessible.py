"""Every page a person can reach by links, as each role, on two days of the scene: it answers, nothing sticks out on a
phone, no script breaks, no sentence is left in the other language, and axe finds no violation of WCAG 2.2 AA.

Links are followed over HTTP for every role; each kind of page is then looked at in the browser once a day.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from .conftest import People
from .test_saransk import clock

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey")]
ROLES = (
    "", "organiser", "manager", "initiator", "partner", "expert-1", "secretary", "chair", "member-1", "auditor",
    "officer", "region", "cdc", "checkin", "admin",
)  # fmt: skip
DAYS = ("2021-06-24", "2021-12-10")
TIMELESS = ("/account", "/team", "/clock", "/styleguide", "/clusters")  # the same on any day: looked at on the first
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FILES = re.compile(r"\.(pdf|xlsx|ics|json|zip)$|^/(files|static|account/data|i18n)/")
COLLECTIONS = re.compile(r"/(clusters|projects|sessions|selections|applications|my-sheets|ranking|apply)/([^/]+)")
FIXED = {"new", "okpd2", "run"}
LATIN = re.compile(r"\b[A-Za-z]{2,}(?:[ ,]+[a-z]{2,}){2,}")
CYRILLIC = re.compile("[А-Яа-яЁё]")
# texts of the page outside of what is quoted as code
TEXTS = """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
while (walker.nextNode()) { const at = walker.currentNode.parentElement;
const text = walker.currentNode.data.trim();
if (text && !at.closest('script, style, template, code, pre, .mono, [lang=en], textarea, option')) found.push(text); }
return found; }"""
# words that are the interface's own, never data
WORDS = """() => [...document.querySelectorAll('.mast nav a, thead th, .field > label, .sec__head h2, .tabs a, '
+ 'main .btn, .next__label, .figs dt, .foot p')].map((one) => one.textContent.trim()).filter(Boolean)"""


def kind_of(path: str) -> str:
    """`/projects/П-07/estimate/3/` is a page of the same kind as `/projects/П-08/estimate/1/`."""
    path = re.sub(r"(/rulebook/[^/]+/)[^/]+\.[^/]+", r"\1*", path)
    named = COLLECTIONS.sub(lambda m: m[0] if m[2] in FIXED else f"/{m[1]}/*", unquote(path))
    return re.sub(r"/\d+(?=/)", "/#", named)


def links(html: str) -> Iterator[str]:
    for href in re.findall(r'<a\b[^>]*\shref="([^"#]+)', html):
        parts = urlsplit(href)
        if not parts.scheme and parts.path.startswith("/") and not FILES.search(parts.path):
            yield parts.path


def walk(page: Any) -> tuple[dict[str, str], list[str]]:
    """Kinds of pages reached by links, with an address of each; and the addresses that did not answer 200."""
    found: dict[str, str] = {}
    broken: list[str] = []
    queue = ["/", "/desk/"] if page.context.cookies() else ["/", "/accounts/login/"]
    while queue:
        path = queue.pop(0)
        if kind_of(path) in found:
            continue
        found[kind_of(path)] = path
        answer = page.context.request.get(path)
        if answer.status != 200:
            broken.append(f"{answer.status} {unquote(path)}")
            continue
        queue += links(answer.text()) if "html" in answer.headers.get("content-type", "") else ()
    return found, broken


class Eyes:
    """Looks at pages in one browser window and writes down what is wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.note(f"console: {message.text}"))

    def note(self, fault: str) -> None:
        self.faults.append(f"{unquote(urlsplit(self.page.url).path)}: {fault}")

    def look(self, path: str) -> None:
        self.page.goto(path)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.note(f"sticks out by {wide} px")

    def russian(self) -> None:
        for text in self.page.evaluate(TEXTS):
            if LATIN.search(text):
                self.note(f"English left: {text[:80]}")

    def english(self) -> None:
        for text in self.page.evaluate(WORDS):
            if CYRILLIC.search(text):
                self.note(f"Russian left: {text[:80]}")

    def axe(self) -> None:
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
        for one in found:
            self.note(f"{one['id']}: {one['nodes'][0]['html'][:160]}")


def page_of(people: People, key: str, **options: Any) -> Any:
    return people(key, **options) if key else people.visitor(**options)


@pytest.mark.crawl
@pytest.mark.parametrize("day", DAYS)
def test_every_page(people: People, day: str) -> None:
    clock(people, day)
    faults: list[str] = []
    seen: set[str] = set()
    for key in ROLES:
        page = page_of(people, key, viewport=PHONE)
        eyes = Eyes(page)
        found, broken = walk(page)
        faults += [f"{key or 'visitor'}: {each}" for each in broken]
        for kind, path in found.items():
            if kind in seen or (day != DAYS[0] and kind.startswith(TIMELESS)):
                continue
            seen.add(kind)
            eyes.look(path)
            eyes.russian()
            eyes.axe()
        faults += [f"{key or 'visitor'}: {each}" for each in eyes.faults]
    assert len(seen) > 40, f"only {len(seen)} kinds of pages were reached"
    assert not faults, "\n".join(faults)


def main_pages(people: People, key: str) -> list[str]:
    found, _broken = walk(people(key))
    return [path for kind, path in found.items() if not kind.startswith("/accounts/")]


def test_dark(people: People) -> None:
    eyes = Eyes(people("secretary", viewport=DESK, color_scheme="dark"))
    for path in main_pages(people, "secretary"):
        eyes.look(path)
        eyes.axe()
    assert not eyes.faults, "\n".join(eyes.faults)


@pytest.mark.parametrize("key", ["initiator", "secretary", "manager"])
def test_english(people: People, key: str) -> None:
    page = people(key, viewport=PHONE)
    page.locator(".utility__lang button").click()
    eyes = Eyes(page)
    for path in main_pages(people, key):
        eyes.look(path)
        eyes.english()
    assert not eyes.faults, "\n".join(eyes.faults)
