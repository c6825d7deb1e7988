"""Canaries: a unique text in each secret field (canaries/), and a crawl as each role: who has no right sees none.

`make torture` asks every address as every reader, `make test` as a visitor and as one of them, another for each. Those
who find something of their own ask all of the app where it is. Beside the addresses the first pages that links lead to
are read: five in `make test`, forty in `make torture`. Each answer must carry what every answer carries.
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib.auth import get_user
from django.db import connection, models
from django.test import Client
from tests.thorough import WHOLE
from tests.web.recalling import recalled

from .canaries import NOT_PLANTED, OPEN, SECRET, Canaries, plant
from .people import bearer, tokens_enter
from .protections import protected

STAGE = "scoring"
READERS = (
    "visitor", "organiser", "manager", "partner", "expert-2", "secretary", "chair", "member-1", "auditor", "officer",
    "region", "cdc", "checkin", "admin",
)  # fmt: skip
TELLING = (models.CharField, models.TextField, models.JSONField, models.DecimalField, models.BinaryField)
# what one finds by asking for the beginning of a canary: the answer must not complete it
SEARCHES = (
    "/projects/?q=канар", "/clusters/?q=канар", "/outbox/?q=канар", "/sessions/saransk-2021/registrations/?q=канар",
    "/journal/?action=canary", "/selections/2021/ranking/?q=канар",
)  # fmt: skip
# one canary that the reader has a right to, and comes across in that app
SEES = {
    "organiser": ("events", "phone"), "admin": ("notices", "letter"), "auditor": ("selection", "reason of the check"),
    "partner": ("notices", "notice"),
}  # fmt: skip
FOLLOWED = 40 if WHOLE else 5  # so many pages beside the addresses, as links lead to them
NOT_CRAWLED = ("/accounts/", "/static/", "/styleguide", "/i18n", "/rulebook/")  # nobody's secrets stand there
# what is taken away as a file is asked for by a POST
EXPORTS = ("/sessions/saransk-2021/registrations.xlsx", "/selections/2021/export.zip")


def telling() -> dict[str, set[str]]:
    """Fields that can hold words or figures, by model; a choice of a list says nothing by itself."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("svetovod.web.") and not model.__name__.endswith("Event"):
            fields = (f for f in model._meta.concrete_fields if isinstance(f, TELLING) and not f.choices)
            found[model._meta.label] = {field.name for field in fields}
    return {label: fields for label, fields in found.items() if fields}


def test_every_field_is_secret_or_open() -> None:
    """A field that is new is sorted before it is stored: secret fields get a canary."""
    sorted_ = {label: set(SECRET.get(label, ())) | set(OPEN.get(label, "").split()) for label in {*SECRET, *OPEN}}
    found = telling()
    assert not {label: new for label, fields in found.items() if (new := fields - sorted_.get(label, set()))}
    assert not {label: old for label, fields in sorted_.items() if (old := fields - found.get(label, set()))}
    assert not [label for label in SECRET if set(SECRET[label]) & set(OPEN.get(label, "").split())]


@pytest.fixture
def canaries(stage: str) -> Canaries:
    return plant()


def test_every_secret_field_has_a_canary(canaries: Canaries) -> None:
    named = {name for fields in SECRET.values() for name in fields.values() if not name.startswith(NOT_PLANTED)}
    assert named <= set(canaries)


def texts(answer: Any) -> str:
    """Everything readable of an answer: pages, JSON, what is packed in XLSX and ZIP."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as box:
            raw = b"\n".join(box.read(name) for name in box.namelist())
    return raw.decode("utf-8", "replace")


def plain(text: str) -> str:
    """Figures as they were stored: without the spaces and tags that stand between thousands."""
    return re.sub(r"(?<=\d)(?:[\s\u00a0\u202f]|&nbsp;|,(?=\d{3}))+(?=\d)", "", text)


@pytest.fixture
def readable_papers() -> Iterator[None]:
    """A PDF is the words that were given to the press: what is typeset is what a reader sees."""
    with patch("typst.compile", lambda *_a, sys_inputs, **_k: sys_inputs["data"].encode()):
        yield


@recalled()
def crawl(client: Client, starts: list[str]) -> dict[str, str]:
    """All the starts, and as many of the pages they lead to as time allows: each as protected as every answer."""
    seen: dict[str, str] = {}
    queue = list(dict.fromkeys(starts))
    limit = len(queue) + FOLLOWED
    while queue and len(seen) < limit:
        url = queue.pop(0)
        if url in seen or url.startswith(NOT_CRAWLED):
            continue
        answer = client.get(url)
        protected(answer, url)
        seen[url] = texts(answer) if answer.status_code == 200 else ""
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            queue += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', seen[url])]
    for url in EXPORTS:
        answer = client.post(url)
        seen[url] = texts(answer) if answer.status_code == 200 else ""
    return seen


def asked(role: str, name: str) -> bool:
    own = name.partition(":")[0] in SEES.get(role, ())[:1] or name == "api:projects"
    return WHOLE or own or role in {"visitor", min(READERS, key=lambda each: crc32(f"{each} {name}".encode()))}


@pytest.mark.parametrize("role", READERS)
def test_no_canary_reaches_a_stranger(
    role: str, canaries: Canaries, readable_papers: None, enter: Any, routes: list[Any], places: Any
) -> None:
    starts = [*SEARCHES, *(route.url(places(route)) for route in routes if asked(role, route.name))]
    client = enter(role)
    if (user := get_user(client)).is_authenticated:
        tokens_enter({role: user})
        client.defaults |= bearer(role)
    seen = {url: body + plain(body) for url, body in crawl(client, starts).items()}
    assert role == "visitor" or "/api/v1/projects/" in seen
    assert len(seen) > 30
    # one look for all of them at once, then only where there is any
    some = re.compile("|".join(re.escape(text) for text, _may in canaries.values()))
    told = {url: body for url, body in seen.items() if some.search(body)}
    found = {
        f"{name} at {url}" for name, (text, may) in canaries.items() if role not in may
        for url, body in told.items() if text in body
    }  # fmt: skip
    assert not found, "\n".join(sorted(found))
    # those with a right do see them: else the crawl would have looked at nothing
    if role in SEES:
        text, _may = canaries[SEES[role][1]]
        assert any(text in body for body in told.values()), f"{role} does not see: {SEES[role][1]}"


def test_a_dump_shows_no_score_before_the_opening(canaries: Canaries) -> None:
    """Every column of every table as text and as bytes."""
    words = [canaries[name][0] for name in ("sealed comment", "draft comment")]
    forms = [form for word in words for form in (word, word.encode().hex(), word.encode("unicode_escape").decode())]
    checked = 0
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select row_to_json(t)::text from "{table}" t')
            for (row,) in cursor.fetchall():
                checked += 1
                assert not [form for form in forms if form in row], table
        cursor.execute(
            "select count(*) from selection_scoresheet where state <> 'opened'"
            " and (body is not null and body::text <> '{}' or salt <> '')"
        )
        assert cursor.fetchone() == (0,)
    assert checked > 1000


def test_the_journal_of_a_draft_tells_no_money(stage: str) -> None:
    """The auditor and the administrator read the journal, and not the drafts."""
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.projects.models import CostRow
    from svetovod.web.projects.services import cost_edit

    cost = CostRow.objects.select_related("project__initiator").order_by("id").first()
    assert cost is not None
    actor = Company(people_make()).speaking(cost.project.initiator)
    cost_edit(actor=actor, cost=cost, fields={"amount": Decimal("777123.45")}, at=datetime(2021, 11, 26, tzinfo=UTC))
    last = LedgerEntry.objects.latest("index")
    assert last.action == "cost.edit"
    assert "777123" not in last.body


def test_logs_keep_no_password_and_no_token(stage: str, enter: Any, caplog: Any) -> None:
    client = enter(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG, logger="svetovod"), caplog.at_level(logging.WARNING):
        client.post("/accounts/login/", {"login": "admin@demo.svetovod.example", "password": "канарейкапароля"})
        client.post("/sessions/saransk-2021/register/", {"email": "канарейкапочты@example.org"})
        client.get("/clusters/nothing/?q=канарейкапоиска")
    assert not re.search("канарейка(пароля|почты)", caplog.text)
