"""A posted cluster is judged as `svetovod check --json` judges it, and nothing is a 500."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from svetovod.cli.check import app
from svetovod.engine.workbooks import read_cluster
from svetovod.web.api.operations import OPERATIONS
from svetovod.web.registry.models import StoredVerdict

from .conftest import EXAMPLES
from .documented import Documented

URL = "/api/v1/check/"
NAMES = ("cluster-conforming", "cluster-dependence-14", "cluster-lacking-data", "cluster-short-participants")
pytestmark = pytest.mark.django_db


@pytest.fixture
def documented(client, clock):
    return Documented(client.get("/api/v1/openapi.json").json())


def printed(path: Path, *options: str):
    return json.loads(CliRunner().invoke(app, [str(path), "--json", *options]).stdout)


def posted(client, content, query="?on=2021-06-24"):
    return client.post(URL + query, content, content_type="application/json")


def form(path):
    return {"workbook": SimpleUploadedFile(path.name, path.read_bytes())}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("day", ["2021-06-24", "2021-11-22"])
def test_a_workbook_is_judged_as_the_command_judges_it(client, documented, name, lang, day):
    path = EXAMPLES / f"{name}.xlsx"
    found = documented.holds("check", client.post(f"{URL}?on={day}&lang={lang}", form(path)))
    assert found == printed(path, "--on", day, "--lang", lang)


@pytest.mark.parametrize("name", NAMES)
def test_json_is_judged_as_its_workbook(client, documented, name):
    path = EXAMPLES / f"{name}.xlsx"
    content = json.dumps(asdict(read_cluster(path).value), default=str, ensure_ascii=False)
    found = documented.holds("check", posted(client, content))
    expected = printed(path, "--on", "2021-06-24")
    assert found["file"] is None
    for key in expected.keys() - {"file", "notes"}:
        assert found[key] == expected[key], key
    assert StoredVerdict.objects.count() == 0


def test_a_spoiled_workbook_is_refused_as_by_the_command(client, documented):
    path = EXAMPLES / "cluster-spoiled.xlsx"
    answer = client.post(f"{URL}?on=2021-06-24", form(path))
    found = documented.holds("check", answer)
    expected = printed(path, "--on", "2021-06-24")
    assert answer.status_code == 422
    assert (found["errors"], found["notes"]) == (expected["errors"], expected["notes"])


def test_what_is_wrong_in_json_is_named_by_its_place(client, documented):
    broken = {
        "name": "К", "regions": ["Мордовия"], "year": 2020, "final_products": ["27.40.25"], "strange": 1,
        "participants": [{"inn": "123", "name": "А", "role": "final_producer", "region": "RU-MO"}],
        "purchases": [{"buyer": "7705596339", "okpd2": "27.40.25", "amount": -1, "year": "20x"}],
    }  # fmt: skip
    found = documented.holds("check", posted(client, json.dumps(broken)))
    assert [(each["pointer"], each["code"]) for each in found["errors"]] == [
        ("/participants/0/inn", "inn.checksum"),
        ("/purchases/0/year", "year.invalid"),
        ("/purchases/0/buyer", "reference.unknown"),
        ("/purchases/0/amount", "number.negative"),
    ]
    assert [note["code"] for note in found["notes"]] == ["name.unknown"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 422), (b"[]", 422), (b"null", 422), (b"\xff\xfe", 422), (b'{"a": NaN}', 422),
        (b"[" * 100_000, 422), (b'{"year": ' + b"9" * 6000 + b"}", 422), (b'{"year": 1e999999999999999999999}', 422),
        (b'{"participants": 5}', 422), (b'{"participants": [5]}', 422), (b'{"name": "\\ud800"}', 422),
        (b'{"name": "' + b"a" * 6_000_000 + b'"}', 413), (b'{"name": {"a": 1}, "regions": [1]}', 422),
        (b'{"participants": [' + b"{}," * 30_000 + b"{}]}", 422),
    ],
)  # fmt: skip
def test_a_body_that_is_no_cluster(client, documented, content, status):
    answer = posted(client, content)
    assert answer.status_code == status
    assert documented.holds("check", answer)["detail"]


def test_days_and_kinds_of_body_that_cannot_be(client, documented):
    path = EXAMPLES / "cluster-conforming.xlsx"
    for query in ("?on=2015-01-01", "?on=20210624", "?on=2021-02-30", "?act=pp41", "?when=2021", "?on=9999-01-01"):
        answer = client.post(URL + query, form(path))
        assert answer.status_code == 400, query
        assert documented.holds("check", answer)["errors"], query
    assert client.post(URL, "x", content_type="text/plain").status_code == 415
    assert client.post(URL, {}).status_code == 400
    assert client.post(URL, b"junk", content_type="multipart/form-data; boundary=x").status_code == 400
    assert client.get(URL).status_code == 405


def test_a_large_file_is_refused(client, documented, settings):
    settings.MAX_ATTACHMENT_BYTES = 1000
    answer = client.post(URL, form(EXAMPLES / "cluster-conforming.xlsx"))
    assert answer.status_code == 413
    documented.holds("check", answer)


def test_many_questions_in_a_minute_are_too_many(client, documented, settings, monkeypatch):
    from allauth.account import app_settings

    monkeypatch.setattr(app_settings, "RATE_LIMITS", {"api_check": "2/m/ip"}, raising=False)
    statuses = [posted(client, "{}").status_code for _n in range(4)]
    assert statuses == [422, 422, 429, 429]
    answer = posted(client, "{}")
    assert answer["Retry-After"] == "60"
    documented.holds("check", answer)


def test_no_token_of_a_page_is_asked_for(clock):
    strict = Client(enforce_csrf_checks=True)
    assert posted(strict, "{}").status_code == 422


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = {
    "participants": ("inn", "name", "role", "region", "employees", "revenue", "joined_on", "newcomer"),
    "purchases": ("buyer", "seller", "okpd2", "amount", "year", "for_final_product"),
    "infrastructure": ("kind", "name", "inn"),
}  # fmt: skip
ROWS = st.one_of(*(st.fixed_dictionaries({}, optional=dict.fromkeys(names, VALUES)) for names in FIELDS.values()))
TABLES = {name: st.lists(ROWS, max_size=4) | VALUES for name in FIELDS}
PASSPORT = dict.fromkeys(("name", "regions", "year", "final_products", "regional_productivity"), VALUES)
QUERIES = st.dictionaries(
    st.sampled_from(["on", "act", "lang", "region", "page", "q", "who", "costs", "a", "b"]) | st.text(max_size=6),
    st.text(max_size=12) | st.dates().map(str) | st.sampled_from(["ru", "pp779", "RU-MO", "participant"]), max_size=4,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.fixed_dictionaries({}, optional={**TABLES, **PASSPORT}))
def test_no_json_is_too_strange(client, clock, content):
    cache.clear()
    answer = posted(client, json.dumps(content))
    assert answer.status_code in {200, 422}
    answer.json()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.sampled_from([each for each in OPERATIONS if each.id != "openapi"]),
    query=QUERIES,
    path=st.text(max_size=12),
)
def test_no_question_is_too_strange(client, clock, asked, query, path):
    from urllib.parse import quote, urlencode

    cache.clear()
    route = asked.route.replace("<slug:act>", "pp779").replace("<slug:slug>", "x").replace("<slug:measure>", "pp41")
    known = route.replace("<str:key>", quote(path, safe="", errors="replace") or "x")
    ask = client.get if asked.method == "GET" else client.post
    answer = ask(f"/api/v1/{known}?{urlencode(query, errors='replace')}")
    # nobody's token is shown here
    assert answer.status_code in {200, 304, 400, 401, 404, 415}, (known, query)


def test_a_domain_clock_of_another_day_is_the_day_judged(client, clock):
    clock(datetime(2021, 11, 22, 12, tzinfo=ZoneInfo("Europe/Moscow")))
    found = client.post(URL, form(EXAMPLES / "cluster-dependence-14.xlsx")).json()
    assert found["on"] == "2021-11-22"
