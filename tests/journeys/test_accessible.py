"""Every page a person can reach by links, as each role, on two days of the scene: it answers, nothing sticks out on a
phone or a desk, in Russian or in English, no script breaks on what it has not met before, no sentence is left in the
other language, and axe finds no violation of WCAG 2.2 AA, nor of contrast in the dark.

Links are followed over HTTP for every role on the first day and for those whose pages a selection changes on the
later one, where a kind of page that has opened is asked for by one of `OTHERS` others and by the visitor, who has
least and comes last; whoever sees most comes first. Each kind of page is looked at as whoever has most on it, and again
as another or on the later day, if something stands on it that stood on no page before. What can go wrong on a page
depends on what it is made of (`shape`), and what was asked of one page is not asked of the next:

- a page with something scripts act on that stood on no page before is opened, and its scripts run; any other is laid
  out, from the text that was fetched, in the page that stands in the window, beside the axe that stands there: to open
  a page and to give it axe costs more than all that axe then asks;
- that no Russian is left on an English page is asked of every kind of the first day over HTTP, and not here of all
  (tests/web/portal/test_queries.py);
- English is laid out on a phone of a third of the kinds of pages, always the same, and of a page with anything on it
  that stood on no page before; only with such a thing is a page laid out on a desk, in Russian, and where a script acts
  on it the page is opened in English, too, on a phone and on a desk;
- a page with anything that stood on no page before is given to axe with all its rules, any other with those that
  depend on what is written on the page, how it is laid out and what is not there, not on what it is made of (`ALWAYS`),
  on that third of the kinds also how large is what one presses;
- a page that is shown only to whoever says once more who one is is said so for, by the first who comes to it; what came
  instead of a page is never taken for it, but for the page it is;
- on the former contrast is computed, in the light and in the dark, of texts in colours and sizes not passed by axe yet.

Days, roles and links have their order, so the same is asked in every run. `make torture` follows everybody on both
days, opens each page that is looked at, in both languages and at both widths, and asks everything of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from tests.thorough import WHOLE
from tools.links import kind_of, links
from tools.trials.hands import ARGS, CHROMIUM

from .conftest import PASSWORD, People
from .steps import clock

pytestmark = pytest.mark.browser
ROLES = (
    "organiser", "initiator", "secretary", "manager", "officer", "admin", "expert-1", "chair", "auditor", "partner",
    "member-1", "head", "region", "cdc", "checkin", "scribe", "",
)  # fmt: skip
LATER = ROLES if WHOLE else ("secretary", "initiator", "chair", "expert-1", "auditor", "")
OTHERS = 12  # one of so many asks for a kind of page that has opened to somebody
DAYS = {"2021-06-24": ROLES, "2021-12-10": LATER}
# pages are laid out and asked, and nobody sees them drawn; what no frame is drawn of cannot be pressed
UNDRAWN = "--disable-threaded-compositing"
Shape = set[tuple[str, ...]]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
AGAIN = "/accounts/reauthenticate/"  # asks once more who one is, before what is said there to be asked
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SCRIPTED, FILE = "scripted", "file"  # marks of what is no element
ELEMENT = re.compile(r'<(\w+)((?:\s+[\w:@.-]+(?:=(?:"[^"]*"|\'[^\']*\'|[^\s"\'>]+))?)*)\s*/?>')
ATTRIBUTE = re.compile(r'([\w:@.-]+)(?:=("[^"]*"|\'[^\']*\'|[^\s"\'>]+))?')
# sheets of style are not fetched once more: the one rule that wants it is about sounds, and nothing plays here
LEAN = {"resultTypes": ["violations"], "preload": False, "selectors": False, "elementRef": False}
COLOURLESS = LEAN | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"color-contrast": {"enabled": False}},
}
CONTRAST = LEAN | {"runOnly": ["color-contrast"], "resultTypes": ["violations", "passes"], "elementRef": True}
# names of what is pressed, filled in or shown, references from one element to another, what stands inside of what, what
# attributes and cells say, whether things scroll, and ways past what every page begins with
ALWAYS = [
    "aria-allowed-attr", "aria-command-name", "aria-input-field-name", "aria-required-children",
    "aria-hidden-focus", "aria-required-parent", "aria-toggle-field-name", "aria-valid-attr-value",
    "autocomplete-valid", "button-name", "bypass", "definition-list", "dlitem", "document-title", "duplicate-id-aria",
    "form-field-multiple-labels", "image-alt", "input-button-name", "label", "link-in-text-block", "link-name", "list",
    "listitem", "nested-interactive", "scrollable-region-focusable", "select-name", "summary-name", "svg-img-alt",
    "td-headers-attr", "th-has-data-cells", "valid-lang",
]  # fmt: skip
SIZES = [*ALWAYS, "target-size"]  # which costs as much as all the others
# the first element of each violation, as it is written
AXE = "options => axe.run(options).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"
# the same of texts in colours and sizes that are not known yet, so many of each; and those that axe has passed. Ground
# is every colour behind a text, the nearest first. What is not shown or stands above the page, is for ears alone (cut
# to nothing) or disabled, and texts of drawings and of lists to choose from, axe does not judge
COLOURS = """async ([known, options, most]) => {
const passed = new Set(known), asked = new Map(), alike = new Map(), behind = new Map([[null, '']]);
const ground = (one) => { if (!behind.has(one)) { const style = getComputedStyle(one);
const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.clipPath].join(' ');
behind.set(one, (own === 'rgba(0, 0, 0, 0) none 1 none' ? '' : own + '/') + ground(one.parentElement)); }
return behind.get(one); };
for (const one of document.body.querySelectorAll('*')) { const text = [...one.childNodes].some((node) =>
node.nodeType === Node.TEXT_NODE && node.data.trim()); if (!text && !one.matches('input, select, textarea')) continue;
if (one.matches('option, optgroup, svg *, [type=checkbox], [type=radio], :disabled')) continue;
if (!one.checkVisibility() || one.getBoundingClientRect().bottom <= 0) continue;
const style = getComputedStyle(one);
const key = [style.color, style.fontSize, style.fontWeight, style.textShadow, ground(one)].join(' ');
if (passed.has(key) || key.includes('inset(50%)')) continue;
alike.set(key, (alike.get(key) ?? 0) + 1); if (alike.get(key) <= most) asked.set(one, key); }
if (!asked.size) return [[], []];
const {violations, passes} = await axe.run({include: [...asked.keys()]}, options);
return [violations.map(({id, nodes}) => [id, nodes[0].html]),
[...new Set(passes.flatMap(({nodes}) => nodes.map(({element}) => asked.get(element))))].filter(Boolean)]; }"""
# another answer to the same address is laid out in the page that stands there; scripts of it are not run
INSTEAD = """html => { const other = new DOMParser().parseFromString(html, 'text/html');
document.documentElement.lang = other.documentElement.lang; document.title = other.title;
document.body.replaceWith(document.adoptNode(other.body)); return other.documentElement.lang; }"""
LATIN = re.compile(r"\b[A-Za-z]{2,}(?:[ ,]+[a-z]{2,}){2,}")
CYRILLIC = re.compile("[А-Яа-яЁё]")
COMMAND = re.compile(r"\bsvetovod( [a-z-]+)+")  # as one types it, in whichever language
WIDE = """() => { const {scrollWidth, clientWidth} = document.documentElement;
return [scrollWidth - clientWidth, innerWidth]; }"""
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


@dataclass(frozen=True)
class Answer:
    """A page as it was fetched."""

    path: str
    html: str
    shape: Shape


def shape(html: str) -> Shape:
    """What a page is made of, whatever it says: elements with their classes, elements with their types, roles and ARIA
    attributes, and whatever scripts act on: attributes for them, and files of theirs and of style."""
    found: Shape = set()
    for tag, written in ELEMENT.findall(html):
        attributes = {name: value.strip("\"'") for name, value in ATTRIBUTE.findall(written)}
        found.add((tag, *attributes.get("class", "").split()))
        marks = [name for name in attributes if name.startswith("aria-")]
        found.add((tag, "is", attributes.get("type", ""), attributes.get("role", ""), *sorted(marks)))
        found |= {(SCRIPTED, name) for name in attributes if name.startswith(("data-", "hx-"))}
        if tag == "script" or attributes.get("rel") == "stylesheet":
            found.add((SCRIPTED, FILE, attributes.get("src", ""), attributes.get("href", "")))
    return found


def files(answer: Answer) -> Shape:
    """Scripts and sheets of style the page names."""
    return {made_of for made_of in answer.shape if made_of[:2] == (SCRIPTED, FILE)}


def came_to(url: str) -> str:
    """The address of a page as links write it, without its place."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def asks_again(url: str) -> bool:
    return urlsplit(url).path == AGAIN


def said_again(page: Any, asking: Any) -> Any:
    """What stands behind the page that asks once more who one is."""
    token = TOKEN.search(asking.text())
    assert token, f"no form at {asking.url}"
    sent = {"csrfmiddlewaretoken": token[1], "password": PASSWORD}
    return page.context.request.post(asking.url, form=sent, headers={"Referer": asking.url})


def walk(page: Any, key: str, opened: Counter[str]) -> tuple[dict[str, Answer], list[str]]:
    """Kinds of pages reached by links, with an answer of each; and addresses that did not answer 200."""
    found: dict[str, Answer] = {}
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
        few = crc32(f"{key} {kind}".encode()) % OTHERS
        if key and few and opened[kind] and path not in starts and not WHOLE:
            continue
        answers = [page.context.request.get(path)]
        if asks_again(answers[0].url) and kind != AGAIN and (WHOLE or not opened[kind]):
            answers.append(said_again(page, answers[0]))
            if asks_again(answers[1].url):
                broken.append(f"still asks who one is: {unquote(path)}")
        for answer in answers:
            if answer.status != 200:
                broken.append(f"{answer.status} {unquote(path)}")
            elif "html" in answer.headers.get("content-type", ""):
                html, came = answer.text(), came_to(answer.url)
                asked.add(kind_of(came))
                found.setdefault(kind_of(came), Answer(came, html, shape(html)))
                opened.update({kind_of(came)} if asks_again(came) else {kind, kind_of(came)})
                queue += links(html)
    return found, broken


def contrast(page: Any, known: set[str]) -> list[tuple[str, str]]:
    """What axe blames of colours as they stand, where they are not among the known; those it passes are known then."""
    faults, passed = page.evaluate(COLOURS, [[] if WHOLE else sorted(known), CONTRAST, 10_000 if WHOLE else 3])
    known.update(passed)
    return list(faults)


@dataclass
class Asked:
    """What needs no second question: what pages were made of, whole and by kinds, and colours that axe has passed."""

    anywhere: Shape = field(default_factory=set)
    kinds: dict[str, Shape] = field(default_factory=dict)
    colours: set[str] = field(default_factory=set)


class Eyes:
    """Looks at pages in one browser window and writes down what is wrong."""

    def __init__(self, page: Any, url: str, asked: Asked) -> None:
        self.page, self.url, self.asked = page, url, asked
        self.faults: list[str] = []
        self.path = self.how = ""
        self.files: Shape = set()  # of the page that stands in the window
        self.axe = False  # stands in it
        self.at: dict[str, int] = {}
        self.window = page.context.new_cdp_session(page)
        page.emulate_media(reduced_motion="reduce")  # colours on their way from light to dark are no colours
        page.on("console", lambda message: message.type == "error" and self.note(f"console: {message.text}"))

    def note(self, fault: str) -> None:
        self.faults.append(f"{unquote(self.path)}: {self.how}{fault}")

    def look(self, answer: Answer, *, again: bool) -> None:
        """Everything at once: Russian on a phone with axe, in the dark, on a desk, then English on a phone."""
        fresh = answer.shape if WHOLE else answer.shape - self.asked.anywhere
        self.asked.anywhere |= answer.shape
        if again and not fresh:
            return
        scripts = any(made_of[0] == SCRIPTED for made_of in fresh)
        self.path = answer.path
        self.sized(PHONE)
        if scripts or not files(answer) <= self.files:
            self.open(answer, "ru")
        else:
            self.instead(answer.html, "ru")
        if not self.axe:
            self.page.evaluate(AXE_SCRIPT)
            self.axe = True
        self.fits(PHONE)
        self.words(TEXTS, LATIN, "English left")
        third = not crc32(kind_of(answer.path).encode()) % 3
        self.blame(self.page.evaluate(AXE, COLOURLESS if fresh else LEAN | {"runOnly": SIZES if third else ALWAYS}))
        if fresh:
            self.colours()
            self.fits(DESK)
        elif not third:
            return
        self.how = "in English, "
        if WHOLE or scripts:
            self.open(answer, "en")
            self.fits(DESK)
        else:
            self.instead(self.in_english(answer.path), "en")
        self.fits(PHONE)
        self.words(WORDS, CYRILLIC, "Russian left")
        self.how = ""

    def open(self, answer: Answer, lang: str) -> None:
        self.files, self.axe = files(answer), False
        self.page.context.add_cookies([{"name": "django_language", "value": lang, "url": self.url}])
        self.page.goto(answer.path)
        if asks_again(self.page.url) != asks_again(answer.path):  # it was said so long ago that it counts no more
            said_again(self.page, self.page.context.request.get(answer.path))
            self.page.goto(answer.path)
        if kind_of(came_to(self.page.url)) != kind_of(answer.path):
            self.note(f"led away to {unquote(came_to(self.page.url))}")
        self.page.context.clear_cookies(name="django_language")

    def instead(self, html: str, lang: str) -> None:
        said = self.page.evaluate(INSTEAD, html)
        if said != lang:
            self.note(f"the language is {said}")

    def in_english(self, path: str) -> str:
        request, english = self.page.context.request, {"Accept-Language": "en"}
        answer = request.get(path, headers=english)
        if asks_again(answer.url) != asks_again(path):
            said_again(self.page, answer)
            answer = request.get(path, headers=english)
        if answer.status != 200:
            self.note(f"answers {answer.status}")
        return str(answer.text())

    def fits(self, size: dict[str, int]) -> None:
        self.sized(size)
        wide, width = self.page.evaluate(WIDE)
        assert width == size["width"], f"the window is {width} px wide"
        if wide > 0:
            self.note(f"sticks out by {wide} px at {width} px")

    def sized(self, size: dict[str, int]) -> None:
        """Playwright's own way waits for what is drawn: it costs twice as much."""
        if self.at != size:
            self.window.send("Emulation.setDeviceMetricsOverride", size | {"deviceScaleFactor": 1, "mobile": False})
            self.at = size

    def words(self, script: str, foreign: re.Pattern[str], fault: str) -> None:
        for text in self.page.evaluate(script):
            if foreign.search(COMMAND.sub("", text)):
                self.note(f"{fault}: {text[:80]}")

    def colours(self) -> None:
        for scheme in ("light", "dark"):
            self.how = f"in the {scheme}, "
            self.page.emulate_media(color_scheme=scheme)
            self.blame(contrast(self.page, self.asked.colours))
        self.page.emulate_media(color_scheme="light")
        self.how = ""

    def blame(self, violations: list[tuple[str, str]]) -> None:
        for rule, element in violations:
            self.note(f"{rule}: {element[:160]}")


class Watchers(People):
    """The same people in a browser that draws nothing: where a sign-in was ended they take their own of the other."""

    def __init__(self, people: People, browser: Any) -> None:
        super().__init__(browser, people.url)
        self.people = people

    def sign_in(self, page: Any, key: str) -> None:
        page.context.add_cookies(self.people(key).context.cookies())


@pytest.fixture
def watchers(chromium: Any, people: People) -> Iterator[Watchers]:
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGS, UNDRAWN])
    yield Watchers(people, browser)
    browser.close()


def page_of(people: People, key: str) -> Any:
    return people(key, viewport=PHONE) if key else people.visitor(viewport=PHONE)


def those_to_look_at(found: dict[str, dict[str, Answer]], asked: dict[str, Shape]) -> dict[str, list[Answer]]:
    """Who looks at which answers: of every kind of page the one with most on it that was not looked at, then of the
    others the one with most of what is left."""
    chosen: dict[str, list[Answer]] = {key: [] for key in found}
    for kind in dict.fromkeys(kind for answers in found.values() for kind in answers):
        shapes = {key: answers[kind].shape for key, answers in found.items() if kind in answers}
        seen = asked.setdefault(kind, set())
        while left := {key: shape - seen for key, shape in shapes.items() if shape - seen}:
            key = max(left, key=lambda each: len(left[each]))
            chosen[key].append(found[key][kind])
            seen |= shapes[key]
    return chosen


def test_every_page(people: People, watchers: Watchers) -> None:
    faults: list[str] = []
    asked = Asked()
    for day, roles in DAYS.items():
        clock(people, day)
        opened: Counter[str] = Counter()
        found: dict[str, dict[str, Answer]] = {}
        pages = {key: page_of(watchers, key) for key in roles}
        for key, page in pages.items():
            found[key], broken = walk(page, key, opened)
            faults += [f"{key or 'visitor'}, {day}: {each}" for each in broken]
        known = set(asked.kinds)
        for key, answers in those_to_look_at(found, asked.kinds).items():
            eyes = Eyes(pages[key], people.url, asked)
            for answer in answers:
                kind = kind_of(answer.path)
                eyes.look(answer, again=kind in known)
                known.add(kind)
            faults += [f"{key or 'visitor'}, {day}: {each}" for each in eyes.faults]
    assert len(asked.kinds) > 100, f"only {len(asked.kinds)} kinds of pages were reached"
    assert not faults, "\n".join(faults)


def test_what_passed_is_not_asked_again_and_a_fault_is(chromium: Any) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.evaluate(AXE_SCRIPT)
    known: set[str] = set()
    for sheet in ("white", "black", "white"):
        page.evaluate(INSTEAD, f'<div style="background: {sheet}"><p style="color: #111">Тёмное</p></div>')
        assert len(contrast(page, known)) == (sheet == "black"), "the same colour fails on another ground, each time"
        assert WHOLE or len(known) == 1
    page.evaluate(INSTEAD, '<label>Имя</label><input type="text"><a href="#"></a>')
    assert [rule for rule, _element in page.evaluate(AXE, LEAN | {"runOnly": ALWAYS})] == [
        "document-title",
        "label",
        "link-name",
    ]
    context.close()


def test_whoever_has_most_on_a_page_looks_at_it_and_others_at_what_is_left() -> None:
    few, most, other = (Answer("/", "", {(each,) for each in made_of}) for made_of in ("a", "abc", "ad"))
    asked: dict[str, Shape] = {}
    found = {"one": {"/": few}, "two": {"/": most}, "three": {"/": other}}
    assert those_to_look_at(found, asked) == {"one": [], "two": [most], "three": [other]}
    assert those_to_look_at(found, asked) == {"one": [], "two": [], "three": []}


@dataclass
class Came:
    """An answer as Playwright gives it."""

    url: str
    html: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "text/html"})

    def text(self) -> str:
        return self.html


@dataclass
class House:
    """A page whose place shows `/keys/` to whoever has said who one is, if that is believed there, and lets `/old/`
    lead to `/new/`."""

    believed: bool = True
    sure: bool = False

    @property
    def context(self) -> "House":
        return self

    @property
    def request(self) -> "House":
        return self

    def cookies(self) -> list[str]:
        return ["sessionid"]

    def get(self, path: str) -> Came:
        if path == "/keys/" and not self.sure:
            return Came(f"http://house{AGAIN}?next=/keys/", '<input name="csrfmiddlewaretoken" value="a1">')
        return Came(f"http://house{path.replace('old', 'new')}", f'{path} <a href="/keys/"> <a href="/old/">')

    def post(self, url: str, *, form: dict[str, str], headers: dict[str, str]) -> Came:
        assert form == {"csrfmiddlewaretoken": "a1", "password": PASSWORD} and headers == {"Referer": url}
        self.sure = self.believed
        return self.get("/keys/")


def test_what_came_instead_of_a_page_is_not_taken_for_it() -> None:
    found, broken = walk(House(), "one", Counter())
    assert {kind: answer.path for kind, answer in found.items()} == {
        "/": "/", "/desk/": "/desk/", "/keys/": "/keys/", "/new/": "/new/", AGAIN: f"{AGAIN}?next=/keys/"
    }  # fmt: skip
    assert found["/keys/"].html.startswith("/keys/") and broken == []
    found, broken = walk(House(believed=False), "one", Counter())
    assert "/keys/" not in found and broken == ["still asks who one is: /keys/"]


def test_the_shape_of_a_page_is_what_it_is_made_of() -> None:
    assert shape("""<a class="b a" href='/1?x=">"' aria-label="One">1</a>""") == {
        ("a", "b", "a"),
        ("a", "is", "", "", "aria-label"),
    }
    assert shape("<input type=search value='a>b' data-focus>") == {
        ("input",), ("input", "is", "search", ""), (SCRIPTED, "data-focus")
    }  # fmt: skip
    module = Answer(
        "/", "", shape('<script type="module" src="/static/door.js"></script><link rel="icon" href="/i.svg">')
    )
    assert files(module) == {(SCRIPTED, FILE, "/static/door.js", "")}
