"""Every page a person can reach by links, as each role, on two days of the scene: it answers, nothing sticks out on a
phone or a desk, in Russian or in English, no script breaks, no sentence is left in the other language, and axe finds no
violation of WCAG 2.2 AA, nor of contrast in the dark.

Links are followed over HTTP for every role on the first day and for those whose pages a selection changes on the
later one, where a kind of page that opened for several is asked for by half of the others; each kind of page is looked
at in the browser once, and again on the later day if something stands on it that did not stand there before. Where
something stands that stood on no page before, colours are looked at too, and the page is opened in English: the others
get the English text laid out in their place, without scripts running anew. `make torture` follows everybody on both
days and does for every page what is done for those.
"""

import re
from collections import Counter
from typing import Any
from urllib.parse import unquote, urlsplit
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from tests.thorough import WHOLE
from tools.links import kind_of, links

from .conftest import People
from .test_saransk import clock

pytestmark = pytest.mark.browser
ROLES = (
    "", "organiser", "manager", "initiator", "partner", "expert-1", "secretary", "chair", "member-1", "auditor",
    "officer", "head", "region", "cdc", "checkin", "scribe", "admin",
)  # fmt: skip
LATER = ROLES if WHOLE else ("", "initiator", "expert-1", "secretary", "chair", "auditor")
DAYS = {"2021-06-24": ROLES, "2021-12-10": LATER}
SEVERAL = 2  # for so many a kind of page has opened
Shape = set[tuple[str, ...]]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
# sheets of style are not fetched once more: the one rule that wants it is about sounds, and nothing plays here
LEAN = {"resultTypes": ["violations"], "preload": False, "selectors": False, "elementRef": False}
ALL = LEAN | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURLESS = ALL | {"rules": {"color-contrast": {"enabled": False}}}
CONTRAST = LEAN | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# the first element of each violation, as it is written
AXE = "options => axe.run(options).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"
# another answer to the same address is laid out in the page that stands there; scripts of it are not run
INSTEAD = """html => { const other = new DOMParser().parseFromString(html, 'text/html');
document.documentElement.lang = other.documentElement.lang;
document.body.replaceWith(document.adoptNode(other.body)); }"""
LATIN = re.compile(r"\b[A-Za-z]{2,}(?:[ ,]+[a-z]{2,}){2,}")
CYRILLIC = re.compile("[А-Яа-яЁё]")
# texts of the page outside of what is quoted as code
TEXTS = """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
while (walker.nextNode()) { const at = walker.currentNode.parentElement;
const text = walker.currentNode.data.trim();
if (text && !at.closest('script, style, template, code, pre, .mono, [lang=en], textarea, option')) found.push(text); }
return found; }"""
# words that are the interface's own; what people have written stands in an element with lang="ru"
WORDS = """() => [...document.querySelectorAll('.mast nav a, thead th, .field > label, .sec__head h2, .tabs a, '
+ 'main .btn, main .st, .next__label, .figs dt, .foot p')].map((one) => { const own = one.cloneNode(true);
own.querySelectorAll('[lang=ru]').forEach((said) => said.remove());
return own.textContent.trim(); }).filter(Boolean)"""


def shape(html: str) -> Shape:
    """Elements of a page with their classes: what it is made of, whatever it says."""
    return {(tag, *classes.split()) for tag, classes in re.findall(r'<(\w+)(?:[^>]*?\sclass="([^"]*)")?', html)}


def walk(page: Any, key: str, opened: Counter[str]) -> tuple[dict[str, tuple[str, Shape]], list[str]]:
    """Kinds of pages reached by links, with an address and the shape of each; and addresses that did not answer 200."""
    found: dict[str, tuple[str, Shape]] = {}
    asked: set[str] = set()
    broken: list[str] = []
    starts = ["/", "/desk/"] if page.context.cookies() else ["/", "/accounts/login/"]
    queue = [*starts]
    while queue:
        path = queue.pop(0)
        kind = kind_of(path)
        if kind in asked:
            continue
        asked.add(kind)
        half = crc32(f"{key} {kind}".encode()) % 2
        if half and opened[kind] >= SEVERAL and path not in starts and not WHOLE:
            continue
        answer = page.context.request.get(path)
        if answer.status != 200:
            broken.append(f"{answer.status} {unquote(path)}")
        elif "html" in answer.headers.get("content-type", ""):
            html = answer.text()
            found[kind] = path, shape(html)
            opened[kind] += 1
            queue += links(html)
    return found, broken


class Eyes:
    """Looks at pages in one browser window and writes down what is wrong."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url = page, url
        self.faults: list[str] = []
        self.how = ""
        page.emulate_media(reduced_motion="reduce")  # colours on their way from light to dark are no colours
        page.on("console", lambda message: message.type == "error" and self.note(f"console: {message.text}"))

    def note(self, fault: str) -> None:
        self.faults.append(f"{unquote(urlsplit(self.page.url).path)}: {self.how}{fault}")

    def look(self, path: str, *, whole: bool) -> None:
        """Everything at once: Russian on a phone with axe, in the dark, on a desk, then the same in English."""
        self.page.set_viewport_size(PHONE)
        self.open(path, "ru")
        self.fits(PHONE)
        self.words(TEXTS, LATIN, "English left")
        self.axe(ALL if whole else COLOURLESS)
        if whole:
            self.dark()
        self.fits(DESK)
        self.how = "in English, "
        if whole:
            self.open(path, "en")
        else:
            self.instead(path)
        self.words(WORDS, CYRILLIC, "Russian left")
        self.fits(DESK)
        self.fits(PHONE)
        self.how = ""

    def open(self, path: str, lang: str) -> None:
        self.page.context.add_cookies([{"name": "django_language", "value": lang, "url": self.url}])
        self.page.goto(path)
        self.page.context.clear_cookies(name="django_language")

    def instead(self, path: str) -> None:
        answer = self.page.context.request.get(path, headers={"Accept-Language": "en"})
        self.page.evaluate(INSTEAD, answer.text())
        lang = self.page.locator("html").get_attribute("lang")
        if answer.status != 200 or lang != "en":
            self.note(f"answers {answer.status} in {lang}")

    def fits(self, size: dict[str, int]) -> None:
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.note(f"sticks out by {wide} px at {size['width']} px")

    def words(self, script: str, foreign: re.Pattern[str], fault: str) -> None:
        for text in self.page.evaluate(script):
            if foreign.search(text):
                self.note(f"{fault}: {text[:80]}")

    def dark(self) -> None:
        """Contrast alone, by the axe that stands in the page already: to put it there costs as much as to run it."""
        self.how = "in the dark, "
        self.page.emulate_media(color_scheme="dark")
        self.blame(CONTRAST)
        self.page.emulate_media(color_scheme="light")
        self.how = ""

    def axe(self, options: dict[str, Any]) -> None:
        self.page.evaluate(AXE_SCRIPT)
        self.blame(options)

    def blame(self, options: dict[str, Any]) -> None:
        for rule, element in self.page.evaluate(AXE, options):
            self.note(f"{rule}: {element[:160]}")


def page_of(people: People, key: str) -> Any:
    return people(key, viewport=PHONE) if key else people.visitor(viewport=PHONE)


def test_every_page(people: People) -> None:
    faults: list[str] = []
    known: dict[str, Shape] = {}
    anywhere: Shape = set()
    for day, roles in DAYS.items():
        clock(people, day)
        looked: set[str] = set()
        opened: Counter[str] = Counter()
        for key in roles:
            page = page_of(people, key)
            found, broken = walk(page, key, opened)
            eyes = Eyes(page, people.url)
            for kind, (path, made_of) in found.items():
                if kind not in looked and not made_of <= known.get(kind, set()):
                    eyes.look(path, whole=WHOLE or not made_of <= anywhere)
                    anywhere |= made_of
                    known.setdefault(kind, set()).update(made_of)
                looked.add(kind)
            faults += [f"{key or 'visitor'}, {day}: {each}" for each in [*broken, *eyes.faults]]
    assert len(known) > 100, f"only {len(known)} kinds of pages were reached"
    assert not faults, "\n".join(faults)
