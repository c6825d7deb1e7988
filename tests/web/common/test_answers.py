"""What every answer carries whatever it is, what an error tells, and what a line of the log cannot be made to say."""

import importlib
import logging
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.core import mail
from django.test import Client

from svetovod.web.common.logs import Line

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = ("/", "/accounts/login/", "/api/v1/clusters/", "/nothing/", "/static/css/tokens.css", "/desk/", "/health/")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ANSWERS)
def test_every_answer_is_guarded(url, client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    answer = client.get(url, secure=True)
    policy = answer["Content-Security-Policy"]
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    kind = answer["Content-Type"]
    assert "charset=utf-8" in kind or kind == "application/json" or answer.status_code == 302
    assert not {"server", "x-powered-by"} & {name.lower() for name in answer.headers}


@pytest.mark.django_db
def test_nothing_but_the_product_is_served(client):
    for path in ("/.git/HEAD", "/.git/config", "/pyproject.toml", "/static/", "/static/../settings/base.py", "/admin/"):
        assert client.get(path).status_code == 404, path


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_and_changes_nothing(make):
    person, browser = make("one@example.ru"), Client(enforce_csrf_checks=True)
    browser.force_login(person)
    assert browser.post("/account/", {"name": "Forged", "language": "en"}).status_code == 403
    person.refresh_from_db()
    assert person.name == "one"


@pytest.mark.django_db
def test_an_error_shows_a_code_and_nothing_of_the_inside(monkeypatch, caplog):
    def broken(*_given, **_more):
        raise RuntimeError("canary of the inside: select * from accounts_person")

    monkeypatch.setattr("django.contrib.auth.get_user", broken)
    browser = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR):
        answer = browser.get("/desk/")
    assert answer.status_code == 500
    told = answer.content.decode()
    assert answer["X-Request-Id"] in told
    assert not re.search("canary|RuntimeError|Traceback|accounts_person", told)
    assert "canary of the inside" in caplog.text


def test_a_stranger_begins_no_line_of_the_log():
    record = logging.LogRecord(
        "x", logging.INFO, __file__, 1, "Not Found: %s", ("/a\r\n2026-01-01T00:00:00Z INFO ok\u2028\x1b[31m",), None
    )
    line = Line().format(record)
    assert len(line.splitlines()) == 1 and "\x1b" not in line
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO x Not Found: /a\\r\\n2026", line)


def test_no_broken_hash_and_no_weak_cipher_is_used():
    names = re.compile(r"\b(md5|sha1|MD5|SHA1|DES|TripleDES|RC4|ARC4|ECB|Blowfish|PKCS1v15)\b\(?")
    allowed = {
        "src/svetovod/web/settings/test.py",  # quicker passwords of tests
        "src/svetovod/engine/signatures/mathematics.py",  # signatures others have made, read and never made
        "src/svetovod/web/accounts/breached.py",  # by it lists of stolen passwords name them
    }
    tracked = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    guilty = [
        name
        for name in tracked.split()
        if name.endswith(".py") and name not in allowed and names.search((ROOT / name).read_text())
    ]
    assert guilty == []


def test_passwords_are_stretched():
    hashers = importlib.import_module("django.conf.global_settings").PASSWORD_HASHERS
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    assert hashers[0].endswith("PBKDF2PasswordHasher") and PBKDF2PasswordHasher.iterations >= 600_000
    from svetovod.web.settings import base

    assert not hasattr(base, "PASSWORD_HASHERS") and hashers != installed.PASSWORD_HASHERS


def test_no_code_is_made_of_text():
    """No `eval`, no shell, nothing unpickled that came from outside: what unpickles reads its own child."""
    danger = re.compile(r"(?<![\w.])(eval|exec)\(|os\.system|shell=True|yaml\.load|marshal\.load")
    files = list((ROOT / "src").rglob("*.py"))
    assert [str(path) for path in files if danger.search(path.read_text())] == []
    unpickling = {path.parent.name for path in files if re.search(r"pickle\.loads?\(", path.read_text())}
    assert unpickling == {"planning", "conformity", "meetings"}
    scripts = (ROOT / "src/svetovod/web/common/static/js").glob("*.js")
    assert [
        path.name
        for path in scripts
        if re.search(r"\beval\(|new Function|document\.write|postMessage", path.read_text())
    ] == []


def test_nothing_is_fetched():
    """The product calls PostgreSQL and a mail server: no library that calls an address is imported to call one.

    The identity provider of the operator is called by allauth, where it is set up; the error of that call is all that
    our own code takes of its library. A certified program that checks signatures is asked by the worker alone, where
    the operator has named one in the inner network. `svetovod doctor`, when an operator runs it, asks the proxy
    in front of the product itself.
    """
    calls = re.compile(
        r"^\s*(from|import) (urllib\.request|http\.client|httpx|requests|urllib3|aiohttp|ftplib)\b", re.M
    )
    error = "from requests import RequestException\n"
    guilty = [path.name for path in (ROOT / "src").rglob("*.py") if calls.search(path.read_text().replace(error, ""))]
    assert sorted(guilty) == ["doctor_proxy.py", "provider.py"]
    assert calls.search((ROOT / "src/svetovod/web/signatures/provider.py").read_text())


def test_scripts_write_text_and_one_place_markup_the_server_escaped():
    scripts = list((ROOT / "src/svetovod/web/common/static/js").glob("*.js"))
    markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment")
    assert len(scripts) > 5 and {path.name for path in scripts if markup.search(path.read_text())} == {"estimate.js"}


@pytest.mark.django_db
def test_a_letter_has_one_subject_and_one_addressee(at):
    from svetovod.web.notices.delivery import attempt
    from svetovod.web.notices.services import mail_queue

    said = "Theme\r\nBcc: everybody@example.org"
    letter = mail_queue(key="x", to="one@example.org", subject=said, text="\r\n.\r\nMAIL FROM:<x@y>", at=at)
    attempt(letter.pk)
    sent = mail.outbox[-1].message()
    assert sent["Subject"] == "Theme Bcc: everybody@example.org" and sent["Bcc"] is None
    assert sent["To"] == "one@example.org"


@pytest.mark.django_db
def test_a_support_code_can_be_read_out(client):
    """Letters alone: none is taken for a digit."""
    codes = {client.get("/no-such-page/")["X-Request-Id"] for _time in range(20)}
    assert len(codes) == 20 and all(len(code) == 8 and set(code) <= set("BCDFGHJKLMNPQRSTVWXZ") for code in codes)
