"""Somebody with a browser: pages, forms with their token, cookies; how long each answer took."""

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode

SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    seconds: float
    text: str = ""
    revision: str = ""
    """Of the draft that was kept."""

    def typed(self, field: str) -> str:
        """What a field of the page's form holds."""
        found = re.search(rf'<input[^>]*name="{field}"[^>]*>', self.text)
        value = re.search(r'value="([^"]*)"', found[0]) if found else None
        return value[1] if value else ""


@dataclass
class Browser:
    """One person at one server; a connection that is lost is made anew at the next request."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    took: list[tuple[str, float]] = field(default_factory=list)
    _line: http.client.HTTPConnection | None = None

    def get(self, kind: str, path: str) -> Answer:
        return self._ask(kind, "GET", path, None)

    def post(self, kind: str, path: str, more: Mapping[str, str] | None = None, /, **fields: object) -> Answer:
        """A form; its page must have been asked for before, for its token is in a cookie. `more` are headers."""
        said = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        return self._ask(kind, "POST", path, urlencode(said), more)

    def upload(self, kind: str, path: str, name: str, content: bytes, /, **fields: object) -> Answer:
        """The same form with a file in its field `file`."""
        said = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        edge, place = "edge-of-the-form", "Content-Disposition: form-data"
        head = "".join(f'--{edge}\r\n{place}; name="{key}"\r\n\r\n{value}\r\n' for key, value in said.items())
        head += f'--{edge}\r\n{place}; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask(kind, "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _ask(
        self, kind: str, method: str, path: str, body: str | bytes | None, more: Mapping[str, str] | None = None
    ) -> Answer:
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        heads |= more or {}
        line, self._line = self._line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS), None
        start = time.perf_counter()
        try:
            line.request(method, quote(path), body, heads)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            line.close()
            raise
        seconds = time.perf_counter() - start
        self._line = line  # only one that has answered is used again
        for given in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(given).items():
                self.cookies[name] = morsel.value
        self.took.append((kind, seconds))
        return Answer(
            answer.status, answer.headers.get("Location", ""), seconds, text, answer.headers.get("X-Revision", "")
        )

    def turn(self, port: int) -> None:
        """To another server of the same installation."""
        self.close()
        self.port = port

    def close(self) -> None:
        if self._line:
            self._line.close()
        self._line = None
