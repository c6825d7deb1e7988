"""A file on a slow line: what is sent is seen and said, it can be called off, a broken line keeps the file chosen.

The scripts and words are the product's, the server is one of a few lines: it answers as it is told to.
"""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import translation

import svetovod.web.common

pytestmark = pytest.mark.browser
STATIC = Path(svetovod.web.common.__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}
SLOW = 30_000  # bytes a second: 100 KB take some seconds
# whatever is said of the file goes to told(words, whether the bar is seen, its value), the moment it is said
TELL = """() => new MutationObserver(() => {
  const [status, bar] = ["[role=status]", "progress"].map((each) => document.querySelector(`.upload ${each}`));
  if (status?.textContent) told(status.textContent, bar.checkVisibility(), bar.value);
}).observe(document.body, {childList: true, subtree: true, characterData: true})"""
HEAD = (
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>'
    '<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">'
    '<link rel="stylesheet" href="/css/components.css"><link rel="stylesheet" href="/css/forms.css">'
    '<script type="module" src="/js/main.js"></script></head><body><main id="main" tabindex="-1"><h1>{title}</h1>'
)
FORM = (
    '<form method="post" action="/" enctype="multipart/form-data" data-once><div class="drop" data-drop>'
    '<label for="book">Файл</label><input id="book" type="file" name="book"><ul data-drop-names></ul></div>'
    '<button class="btn">Загрузить</button></form></main>'
)


class Answers(BaseHTTPRequestHandler):
    """`turn` is what a POST is answered with; `taken` are the sizes of the bodies that came whole."""

    turn = "redirect"
    taken: list[int] = []
    words = ""

    def log_message(self, *_arguments: Any) -> None:
        """Silence."""

    def do_GET(self) -> None:
        file = STATIC / self.path.lstrip("/")
        if file.is_file():
            self.answer(200, file.read_bytes(), KINDS[file.suffix])
        elif self.path in {"/", "/done"}:
            self.answer(200, self.page("Готово" if self.path == "/done" else "Загрузка"), KINDS[".html"])
        else:
            self.answer(404, b"", KINDS[".html"])

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) < size:
            return
        self.taken.append(size)
        if self.turn == "refusal":
            self.answer(409, "Не больше 100 файлов.".encode(), "text/plain; charset=utf-8")
        elif self.turn == "errors":
            self.answer(422, self.page("Не принято"), KINDS[".html"])
        elif self.turn == "broken":
            self.answer(500, self.page("Ошибка"), KINDS[".html"])
        else:
            assert self.headers["X-Upload"] == "1"
            self.answer(204, b"", KINDS[".html"], {"X-Location": "/done"})

    def page(self, title: str) -> bytes:
        return (HEAD.format(title=title) + FORM + self.words + "</body></html>").encode()

    def answer(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with translation.override("ru"):
        Answers.words = render_to_string("ui/_words.html")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Any, address: str, tmp_path: Path) -> Iterator[Any]:
    """The form with a file of 100 KB chosen."""
    Answers.turn, Answers.taken = "redirect", []
    (tmp_path / "book.xlsx").write_bytes(b"x" * 100_000)
    context = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.locator("#book").set_input_files(tmp_path / "book.xlsx")
    yield page
    context.close()


@pytest.fixture
def line(page: Any) -> Any:
    """One session of the browser's tools: a second would not lift the limit of the first."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session


def slowed(line: Any, bytes_a_second: int) -> None:
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    line.send("Network.emulateNetworkConditions", limits)


def send(page: Any) -> None:
    page.get_by_role("button", name="Загрузить").click()


def kept(page: Any) -> bool:
    """The file is still chosen, and the button may be pressed again."""
    chosen = page.locator("#book").evaluate("field => field.files.length")
    return bool(chosen == 1 and page.get_by_role("button", name="Загрузить").is_enabled())


def said(page: Any, words: str) -> None:
    page.locator(".upload [role=status]", has_text=words).wait_for()


def test_a_long_upload_is_seen_and_said_and_leads_on(page: Any, line: Any) -> None:
    told: list[tuple[str, bool, float]] = []
    page.expose_function("told", lambda *what: told.append(what))
    page.evaluate(TELL)
    slowed(line, SLOW)
    send(page)
    page.wait_for_url("**/done")
    assert len(Answers.taken) == 1
    sent = [(seen, value) for words, seen, value in told if words.startswith("Отправлено")]
    assert sent and all(seen and value >= 25 for seen, value in sent), told


def test_it_can_be_called_off(page: Any, line: Any) -> None:
    slowed(line, SLOW // 40)
    send(page)
    page.get_by_label("Передача файла").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:160]) for one in found]
    page.get_by_role("button", name="Прервать передачу").click()
    said(page, "Передача прервана")
    assert kept(page) and page.get_by_label("Передача файла").is_hidden()
    slowed(line, -1)
    send(page)
    page.wait_for_url("**/done")
    assert len(Answers.taken) == 1


def test_a_broken_line_keeps_the_file_and_says_what_to_do(page: Any) -> None:
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    send(page)
    said(page, "нажмите кнопку ещё раз")
    assert kept(page)
    page.unroute("**/*")
    send(page)
    page.wait_for_url("**/done")


@pytest.mark.parametrize(
    ("turn", "words"), [("refusal", "Не больше 100 файлов."), ("broken", "Сервер не смог принять файл")]
)
def test_a_refusal_is_said_beside_the_file(page: Any, turn: str, words: str) -> None:
    Answers.turn = turn
    send(page)
    said(page, words)
    assert kept(page)


def test_a_page_of_errors_takes_the_place_of_the_form(page: Any, tmp_path: Path) -> None:
    Answers.turn = "errors"
    send(page)
    page.locator("h1", has_text="Не принято").wait_for()
    page.locator("#book").set_input_files(tmp_path / "book.xlsx")
    assert page.locator("[data-drop-names] li").inner_text() == "book.xlsx"
    Answers.turn = "redirect"
    send(page)
    page.wait_for_url("**/done")
