"""The public portal as files that any web server can serve: what a visitor sees, crawled and linked to itself.

Pages are asked for as a visitor asks for them, so what is withdrawn is not in an export made afterwards.
"""

import posixpath
import re
from collections import deque
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from .entries import Entry

MOST = 20_000
KEPT = ("page", "by", "visits")  # of the query: what leads to another page, and not to another order of the same
_SKIPPED = re.compile(
    r"^/(accounts|desk|search|api|i18n|styleguide|journal|health|widget|cards|notices|outbox|problem|problems)/|/register/$|/login/"
)
_LINK = re.compile(r'\s(href|src)="([^"]*)"')
_FORM = re.compile(r"<form\b.*?</form>", re.S)
_CODE = re.compile(r"<span data-code>.*?</span></span>", re.S)  # of an answer: a file is the same each time
_HEADERS = re.compile(r"\shx-headers='[^']*'")
_IN_CSS = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
_IN_JS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


class TooManyError(RuntimeError):
    """More addresses than a portal has: something links to itself without end."""


@dataclass(slots=True)
class Exported:
    """`files`: written, by their path; `dropped`: addresses that lead to what is not public or not a page."""

    files: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)


def export(folder: Path, listed: list[Entry], *, lang: str, live: str = "") -> Exported:
    """Writes everything reachable from the list; links to the rest lead to `live`, or nowhere without it."""
    found = _crawl(listed, lang)
    done = Exported()
    for url, (content, kind) in found.items():
        page = kind == "text/html"
        done.files[path_of(url, kind)] = _linked(content.decode(), url, found, done, live).encode() if page else content
    for path, content in done.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return done


def path_of(url: str, kind: str) -> str:
    """`/clusters/?page=2` is `clusters/page-2/index.html`, a file keeps its name."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/")
    query = "-".join(f"{name}-{re.sub('[^0-9A-Za-z_-]', '_', value)}" for name, value in parse_qsl(parts.query))
    if kind != "text/html":
        return posixpath.join(posixpath.dirname(path), f"{query}-{posixpath.basename(path)}") if query else path
    return posixpath.join(path, query, "index.html") if query else posixpath.join(path, "index.html")


def canonical(url: str, base: str) -> str | None:
    """The address without its fragment and without what only sorts or filters; None where it leads outside."""
    parts = urlsplit(urljoin(base, unescape(url)))
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in KEPT])
    return f"{parts.path}?{query}" if query else parts.path


def _crawl(listed: list[Entry], lang: str) -> dict[str, tuple[bytes, str]]:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    client = Client(headers={"accept-language": lang, "host": host if host in settings.ALLOWED_HOSTS else "localhost"})
    files = [reverse(f"portal:feed_{kind}") for kind in ("atom", "rss")] + [reverse("portal:sitemap")]
    waiting = deque(["/", *files, *(each.url for each in listed)])
    found: dict[str, tuple[bytes, str]] = {}
    seen = set(waiting)
    while waiting:
        url = waiting.popleft()
        if len(seen) > MOST:
            raise TooManyError(url)
        page = _static(url) if url.startswith(settings.STATIC_URL) else _page(client, url)
        if page is None:
            continue
        found[url] = page
        for link in _links(*page):
            to = canonical(link, url)
            if to and to not in seen and not _SKIPPED.search(to):
                seen.add(to)
                waiting.append(to)
    return found


def _page(client: Client, url: str) -> tuple[bytes, str] | None:
    answer: Any = client.get(url)
    if answer.status_code != 200:
        return None
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer["Content-Type"].split(";")[0]
    if kind == "text/html":
        raw = _CODE.sub("", _HEADERS.sub("", _FORM.sub("", raw.decode()))).encode()
    return raw, kind


def _static(url: str) -> tuple[bytes, str] | None:
    name = urlsplit(url).path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    path = collected if collected.is_file() else finders.find(name)
    if not path or ".." in Path(name).parts:
        return None
    kinds = {".css": "text/css", ".js": "text/javascript"}
    return Path(path).read_bytes(), kinds.get(Path(name).suffix, "application/octet-stream")


def _links(content: bytes, kind: str) -> list[str]:
    if kind == "text/html":
        return [link for _, link in _LINK.findall(content.decode())]
    pattern = {"text/css": _IN_CSS, "text/javascript": _IN_JS}.get(kind)
    return pattern.findall(content.decode()) if pattern else []


def _linked(text: str, url: str, found: dict[str, tuple[bytes, str]], done: Exported, live: str) -> str:
    """Every link of a page leads to a file beside it, to the living portal, or is no link."""
    here = posixpath.dirname(path_of(url, "text/html"))

    def turned(match: re.Match[str]) -> str:
        name, link = match.groups()
        to = canonical(link, url)
        fragment = urlsplit(unescape(link)).fragment
        tail = f"#{escape(fragment)}" if fragment else ""
        if to is None or link.startswith("#"):
            return match.group(0)
        for known in (to, to.split("?")[0]):
            if known in found:
                path = posixpath.relpath(path_of(known, found[known][1]), here or ".")
                return f' {name}="{escape(path)}{tail}"'
        done.dropped.add(to)
        return f' {name}="{escape(live.rstrip("/") + to)}"' if live else ""

    return _LINK.sub(turned, text)
