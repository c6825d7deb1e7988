"""Files on their way in: looked through before any page, refused with malware, told of in the words of each page."""

import ast
import inspect
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from allauth.account import app_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit import words
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.notices.models import Notice
from svetovod.web.quarantine import services
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.quarantine.scanner import Clamd, ScannerDownError

from .conftest import BAD, PAGE, PDF
from .fake_clamd import EICAR, LIMIT

pytestmark = pytest.mark.django_db
WEB, VALUE = Path(services.__file__).parents[1], "quarantine.heldfile.place."


def test_a_clean_file_goes_on(scanned, send):
    assert send(PDF).status_code < 400
    assert not HeldFile.objects.exists()


def test_an_infected_one_is_refused_kept_apart_and_told(scanned, send, admin, manager):
    answer = send(BAD, name="../x\u202eС.pdf")
    assert answer.status_code == 409 and "вредоносн" in answer.content.decode()
    row = HeldFile.objects.get()
    assert (row.found, row.person, row.kept, row.place) == (
        "Eicar-Test-Signature", manager, True, "notices:problem_report",
    )  # fmt: skip
    assert row.name == "xС.pdf"
    assert row.path.read_bytes() == BAD and row.path.stat().st_mode & 0o077 == 0
    assert scanned.MEDIA_ROOT not in row.path.parents
    assert row.sha256 in LedgerEntry.objects.get(action="file.quarantine").body
    notice = Notice.objects.get(person=admin)
    assert notice.url == reverse("quarantine:held_list") and "Eicar" in notice.text


def test_the_same_file_again_is_counted_and_not_told_again(scanned, send, admin):
    send(BAD), send(BAD), send(BAD)
    assert HeldFile.objects.get().times == 3
    assert Notice.objects.filter(person=admin).count() == 1
    assert LedgerEntry.objects.filter(action="file.quarantine").count() == 1


def test_a_visitor_and_a_script_hear_it_too(scanned, client, clock):
    file = SimpleUploadedFile("a.pdf", BAD)
    assert client.post(PAGE, {"file": file}).status_code == 409
    answer = client.post(PAGE, {"file": SimpleUploadedFile("a.pdf", BAD)}, headers={"X-Upload": "1"})
    assert answer.status_code == 409 and answer["Content-Type"].startswith("text/plain")
    assert HeldFile.objects.get().person is None


def test_many_files_are_one_letter(scanned, send, admin):
    for number in range(3):
        send(BAD + b"%d" % number)
    assert HeldFile.objects.count() == 3
    assert Notice.objects.filter(person=admin).count() == 1


def test_visitors_fill_neither_the_journal_nor_boxes(scanned, client, clock, admin, monkeypatch):
    monkeypatch.setattr(services, "MOST_STRANGE", 2)
    for number in (0, 1, 2, 3, 0):
        answer = client.post(PAGE, {"file": SimpleUploadedFile("a.pdf", BAD + b"%d" % number)})
        assert answer.status_code == 409
    assert sorted(row.times for row in HeldFile.objects.all()) == [1, 2]
    assert LedgerEntry.objects.filter(action="file.quarantine").count() == 2
    assert Notice.objects.filter(person=admin).count() == 1


@pytest.mark.parametrize("who", ["visitor_files", "person_files"])
def test_whoever_sends_too_many_is_not_looked_through(scanned, send, client, monkeypatch, who):
    monkeypatch.setattr(app_settings, "RATE_LIMITS", {who: "1/m/key" if who == "person_files" else "1/m/ip"})
    if who == "visitor_files":
        client.logout()
    assert send(PDF).status_code < 400
    monkeypatch.setattr(Clamd, "scan", None)
    answer = send(PDF)
    assert answer.status_code == 409 and "Слишком много файлов" in answer.content.decode()
    assert client.post(PAGE, {"text": "слова"}).status_code < 500


def test_all_files_of_a_request_have_one_time(scanned, client, clock, monkeypatch):
    given = []
    monkeypatch.setattr(Clamd, "scan", lambda _self, _file, seconds: given.append(seconds) or "")
    client.post(PAGE, {"a": SimpleUploadedFile("a.pdf", PDF), "b": SimpleUploadedFile("b.pdf", PDF)})
    assert len(given) == 2 and 20 >= given[0] > given[1]


def test_what_the_scanner_does_not_read_is_said_so(scanned, send):
    scanned.SCANNER_DOWN = "later"
    answer = send(PDF + b"\0" * (LIMIT * 2))
    assert answer.status_code == 409 and "не удалось проверить" in answer.content.decode()


def test_dropped_where_the_settings_say_so_and_where_the_room_is_full(scanned, send, monkeypatch):
    monkeypatch.setattr(services, "MOST_BYTES", 10)
    send(BAD)
    scanned.QUARANTINE_KEEP = False
    send(BAD + b"2")
    assert [row.kept for row in HeldFile.objects.all()] == [False, False]
    assert not list((scanned.VAR / "quarantine").glob("*"))


def test_nobody_looks_and_nothing_is_taken(scanned, send):
    scanned.CLAMD = str(scanned.VAR / "no.ctl")
    answer = send(PDF)
    assert answer.status_code == 409 and "не принимаются" in answer.content.decode()
    assert send(b"").status_code < 500


def test_reports_of_mail_servers_pass_it(scanned, at):
    assert services.report_check(raw=b"Subject: returned", at=at)
    assert not services.report_check(raw=b"Subject: returned\n\n" + EICAR, at=at)
    assert HeldFile.objects.get().place == "mail"
    scanned.CLAMD = str(scanned.VAR / "no.ctl")
    with pytest.raises(ScannerDownError):
        services.report_check(raw=b"", at=at)


def test_the_api_says_it_in_its_words(scanned, rf, manager, at):
    """Its door is where it takes the file of a form."""
    from svetovod.web.api import frame
    from svetovod.web.api.problems import ApiProblem

    request = rf.post("/api/v1/x/", {"workbook": SimpleUploadedFile("a.xlsx", BAD)})
    request.actor, request.moment, request.resolver_match = actor_of(manager), at, None
    with pytest.raises(ApiProblem):
        frame.file_of(request, "workbook")
    clean = rf.post("/api/v1/x/", {"workbook": SimpleUploadedFile("a.xlsx", b"x")})
    clean.actor, clean.moment, clean.resolver_match = actor_of(manager), at, None
    assert frame.file_of(clean, "workbook").read() == b"x"


def test_the_scanner_is_asked_over_the_bytes_and_not_by_their_path(scanned):
    found = services.the_scanner().scan(BytesIO(BAD))
    assert found == "Eicar-Test-Signature"


@cache
def views_with_files():
    """Names of the pages whose code asks for files, in the view itself or in what of its own module it calls."""
    taking, found_in = {}, set()
    for path in WEB.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "FILES" not in text:
            continue
        used = {
            node.name: {getattr(each, "id", "") for each in ast.walk(node)} | ({"FILES"} & attributes(node))
            for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)
        }  # fmt: skip
        found = {name for name, names in used.items() if "FILES" in names}
        while more := {name for name, names in used.items() if names & found} - found:
            found |= more
        module = ".".join(("svetovod", "web", *path.relative_to(WEB).with_suffix("").parts))
        taking[module.removesuffix(".__init__")] = found
    for name, view in named(get_resolver().url_patterns, ""):
        inner = inspect.unwrap(view)
        if getattr(inner, "__name__", "") in taking.get(inner.__module__, ()):
            found_in.add(name)
    return frozenset(found_in)


def attributes(node):
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def named(patterns, space):
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from named(each.url_patterns, f"{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name}", each.callback


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_page_that_takes_files_has_words_for_the_quarantine(lang):
    pages = views_with_files()
    said = {key.removeprefix(VALUE): each for key, each in words.held(lang)["values"].items() if key.startswith(VALUE)}
    assert len(pages) > 40 and not sorted(pages - set(said)), "say it in src/svetovod/web/audit/words.toml"
    there = {name for name, _view in named(get_resolver().url_patterns, "")} | {"mail"}
    assert not sorted(set(said) - there), "there is no such page any more"
