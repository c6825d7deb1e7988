"""A provider beside us, asked over HTTP: its answer stands beside ours, and what goes wrong is never well."""

import http.server
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.signatures import provider, selectors, services

from .conftest import PDF

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def program():
    """The example, as a process of its own."""
    with subprocess.Popen(
        [sys.executable, str(ROOT / "tools/signature_provider.py")], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        yield f"http://127.0.0.1:{int(run.stdout.readline())}/verify"
        run.terminate()


@pytest.fixture
def answering(settings):
    """A server that answers whatever it is told to, in the same place."""
    said = {"status": 200, "body": b"{}", "wait": 0, "drip": 0}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(said["wait"])
            self.send_response(said["status"])
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            for piece in [b"{}"] * 6 if said["drip"] else []:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(said["drip"])
            self.wfile.write(said["body"])

        def log_message(self, *_words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SIGNATURE_PROVIDER = f"http://127.0.0.1:{server.server_port}/"
    settings.SIGNATURE_PROVIDER_SECONDS = 60  # of a machine that has much else to do
    yield said
    server.shutdown()
    server.server_close()
    thread.join()


def test_both_answers_stand_beside_each_other(settings, program, add, owner, paper, signed, at):
    settings.SIGNATURE_PROVIDER = program
    row = add(signed())
    assert row.waiting
    services.signature_check(signature=row.pk, at=at, actor=actor_of(owner))
    told = [(each.engine, each.mathematics, each.chain, each.inn) for each in row.verdicts.all()]
    assert told == [("svetovod-cms", "ok", "not_checked", "matches"), ("example", "ok", "not_checked", "matches")]
    (shown,) = selectors.signatures_of(actor_of(owner), paper)
    assert shown.verdict.engine == "example" and not shown.row.waiting


def test_nothing_is_locked_while_the_provider_is_asked(settings, add, owner, signed, at, monkeypatch):
    """It may take long: the journal is written, and the row held, when all was said."""
    settings.SIGNATURE_PROVIDER = "http://127.0.0.1:9/"
    row, before = add(signed(document=PDF)), []
    asked = provider.verdict
    monkeypatch.setattr(
        provider,
        "verdict",
        lambda *how: before.append(LedgerEntry.objects.filter(action="signature.check").count()) or asked(*how),
    )
    row.verdicts.all().delete()
    with CaptureQueriesContext(connection) as seen:
        services.signature_check(signature=row.pk, at=at, actor=actor_of(owner))
    assert before == [0] and LedgerEntry.objects.filter(action="signature.check").count() == 2
    held = [each["sql"] for each in seen if "signatures_detachedsignature" in each["sql"] and "FOR " in each["sql"]]
    assert len(held) == 1 and "FOR NO KEY UPDATE" in held[0]


WELL = {"mathematics": "ok", "chain": "ok", "inn_answer": "matches"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body": b"not json"}, "misunderstood"), ({"status": 500}, "misunderstood"),
        ({"status": 302}, "misunderstood"), ({"body": b"[" * 600_000}, "misunderstood"),
        ({"body": b"[" * 200_000}, "misunderstood"), ({"drip": 0.4}, "unreached"), ({"wait": 1.5}, "unreached"),
        ({"body": json.dumps({"schema": 1, "sha256": "0" * 64, "signers": [WELL]}).encode()}, "misunderstood"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_unknown(answering, settings, paper, signed, at, change, reason):
    answering.update(change)
    if reason == "unreached":
        settings.SIGNATURE_PROVIDER_SECONDS = 1
    found = provider.verdict(paper, signed(), at)
    assert (found.mathematics, found.chain, found.inn) == ("unknown", "not_checked", "absent")
    assert found.signers[0].answers.reasons["mathematics"] == reason


def test_a_good_answer_of_the_form_is_taken(answering, paper, signed, at):
    answering["body"] = json.dumps({"schema": 1, "sha256": paper.sha256, "signers": [WELL]}).encode()
    assert provider.verdict(paper, signed(), at).chain == "ok"


def test_nobody_there_is_unknown(settings, paper, signed, at):
    settings.SIGNATURE_PROVIDER = "http://127.0.0.1:9/"
    assert provider.verdict(paper, signed(document=PDF), at).mathematics == "unknown"


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("http://127.0.0.1:8099/verify", True), ("http://localhost:1/", True), ("https://10.1.2.3/", True),
        ("http://crypto.local/", True), ("http://crypto/", True), ("http://8.8.8.8/", False),
        ("https://example.org/", False), ("ftp://127.0.0.1/", False), ("127.0.0.1:80", False),
    ],
)  # fmt: skip
def test_an_address_outside_stops_the_start(address, near):
    if near:
        provider.refuse_far(address)
    else:
        with pytest.raises(ImproperlyConfigured):
            provider.refuse_far(address)
