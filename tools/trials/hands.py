"""One browser at which people sit down in turn, each with a session of their own; loud at the first wrong answer."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# the first draws no window of its own
CHROMIUM = os.environ.get("SVETOVOD_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
)
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--js-flags=--no-opt --no-maglev",  # no script of a page runs long enough to be worth a better translation
    # a page takes the place of the one before in the frame that is there: a fifth of the work of opening it. The others
    # are of Playwright's own list, in whose place this one stands
    "--disable-features=RenderDocument,PaintHolding,HttpsUpgrades,ThirdPartyStoragePartitioning,MediaRouter,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,OptimizationHints",
]  # fmt: skip
SUBMIT = "button[type=submit], button:not([type])"
REFUSALS = ".toast--no, .errsum, .notice--no, .field__err"


class Wrong(AssertionError):  # noqa: N818 - says what happened
    """What a person was told instead of what the play expects."""


class Hands:
    """Pages are opened and pressed as `who`; the last answer is in `page`."""

    def __init__(self, page: Any, url: str, cookies: Mapping[str, str]) -> None:
        self.page, self.url, self.cookies, self.who = page, url, cookies, ""
        self.pressed = self.opened = 0
        page.set_default_timeout(30_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", self._script_broke)
        self.broken: list[str] = []

    def _script_broke(self, error: Any) -> None:
        self.broken.append(f"{self.page.url}: {error}")

    def go(self, who: str, path: str) -> Any:
        """`who` opens the page; a visitor has no session."""
        if who != self.who:
            self.page.context.clear_cookies()
            if who:
                self.page.context.add_cookies([{"name": "sessionid", "value": self.cookies[who], "url": self.url}])
            self.who = who
        self._look(self.page.goto(self.url + path))
        self.opened += 1
        return self.page

    def press(self, button: Any) -> Any:
        """A button that sends something, to the page it leads to."""
        with self.page.expect_navigation() as arrived:
            button.click()
        self._look(arrived.value)
        self.pressed += 1
        return self.page

    def send(self, form: str, /, *, by: str = SUBMIT, **fields: object) -> Any:
        """Fills a form in, field by field, and presses its button."""
        for summary in self.page.locator(f"details:not([open]):has({form}) > summary").all():
            summary.click()
        where = self.page.locator(form)
        for name, value in fields.items():
            fill(where, name, value)
        return self.press(where.locator(by).first)

    def press_link(self, link: Any) -> Any:
        """A link that leads to another page."""
        with self.page.expect_navigation() as arrived:
            link.click()
        self._look(arrived.value)
        self.opened += 1
        return self.page

    def upload(self, form: str, /, file: Any, **fields: object) -> Any:
        """A form with a file, which a script sends: the page it leads to is loaded by that script."""
        where = self.page.locator(form)
        for name, value in fields.items():
            fill(where, name, value)
        where.locator("input[type=file]").set_input_files(file)
        with self.page.expect_event("load"):
            where.locator(SUBMIT).first.click()
        self._refused(200)
        self.pressed += 1
        return self.page

    @contextmanager
    def download(self) -> Iterator[list[bytes]]:
        """What the browser is given while the block lasts."""
        held: list[bytes] = []
        with self.page.expect_download() as given:
            yield held
        held.append(Path(given.value.path()).read_bytes())

    def text(self, where: str = "main") -> str:
        """What stands there, with ordinary spaces."""
        said: str = self.page.locator(where).first.inner_text()
        return said.replace("\u00a0", " ").replace("\u202f", " ")

    def expect(self, *words: str, where: str = "main") -> None:
        said = self.text(where)
        missing = [each for each in words if each not in said]
        if missing:
            raise Wrong(f"{self.who} at {self.page.url} does not read {missing}, but:\n{said[:3000]}")

    def _look(self, response: Any) -> None:
        self._refused(response.status if response else 0)

    def _refused(self, status: int) -> None:
        refused = [each.inner_text() for each in self.page.locator(REFUSALS).all()]
        if self.broken or refused or not status or status >= 400:
            raise Wrong(f"{self.who} at {self.page.url}: {status} {refused} {self.broken}\n{self.text()[:2000]}")


def fill(where: Any, name: str, value: object) -> None:
    field = where.locator(f"[name='{name}']")
    kind = field.first.evaluate("field => field.localName === 'input' ? field.type : field.localName")
    if value is True:
        field.check(force=True)
    elif kind in {"radio", "checkbox"}:
        where.locator(f"[name='{name}'][value='{value}']").check(force=True)
    elif kind == "select":
        field.select_option(str(value))
    else:
        field.fill(str(value))


@contextmanager
def sitting_down(url: str, cookies: Mapping[str, str]) -> Iterator[Hands]:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        raise SystemExit("this trial needs Chromium; SVETOVOD_CHROMIUM names it")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = browser.new_context(locale="ru-RU", accept_downloads=True).new_page()
        yield Hands(page, url, cookies)
        browser.close()
