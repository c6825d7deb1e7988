"""What the doctor says of a proxy that may write files for envelopes to its disk: asked over a line of its own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from svetovod.cli import doctor_proxy
from svetovod.cli.doctor_place import NOTE, OK, Check
from svetovod.web.selection.custody import envelopes


class Proxy(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))  # type: ignore[attr-defined]
        self.send_response(302)
        if self.server.says:  # type: ignore[attr-defined]
            self.send_header(*self.server.says)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    made.asked, made.says = [], None
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def told(monkeypatch: pytest.MonkeyPatch, url: str, proxies: int = 1) -> Check:
    monkeypatch.setattr(envelopes, "envelopes_ahead", lambda: True)
    (check,) = doctor_proxy.proxy(SimpleNamespace(ALLAUTH_TRUSTED_PROXY_COUNT=proxies, BASE_URL=url))
    return check


@pytest.mark.parametrize(
    ("says", "status", "word"),
    [
        (("X-Svetovod-Bodies", "memory"), OK, "in memory"),
        (None, NOTE, "may lie open on its disk"),
        (("X-Svetovod-Bodies", "disk"), NOTE, "may lie open on its disk"),
    ],
)
def test_the_proxy_is_believed_in_what_it_says(
    monkeypatch: pytest.MonkeyPatch, server: Any, says: Any, status: str, word: str
) -> None:
    """It is the one of this machine, asked by the public name, which leads nowhere here."""
    server.says = says
    check = told(monkeypatch, f"http://svetovod.example:{server.server_port}")
    assert check.status == status and word in check.en
    assert ("deploy/nginx.conf" in check.ru) is (status == NOTE)
    assert server.asked == [(doctor_proxy.PLACE, f"svetovod.example:{server.server_port}")]


@pytest.mark.parametrize(("proxies", "status"), [(1, OK), (2, NOTE)])
def test_what_stands_in_front_of_the_proxy_that_was_asked_is_not_vouched_for(
    monkeypatch: pytest.MonkeyPatch, server: Any, proxies: int, status: str
) -> None:
    server.says = ("X-Svetovod-Bodies", "memory")
    check = told(monkeypatch, f"http://127.0.0.1:{server.server_port}", proxies)
    assert check.status == status and "nearest proxy" in check.en and "ближайший прокси" in check.ru
    assert "in front" in check.en and ("look there" in check.en) is (proxies > 1)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_one_that_does_not_answer_is_said_to(monkeypatch: pytest.MonkeyPatch, server: Any, scheme: str) -> None:
    """Nobody listens, or it speaks no TLS."""
    port = server.server_port
    if scheme == "http":
        server.shutdown()
        server.server_close()
    check = told(monkeypatch, f"{scheme}://127.0.0.1:{port}")
    assert check.status == NOTE and "could not be asked" in check.en and "nginx -T" in check.ru
