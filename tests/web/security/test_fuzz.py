"""Garbage at every address, as every role: an answer below 500, and never a page without its protections."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.shortcuts import render
from tests.web.security.asking import let_go, unlogged

from svetovod.web.common import views

STAGE = "scoring"
MOST_SECONDS = 5.0  # of the processor, for one request
ROLES = ("visitor", "initiator", "secretary", "expert-1", "organiser", "manager", "admin", "auditor")
# 625 a role in the ordinary run, 5,000 of all, always the same; more when asked: SVETOVOD_FUZZ=2500 makes 20,000,
# others each time, and what failed says the number that asks for them again: SVETOVOD_FUZZ_SEED
EXAMPLES = int(os.environ.get("SVETOVOD_FUZZ", "625"))
SENT = 5 if EXAMPLES == 625 else 1  # so many times a form is sent that was opened, which costs most
DRAWN = 8 if EXAMPLES == 625 else 1  # so many refusals come to one whose page is drawn
SEED = os.environ.get("SVETOVOD_FUZZ_SEED") or (str(time.time_ns()) if EXAMPLES > 625 else "")

GARBAGE = (
    "", "\x00", "a\x00b", "-1", "0", "1e999999", "1e30", "NaN", "Infinity", "9" * 40, "9223372036854775808",
    "2147483648",
    "9999-12-31", "0001-01-01", "2021-02-30", "9999-12-31T23:59", "0001-01-01T00:00", "<script>alert(1)</script>",
    "=HYPERLINK(1)", "../../etc/passwd", "..\\..\\x", "' OR 1=1 --", "%s%n%00", "{{7*7}}", "\u202e\u2066", "x" * 20000,
    "я" * 6000, "\U0001d11e" * 300, "1 000,00", "on", "draft", "ё", "\r\nSet-Cookie: a=b", "/\\evil.example",
    "2021-001",
    "\ufeff", "e\u0301" * 50, "١٢٣", "0x10", "1_000", "+7", "--", "[]", "{}", "null", "true", ",", "2018", "publish",
)  # fmt: skip
NAMES = (
    "page", "sort", "q", "on", "show", "state", "region", "action", "subject", "since", "until", "pseudonym", "next",
    "application", "expert", "take", "role", "decision", "reason", "choice", "requested", "minimum", "revision", "file",
    "from", "to", "a", "b", "fragile", "outcome", "key", "idempotency_key", "check", "language", "old", "new",
    "occasion",
    "question", "yes", "seat", "title", "amount", "payer", "kind", "evidence", "okpd2", "start", "end", "name", "unit",
    "organisation", "text", "due", "severity", "section", "email", "phone", "inn", "cluster", "visit", "day", "number",
    "filed_at", "answer", "conflict", "opinion", "corrects", "submit", "comment", "score.К1", "score.К2", "purpose",
    "grant",
)  # fmt: skip
HEADERS = (
    {}, {"headers": {"referer": "https://evil.example/"}}, {"headers": {"X-Autosave": "1"}},
    {"headers": {"HX-Request": "true"}}, {"headers": {"accept-language": "zz,*;q=x"}},
    {"headers": {"cookie": "sessionid=\x7f; csrftoken=x"}},  # a visitor's, whoever asks
)  # fmt: skip
METHODS = ("get", "post", "post", "post", "head", "put", "delete", "options")
# what no form sends
RAW = (b"\xff\xfe=\xff&a=%FF%FE", b"a=%00", b"&" * 3000, b"--x\r\n\r\n--x--")
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
# beginnings and ends of what letters are drawn from: anything at all but halves of a pair, more often what is typed
LETTERS = ((0x20, 0x7E), (0x400, 0x45F), (0, 0x1F), (0x7F, 0x2FFF), (0x3000, 0xD7FF), (0xE000, 0x10FFFF))
FILES = (b"", b"PK\x03\x04", b"%PDF-1.4", b"\x00" * 64, b"a;b\n1;2")


@contextmanager
def watched() -> Iterator[list[BaseException]]:
    """Exceptions that became a 500; everything the request wrote is taken back."""
    import sys

    seen: list[BaseException] = []

    def note(**_kwargs: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            seen.append(error)

    got_request_exception.connect(note)
    point = transaction.savepoint()
    try:
        yield seen
    finally:
        got_request_exception.disconnect(note)
        connection.needs_rollback = False
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)  # else each would lie in all before it


def values(route: Any, real: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Each argument is real three times of four."""
    return {
        name: real.get(name, "x") if chance.randrange(4) else chance.choice(GARBAGE) or "-" for name in route.arguments
    }


def text(chance: Random) -> str:
    first, last = chance.choice(LETTERS)
    return "".join(chr(chance.randint(first, last)) for _letter in range(chance.randrange(31)))


def body(chance: Random, fields: list[str]) -> dict[str, Any]:
    known = fields or NAMES
    names = chance.sample(known, chance.randint(0, min(12, len(known)))) + chance.sample(NAMES, chance.randrange(4))
    return {name: chance.choice(GARBAGE) if chance.randrange(2) else text(chance) for name in names}


def protected(answer: Any, where: str) -> None:
    """What every answer carries."""
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}, where
    if answer["Content-Type"].startswith("text/html"):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe-inline" not in policy, where
        assert answer.get("X-Frame-Options") == ("DENY" if "frame-ancestors 'none'" in policy else None), where
        assert "frame-ancestors 'none'" in policy or "/widget/" in where, where
    if 300 <= answer.status_code < 400:
        assert not re.match(r"(?i)(https?:)?[/\\]{2}(?!testserver)", answer["Location"]), (where, answer["Location"])


def journal() -> tuple[int, int]:
    """How many entries its head counts, and how many there are."""
    with connection.cursor() as cursor:
        cursor.execute('select size, (select max("index") + 1 from audit_ledgerentry) from audit_ledgerhead')
        head, entries = cursor.fetchone()
    return head, entries


def half_done(answer: Any, size: int) -> str:
    """What a write has left undone: references that lead nowhere, a journal without its end; a refusal that wrote."""
    head, entries = journal()
    if head != entries:
        return f"the journal has {entries} entries and counts {head}"
    if answer.status_code >= 400 and head != size:
        return "refused, and the journal says that it was done"
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        return str(error)
    return ""


@contextmanager
def refusals_drawn_now_and_then() -> Iterator[None]:
    """The page that says no is one and the same, and a third of all answers: drawn is one of `DRAWN`, the rest is as
    the one before it was, with the headers the product gives it."""
    drawn: dict[Any, tuple[int, HttpResponse]] = {}

    def instead(request: Any, template: str, context: Any = None, status: int = 200) -> HttpResponse:
        times, last = drawn.get(template, (0, None))
        if last is None or times % DRAWN == 0 or context:
            last = render(request, template, context, status=status)
        drawn[template] = times + 1, last
        return HttpResponse(last.content, status=status)

    with patch.object(views, "render", instead):
        yield


FIELDS: dict[tuple[str, str], list[str]] = {}


def fields_of(client: Any, role: str, route: Any, real: dict[str, Any], method: str) -> list[str]:
    """Names of the fields of the form at that address, as that role sees it: it is opened to be sent."""
    if method == "post" and (role, route.path) not in FIELDS:
        html = ""
        if all(name in real for name in route.arguments):
            with watched():
                answer = client.get(route.url(real))
                html = "" if answer.streaming else answer.content.decode(errors="replace")
                let_go(answer)
        FIELDS[role, route.path] = sorted(set(re.findall(r'name="([^"]+)"', html)) - {"csrfmiddlewaretoken"})
    return FIELDS.get((role, route.path), [])


def sent(client: Any, method: str, url: str, given: dict[str, Any], fields: list[str], chance: Random) -> Any:
    """The answer to `given` as that method carries it; now and then it is no form at all, or has a file."""
    options = chance.choice(HEADERS)
    if method in {"get", "head"}:
        return getattr(client, method)(f"{url}?{urlencode(given)}", **options)
    if method != "post":
        return getattr(client, method)(url, **options)
    if not chance.randrange(6):
        return client.generic("POST", url, chance.choice(RAW), chance.choice(KINDS), **options)
    for name in ("workbook", "file", "upload"):
        if name in fields or not chance.randrange(10):
            called = chance.choice(("../x.xlsx", "а.exe", "n.pdf"))
            given[name] = SimpleUploadedFile(called, chance.choice(FILES))
    return client.post(url, given, **options)


@pytest.mark.parametrize("role", ROLES)
@refusals_drawn_now_and_then()
@unlogged()
def test_garbage_never_breaks_a_page(
    role: str, stage: str, enter: Any, routes: list[Any], places: Callable[[Any], dict[str, Any]]
) -> None:
    client = enter(role, raise_request_exception=False)
    signed_in = client.cookies
    known = strangers = 0  # inputs that a person of that role sent, and that nobody known did
    broken: dict[str, str] = {}
    seed = f"{role} {SEED}".strip()
    chance = Random(seed)
    forms: list[Any] = []  # where the next ones are sent to
    for _example in range(EXAMPLES):
        client.cookies = deepcopy(signed_in)  # the one before may have signed out, with its cookie or by a button
        method = chance.choice(METHODS)
        if method == "post":
            forms = forms or [chance.choice(routes)] * SENT
        route = forms.pop() if method == "post" else chance.choice(routes)
        real = places(route)
        url = route.url(values(route, real, chance))
        carries = method in {"get", "head", "post"}
        fields = fields_of(client, role, route, real, method)
        given = body(chance, fields) if carries else {}
        with watched() as errors:
            size, began = journal()[0] if method == "post" else 0, time.process_time()
            answer = sent(client, method, url, given, fields, chance)
            let_go(answer)
            spent = time.process_time() - began
            if "HTTP_COOKIE" in answer.request:
                strangers += 1
            elif hasattr(answer.wsgi_request, "user") and answer.wsgi_request.user.is_authenticated:
                known += 1
            how = f"{method} {url[:120]} {given}"[:600]
            if spent > MOST_SECONDS:
                broken.setdefault(f"{route.name}: {spent:.1f} s", how)
            if method == "post" and answer.status_code < 500 and (half := half_done(answer, size)):
                broken.setdefault(f"{route.name}: {answer.status_code}, {half}", how)
            if answer.status_code >= 500:
                error = errors[-1] if errors else None
                broken.setdefault(f"{route.name}: {type(error).__name__}: {str(error)[:90]}", how)
            else:
                protected(answer, f"{method} {url}")
    assert role == "visitor" or known > 0.95 * (EXAMPLES - strangers), f"{known} of {EXAMPLES - strangers} signed in"
    assert not broken, "\n".join([seed, *(f"{what}\n    {how}" for what, how in sorted(broken.items()))])
