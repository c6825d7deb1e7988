"""Garbage at every address, as every role: an answer below 500, and never a page without its protections."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.security.asking import let_go

STAGE = "scoring"
MOST_SECONDS = 5.0  # of the processor, for one request
ROLES = ("visitor", "initiator", "secretary", "expert-1", "organiser", "manager", "admin", "auditor")
# 300 a role in the ordinary run, more when asked: SVETOVOD_FUZZ=2500 makes 20,000
EXAMPLES = int(os.environ.get("SVETOVOD_FUZZ", "300"))

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
    {"headers": {"cookie": "sessionid=\x7f; csrftoken=x"}},
)  # fmt: skip
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


def values(route: Any, real: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """Each argument is real three times of four."""
    found = {}
    for name in route.arguments:
        if data.draw(st.integers(0, 3)):
            found[name] = real.get(name, "x")
        else:
            found[name] = data.draw(st.sampled_from(GARBAGE)) or "-"
    return found


def body(data: st.DataObject, fields: list[str]) -> dict[str, Any]:
    names = data.draw(st.lists(st.sampled_from(fields or NAMES), max_size=12, unique=True))
    names += data.draw(st.lists(st.sampled_from(NAMES), max_size=3))
    given: dict[str, Any] = {name: data.draw(st.sampled_from(GARBAGE) | st.text(max_size=30)) for name in names}
    return {name: value.encode("utf-8", "replace").decode() for name, value in given.items()}


def protected(answer: Any, where: str) -> None:
    """What every answer carries."""
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}, where
    if answer["Content-Type"].startswith("text/html"):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe-inline" not in policy, where
        assert answer["X-Frame-Options"] == "DENY", where
    if 300 <= answer.status_code < 400:
        assert not re.match(r"(?i)(https?:)?[/\\]{2}(?!testserver)", answer["Location"]), (where, answer["Location"])


def journal() -> tuple[int, int]:
    """How many entries its head counts, and how many there are."""
    from svetovod.web.audit.models import LedgerEntry, LedgerHead

    return LedgerHead.objects.get(pk=1).size, LedgerEntry.objects.aggregate(last=Max("index"))["last"] + 1


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


FIELDS: dict[tuple[str, str], list[str]] = {}


def fields_of(client: Any, role: str, route: Any, real: dict[str, Any]) -> list[str]:
    """Names of the fields of the form at that address, as that role sees it."""
    if (role, route.path) not in FIELDS:
        html = ""
        if all(name in real for name in route.arguments):
            with watched():
                answer = client.get(route.url(real))
                html = "" if answer.streaming else answer.content.decode(errors="replace")
                let_go(answer)
        FIELDS[role, route.path] = sorted(set(re.findall(r'name="([^"]+)"', html)) - {"csrfmiddlewaretoken"})
    return FIELDS[role, route.path]


@pytest.mark.parametrize("role", ROLES)
def test_garbage_never_breaks_a_page(
    role: str, stage: str, enter: Any, routes: list[Any], places: Callable[[Any], dict[str, Any]]
) -> None:
    client = enter(role, raise_request_exception=False)
    broken: dict[str, str] = {}
    count = [0]

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES <= 300,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def one(data: st.DataObject) -> None:
        route = data.draw(st.sampled_from(routes))
        real = places(route)
        url = route.url(values(route, real, data))
        options = data.draw(st.sampled_from(HEADERS))
        method = data.draw(st.sampled_from(("get", "post", "post", "post", "head", "put", "delete", "options")))
        fields = fields_of(client, role, route, real)
        sent = body(data, fields)
        with watched() as errors:
            size, began = journal()[0], time.process_time()
            if method in {"get", "head"}:
                answer = getattr(client, method)(f"{url}?{urlencode(sent)}", **options)
            elif method == "post" and not data.draw(st.integers(0, 5)):
                raw = data.draw(
                    st.sampled_from((b"\xff\xfe=\xff&a=%FF%FE", b"a=%00", b"&" * 3000, b"--x\r\n\r\n--x--"))
                )
                kind = data.draw(
                    st.sampled_from(("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"))
                )
                answer = client.generic("POST", url, raw, kind, **options)
            elif method == "post":
                for name in ("workbook", "file", "upload"):
                    if name in fields or not data.draw(st.integers(0, 9)):
                        content = data.draw(st.sampled_from(FILES))
                        sent[name] = SimpleUploadedFile(
                            data.draw(st.sampled_from(("../x.xlsx", "а.exe", "n.pdf"))), content
                        )
                answer = client.post(url, sent, **options)
            else:
                answer = getattr(client, method)(url, **options)
            count[0] += 1
            let_go(answer)
            spent = time.process_time() - began
            if spent > MOST_SECONDS:
                broken.setdefault(f"{route.name}: {spent:.1f} s", f"{method} {url[:120]} {sent}"[:600])
            if method == "post" and answer.status_code < 500 and (half := half_done(answer, size)):
                broken.setdefault(f"{route.name}: {answer.status_code}, {half}", f"{url[:120]} {sent}"[:600])
            if answer.status_code >= 500:
                error = errors[-1] if errors else None
                broken.setdefault(
                    f"{route.name}: {type(error).__name__}: {str(error)[:90]}", f"{method} {url[:120]} {sent}"[:600]
                )
            else:
                protected(answer, f"{method} {url}")

    one()
    assert count[0] >= min(EXAMPLES, 200)
    assert not broken, "\n".join(f"{what}\n    {how}" for what, how in sorted(broken.items()))
