"""The example of an operator's own app: its form of a document, its directory of companies, its way for letters."""

import json
import os
import subprocess
import sys
from pathlib import Path
from smtplib import SMTPResponseException
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.exceptions import ImproperlyConfigured

from svetovod.web.notices import delivery
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.registry import companies

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "extending"
PRINTED = """
import django
django.setup()
from datetime import UTC, datetime
from svetovod.web.documents.typesetting import qr_svg, render_pdf
data = {each: "x" for each in ("title", "name", "said", "session", "days", "place", "note")}
data |= {"lang": "ru", "demo": True, "qr": qr_svg("x")}
pdf = render_pdf("events/certificate.typ", data, at=datetime(2021, 6, 25, tzinfo=UTC))
open("certificate.pdf", "wb").write(pdf)
"""


def test_a_form_of_the_operators_takes_the_place_of_ours(tmp_path):
    environ = os.environ | {"SVETOVOD_APPS": "ministry", "PYTHONPATH": str(EXAMPLE)}
    subprocess.run([sys.executable, "-c", PRINTED], cwd=tmp_path, env=environ, check=True)
    said = subprocess.run(["pdftotext", "certificate.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    assert "МИНИСТЕРСТВО" in said.stdout.decode()


@pytest.fixture
def service(monkeypatch):
    """service({"/path": (status, body)}) -> what it has been asked; it answers over HTTP on this machine."""
    monkeypatch.syspath_prepend(str(EXAMPLE))
    asked = []

    class Silent(WSGIRequestHandler):
        def log_message(self, *_args):
            pass

    def start(answers):
        def application(environ, respond):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            asked.append((environ["PATH_INFO"], body))
            status, content = answers.get(environ["PATH_INFO"], ("404 Not Found", b""))
            respond(status, [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
            return [content]

        server = make_server("127.0.0.1", 0, application, handler_class=Silent)
        servers.append(server)
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}", asked

    servers: list = []
    yield start
    for each in servers:
        each.shutdown()
        each.server_close()


def test_a_service_of_companies(service, settings, monkeypatch):
    told = json.dumps({"name": "ООО «Свет»", "region": "RU-MO"}).encode()
    address, _asked = service(
        {
            "/1300000000": ("200 OK", told),
            "/1300000001": ("200 OK", b"{}"),
            "/1300000002": ("503 x", b""),
            "/1300000003": ("200 OK", b"[]"),
        }
    )
    monkeypatch.setenv("MINISTRY_COMPANIES", address)
    settings.COMPANIES = "ministry.companies.Service"
    assert companies.company("1300000000") == companies.Company("1300000000", "ООО «Свет»", "RU-MO")
    assert companies.company("1300000009") is None
    for inn in ("1300000001", "1300000002", "1300000003"):
        with pytest.raises(companies.DirectoryDownError):
            companies.company(inn)


def test_a_class_that_is_not_there_is_said(settings):
    settings.COMPANIES = "ministry.companies.Nobody"
    with pytest.raises(ImproperlyConfigured, match=r"^SVETOVOD_COMPANIES=ministry\.companies\.Nobody: "):
        companies.company("1300000000")


def test_a_file_of_companies(settings, tmp_path):
    file = tmp_path / "companies.csv"
    settings.COMPANIES = str(file)
    with pytest.raises(companies.DirectoryDownError):
        companies.company("1300000000")
    file.write_text("inn;name;region\n1300000000; ООО «Свет» ;RU-MO\n;безымянная;\n", encoding="utf-8-sig")
    assert companies.company("1300000000") == companies.Company("1300000000", "ООО «Свет»", "RU-MO")
    file.write_text("inn;name\n1300000000;ПАО «Свет»\n")
    os.utime(file, (1, 1))
    assert companies.company("1300000000") == companies.Company("1300000000", "ПАО «Свет»")
    file.write_text("ИНН;Наименование\n1300000000;ПАО «Свет»\n")
    with pytest.raises(companies.DirectoryDownError, match="no column inn, name"):
        companies.company("1300000000")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("200 OK", MailState.SENT),
        ("400 Bad", MailState.FAILED),
        ("503 Later", MailState.QUEUED),
        ("401 Key", MailState.QUEUED),
        ("429 Often", MailState.QUEUED),
    ],
)
def test_letters_by_a_gateway(db, service, settings, monkeypatch, status, state, at):
    address, asked = service({"/letters": (status, b"")})
    monkeypatch.setenv("MINISTRY_GATEWAY", f"{address}/letters")
    settings.EMAIL_BACKEND = "ministry.letters.Gateway"
    mail = OutgoingMail.objects.create(to="a@example.ru", subject="Письмо", text="Текст", queued_at=at, domain_at=at)
    delivery.attempt(mail.pk)
    mail.refresh_from_db()
    assert mail.state == state
    assert json.loads(asked[0][1])["subject"] == "Письмо"
    assert SMTPResponseException.__name__ in mail.answer or status == "200 OK"


def test_a_gateway_that_is_not_there_is_tried_again(db, settings, monkeypatch, at):
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.setenv("MINISTRY_GATEWAY", "http://127.0.0.1:9/letters")
    settings.EMAIL_BACKEND = "ministry.letters.Gateway"
    mail = OutgoingMail.objects.create(to="a@example.ru", subject="Письмо", text="Текст", queued_at=at, domain_at=at)
    delivery.attempt(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED
