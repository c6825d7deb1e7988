"""What a server tells about itself: health, figures, slow requests, codes in the log, work that was announced."""

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections, migrations, models
from django.test import Client
from django.utils import timezone, translation

from svetovod.web.common import maintenance, metrics
from svetovod.web.common.logs import Json, Line
from svetovod.web.common.maintenance import Maintenance
from svetovod.web.common.rolling import closing


@pytest.fixture
def place(settings, tmp_path: Path):
    settings.VAR = tmp_path
    settings.METRICS_TOKEN = "figures"
    metrics._counters_of.cache_clear()
    yield tmp_path
    metrics._counters_of.cache_clear()


def figures(answer) -> dict[str, float]:
    rows = [row.rsplit(" ", 1) for row in answer.content.decode().splitlines() if not row.startswith("#")]
    return {name: float(value) for name, value in rows}


def asked(client: Client):
    return client.get("/metrics/", HTTP_AUTHORIZATION="Bearer figures")


@pytest.mark.django_db
def test_figures_are_for_whoever_has_the_token_and_grow(place, client, settings):
    assert client.get("/metrics/").status_code == client.get("/metrics/", HTTP_AUTHORIZATION="x").status_code == 404
    first = figures(asked(client))
    assert first["svetovod_database_up"] == 1 and first["svetovod_disk_free_bytes"] > 0
    assert {'svetovod_letters{state="queued"}', 'svetovod_jobs{state="failed"}', "svetovod_journal_entries"} <= set(
        first
    )
    metrics._counters_of.cache_clear()  # as a process that starts anew
    client.get("/nothing/")
    second = figures(asked(client))
    more = {name: second[name] - first[name] for name in first if name.startswith("svetovod_requests")}
    assert more['svetovod_requests_total{status="4xx"}'] == 1
    assert more['svetovod_requests_total{status="2xx"}'] == 1  # the first asking itself
    settings.METRICS_TOKEN = ""
    assert asked(client).status_code == 404


@pytest.mark.parametrize(("files", "free"), [(1, 1), (9, 5)])
def test_where_files_have_a_disk_to_themselves_the_fuller_one_is_told(place, settings, monkeypatch, files, free):
    settings.MEDIA_ROOT = place / "files"
    settings.MEDIA_ROOT.mkdir()
    usages = {place: SimpleNamespace(free=5, total=10), place / "files": SimpleNamespace(free=files, total=20)}
    monkeypatch.setattr(metrics.shutil, "disk_usage", usages.__getitem__)
    assert [each.value for each in metrics._machine()] == [free, 20 if free == files else 10]


@pytest.mark.django_db
def test_without_a_database_the_rest_is_told_and_the_process_lives(place, client, monkeypatch):
    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr(metrics, "_sources", [broken])
    assert figures(asked(client))["svetovod_database_up"] == 0
    monkeypatch.setattr(connections["default"], "cursor", broken)
    assert client.get("/health/").status_code == 503
    assert client.get("/health/live/").status_code == 200


@pytest.mark.django_db
def test_slow_requests_and_statements_are_told_without_values(place, client, settings, caplog):
    settings.SLOW_REQUEST = settings.SLOW_QUERY = 0.0
    with caplog.at_level(logging.WARNING, logger="svetovod.slow"):
        answer = client.post("/accounts/login/", {"login": "canary@example.org", "password": "canary of a password"})
    lines = [Line().format(record) for record in caplog.records if record.name == "svetovod.slow"]
    assert any("request seconds=" in line and "route=accounts/login/" in line for line in lines)
    assert any("query seconds=" in line and "%s" in line for line in lines)
    assert all(line.endswith(f"code={answer['X-Request-Id']}") for line in lines)
    assert "canary" not in "".join(lines)


@pytest.mark.django_db
def test_a_line_about_a_request_has_its_code_and_no_address_with_a_secret(client, caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        answer = client.get("/nothing/for/canaryofalink/")
    record = next(record for record in caplog.records if record.name == "django.request")
    line = Line().format(record)
    assert f"code={answer['X-Request-Id']}" in line and "canary" not in line and "GET /nothing/for/..." in line
    told = json.loads(Json().format(record))
    assert told["code"] == answer["X-Request-Id"] and told["level"] == "WARNING"


def test_values_of_a_row_stay_out_of_the_log():
    try:
        raise ValueError("duplicate key\nDETAIL:  Key (email)=(canary@example.org) already exists.")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), (ValueError, error, None))
    assert "canary" not in Line().format(record) and "canary" not in json.loads(Json().format(record))["trace"]


@pytest.mark.django_db
def test_announced_work_stands_on_every_page_until_it_is_over(place, client):
    now = timezone.now()
    call_command("maintenance", "--minutes", "30", "--words", "Обновление", stdout=StringIO())
    page = client.get("/accounts/login/").content.decode()
    assert "Работы на сервере: с" in page and "Обновление" in page and "работать здесь нельзя" not in page
    maintenance.maintenance_announce(Maintenance(now - timedelta(hours=2), now - timedelta(hours=1)))
    assert "Работы на сервере" not in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_closed_doors_let_only_the_monitoring_in(place, client):
    now = timezone.now()
    maintenance.maintenance_announce(Maintenance(now - timedelta(hours=2), now - timedelta(hours=1), closed=True))
    for path in ("/", "/desk/", "/api/v1/clusters/"):
        answer = client.post(path) if path == "/desk/" else client.get(path)
        assert answer.status_code == 503 and int(answer["Retry-After"]) >= 60
        assert answer["X-Request-Id"] and "Content-Security-Policy" in answer
    assert client.get("/health/").status_code == asked(client).status_code == 200
    maintenance.maintenance_end()
    assert client.get("/accounts/login/").status_code == 200


def test_what_root_announces_the_server_can_read(place):
    now = timezone.now()
    before = os.umask(0o077)
    try:
        maintenance.maintenance_announce(Maintenance(now, now + timedelta(hours=1)))
    finally:
        os.umask(before)
    assert (place / "maintenance.json").stat().st_mode & 0o777 == 0o644


def test_closed_doors_name_the_hour_in_both_languages_whatever_was_spoken_before(place, client):
    ends = datetime(2199, 11, 22, 15, 0, tzinfo=UTC)
    maintenance.maintenance_announce(Maintenance(ends - timedelta(days=99_999), ends, "Новые <диски>", closed=True))
    for spoken in ("ru", "en"):
        with translation.override(spoken):
            page = client.get("/").content.decode().replace("\xa0", " ")
        russian, english = page.split('lang="en"')
        assert "около 22.11.2199, 18:00 МСК" in russian and "<p>Новые &lt;диски&gt;</p>" in russian
        assert "at about 22 November 2199, 18:00 MSK" in english
        assert russian.count('href=""') == english.count('href=""') == 1 and "затянулись" not in russian


def test_work_that_takes_longer_is_not_promised_for_an_hour_gone_by(place, client):
    ends = datetime(2021, 11, 22, 15, 0, tzinfo=UTC)
    maintenance.maintenance_announce(Maintenance(ends - timedelta(hours=1), ends, closed=True))
    page = client.get("/").content.decode().replace("\xa0", " ")
    assert "Работы затянулись: их хотели закончить 22.11.2021, 18:00 МСК" in page and "около" not in page
    assert "longer than until 22 November 2021, 18:00 MSK" in page and "It ends at about" not in page


def test_only_what_adds_lets_people_work_meanwhile():
    null = migrations.AddField("a", "b", models.IntegerField(null=True))
    needed = migrations.AddField("a", "b", models.IntegerField(default=1))
    kept = migrations.AddField("a", "b", models.IntegerField(default=1, db_default=1))
    table = migrations.CreateModel("c", [("id", models.BigAutoField(primary_key=True))])
    assert closing(SimpleNamespace(operations=[null, kept, table])) == []
    gone = migrations.RemoveField("a", "b")
    code = migrations.RunPython(migrations.RunPython.noop)
    assert closing(SimpleNamespace(operations=[needed, gone, code])) == ["AddField", "RemoveField", "RunPython"]
