"""The whole product in processes of its own, as `make run` starts it, and a real SMTP server for its letters."""

import json
import math
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

import pytest
from tests import memory
from tests.ports import free_port
from tests.thorough import WHOLE
from tools.trials.hands import ARGS, CHROMIUM

PASSWORD = "saransk-2021"
DOMAIN = "demo.svetovod.example"
ROUND = "/selections/2021"
START_SECONDS = 600  # a busy machine builds the scene slowly
LONG = 60_000  # milliseconds: no page takes longer
# as in tests/conftest.py; and nothing of it has to outlive a failure of the power
PLAIN_JOINS = "-c join_collapse_limit=1 -c from_collapse_limit=1 -c synchronous_commit=off"
SIGNED_IN_SECONDS = 420  # well before SURE_LASTS, after which some steps ask for the password once more
SIGN_IN = """
import json, sys
from pathlib import Path
from svetovod import postgres, supervisor
from tools.trials.place import world
var = Path(sys.argv[1])
extra = {"DATABASE_URL": postgres.attached(var).url("svetovod_app")}
print(json.dumps(world(supervisor.environment(var, extra, demo=True), "sign_ins")))
"""
# acts upon what a browser keeps take their turn
SETTLED = r"""() => {
  const entries = performance.getEntriesByType("resource");
  return import(entries.find(({name}) => /\/kept[.\w]*\.js$/.test(name)).name).then((kept) => kept.read("nothing"));
}"""
ROOT = Path(__file__).resolve().parents[2]
SVETOVOD = (sys.executable, "-c", "from svetovod.cli.app import main; main()")


@dataclass
class Letterbox:
    """What arrived by SMTP."""

    port: int
    letters: list[Message] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"

    def wait_for(self, to: str, seconds: int = 120) -> Message:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for letter in self.letters:
                if to in letter["To"]:
                    return letter
            time.sleep(0.2)
        raise AssertionError(f"no letter to {to}; arrived: {[letter['To'] for letter in self.letters]}")


@dataclass(frozen=True)
class Installation:
    """A running installation."""

    url: str
    var: Path
    post: Letterbox


def text_of(letter: Message) -> str:
    parts = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)  # type: ignore[union-attr]


def links_in(letter: Message) -> list[str]:
    return re.findall(r"https?://\S+", text_of(letter))


@pytest.fixture(scope="session")
def letterbox() -> Iterator[Letterbox]:
    from aiosmtpd.controller import Controller

    box = Letterbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


ORDER = {"test_saransk.py": 0, "test_figures.py": 2}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The thread first: it needs the scene as it begins, the others walk over what it left. The request for figures
    last: its answers take the place of the workbook whose verdict the others read."""
    items.sort(key=lambda item: ORDER.get(item.path.name, 1) if item.path.parent.name == "journeys" else 0)


def environment(var: Path) -> dict[str, str]:
    """Nothing of the tests' own database and settings reaches the product."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return kept | {"SVETOVOD_VAR": str(var)} | ({} if WHOLE else {"PGOPTIONS": PLAIN_JOINS})


@pytest.fixture(scope="session")
def installation(letterbox: Letterbox) -> Iterator[Installation]:
    """Started as `make run` starts it, the scene as it begins, everybody signed in."""
    with memory.folder("journeys") as var, (var / "serve.log").open("wb") as log:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environ = environment(var) | {
            "SVETOVOD_URL": url,
            "SVETOVOD_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "SVETOVOD_EMAIL_PORT": str(letterbox.port),
        }
        serve = [*SVETOVOD, "serve", "--demo", "--port", str(port)]
        process = subprocess.Popen(serve, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            wait_until_up(process, port, var)
            sign_in = [sys.executable, "-c", SIGN_IN, var]
            kept = subprocess.run(sign_in, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE).stdout
            for key, cookie in json.loads(kept).items():
                People.signed_in[url, key] = math.inf, {"name": "sessionid", "value": cookie, "url": url}
            yield Installation(url, var, letterbox)
        finally:
            process.terminate()
            process.wait(60)


def wait_until_up(process: "subprocess.Popen[bytes]", port: int, var: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the installation did not start:\n" + (var / "serve.log").read_text()[-4000:])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        pytest.fail("this test needs Chromium; deselect with -m 'not browser'")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


def arrives(page: Any, url: str) -> None:
    """The page a double click leads to: where no script holds it back, the second sending calls the first one off, and
    the browser says so of the first."""
    from playwright.sync_api import Error

    try:
        page.wait_for_url(url)
    except Error as error:
        if "ERR_ABORTED" not in str(error):
            raise
        page.wait_for_url(url)


def press(page: Any, button: Any) -> None:
    """Pressed, and on the page it leads to. A click alone waits for a form that the browser sends at once, not for one
    whose draft is on its way: a script sends that one afterwards."""
    with page.expect_navigation():
        button.click()


def drafts_settled(page: Any) -> None:
    """Whatever the page's scripts have asked of drafts in this browser until now is done and shown."""
    page.evaluate(SETTLED)


def seen(page: Any, where: str = "main") -> str:
    """What a person reads there, with ordinary spaces."""
    page.wait_for_load_state()
    text: str = page.locator(where).first.inner_text()
    return re.sub(r"[\u00a0\u202f]", " ", text)


class People:
    """Every person in a browser context of their own, signed in as themselves: by the sign-in that the installation
    begins with, or where that was ended by the form, whose answer is good for later tests a short time long."""

    # installation and person -> since when (of what it begins with: as if to come), and the cookie
    signed_in: ClassVar[dict[tuple[str, str], tuple[float, Any]]] = {}

    def __init__(self, browser: Any, url: str) -> None:
        self.browser, self.url = browser, url
        self.pages: dict[str, Any] = {}

    def visitor(self, **options: Any) -> Any:
        context = self.browser.new_context(locale="ru-RU", base_url=self.url, accept_downloads=True, **options)
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: pytest.fail(f"a script broke on {page.url}: {error}"))
        return page

    def __call__(self, key: str, **options: Any) -> Any:
        if key not in self.pages:
            page = self.visitor(**options)
            self.enter(page, key)
            self.pages[key] = page
        return self.pages[key]

    def enter(self, page: Any, key: str) -> None:
        since, cookie = self.signed_in.get((self.url, key), (0, None))
        if cookie and time.monotonic() - since < SIGNED_IN_SECONDS:
            page.context.add_cookies([cookie])
            # who is signed in is led away from there; a test may have ended the sign-in meanwhile
            if page.context.request.head("/accounts/login/", max_redirects=0).status == HTTPStatus.FOUND:
                return
        self.sign_in(page, key)

    def sign_in(self, page: Any, key: str) -> None:
        since = time.monotonic()
        page.goto("/accounts/login/")
        self.fill_in(page, key)
        page.wait_for_url("**/desk/")
        cookie = next(each for each in page.context.cookies() if each["name"] == "sessionid")
        self.signed_in[self.url, key] = since, cookie

    def fill_in(self, page: Any, key: str) -> None:
        """The form of signing in, wherever one was sent to it from."""
        page.locator("#id_login").fill(f"{key}@{DOMAIN}")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")


@pytest.fixture
def people(chromium: Any, installation: Installation) -> Iterator[People]:
    yield People(chromium, installation.url)
    all_leave(chromium)


def all_leave(chromium: Any) -> None:
    """Everybody's pages are photographed at the end into the folder `SVETOVOD_PHOTOS`: what they saw when it broke."""
    photos = os.environ.get("SVETOVOD_PHOTOS")
    for number, context in enumerate(chromium.contexts):
        for page in context.pages:
            if photos:
                page.screenshot(path=Path(photos) / f"{number}.png", full_page=True)
        context.close()
