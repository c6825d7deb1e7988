"""Files on their way in: looked through before any page, refused with malware, kept apart where nobody looks."""

import ast
import hashlib
import inspect
import os
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from allauth.account import app_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from rules.predicates import predicate

from svetovod.disk import PART
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.audit import words
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents import access, scanning
from svetovod.web.documents import services as documents
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import fault_of
from svetovod.web.notices.models import Notice
from svetovod.web.quarantine import later, personal, services
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.quarantine.scanner import Clamd, ScannerDownError

from .fake_clamd import EICAR, LIMIT

pytestmark = pytest.mark.django_db
PDF, BAD = b"%PDF-1.7\n1 0 obj", b"%PDF-1.7\n" + EICAR
PAGE = "/problem/"  # any page: the door stands before all of them
KIND = "accounts.rolegrant"
WEB, VALUE = Path(services.__file__).parents[1], "quarantine.heldfile.place."


@pytest.fixture
def send(client, clock, manager):
    client.force_login(manager)

    def post(content, path=PAGE, name="Смета.pdf", **headers):
        return client.post(path, {"text": "слова", "file": SimpleUploadedFile(name, content)}, **headers)

    return post


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


@predicate
def same_person(actor, subject):
    return actor.person_id == subject.person_id


@pytest.fixture
def taken(scanned, manager, at, monkeypatch):
    """taken(content) -> an attachment that came while nobody could look."""
    monkeypatch.setitem(access.readers, KIND, same_person)
    socket, subject = scanned.CLAMD, manager.grants.get()

    def take(content):
        scanned.CLAMD, scanned.SCANNER_DOWN = str(scanned.VAR / "no.ctl"), "later"
        upload = SimpleUploadedFile("Смета.pdf", content)
        assert services.upload_check(actor=actor_of(manager), upload=upload, place="x", at=at) is None
        made = documents.attachment_add(actor=actor_of(manager), subject=subject, upload=upload, at=at)
        scanned.CLAMD = socket
        return made

    return take


def test_taken_unscanned_it_is_nobodys_until_it_was_looked_through(taken, client, clock, manager, at):
    file = taken(PDF)
    assert file.scan == "waiting" and not file.path.exists() and fault_of(file.sha256) == "unscanned"
    client.force_login(manager)
    answer = client.get(f"/files/{file.pk}/")
    assert answer.status_code == 409 and "не проверен на" in answer.content.decode()
    assert later.unscanned_check(at=at) == 1
    file.refresh_from_db()
    assert file.scan == "" and file.path.read_bytes() == PDF and fault_of(file.sha256) == ""
    assert b"".join(client.get(f"/files/{file.pk}/").streaming_content) == PDF
    assert later.unscanned_check(at=at) == 0


@pytest.mark.parametrize("moved", [False, True])
def test_the_name_in_the_store_is_on_the_disk_before_the_row_says_so(taken, monkeypatch, moved):
    """Also where who has moved the bytes died before the commit."""
    row, seen = taken(PDF), []
    if moved:
        row.waiting_path.rename(row.path)
    monkeypatch.setattr(scanning, "folder_sync", lambda folder: seen.append((folder, row.path.exists())))
    scanning.bytes_pass(sha256=row.sha256)
    assert seen == [(row.path.parent, True)]


def test_found_later_it_goes_from_the_store_into_quarantine(
    taken, client, clock, manager, admin, at, django_capture_on_commit_callbacks
):
    file = taken(BAD)
    with django_capture_on_commit_callbacks(execute=True):
        assert later.unscanned_check(at=at) == 1
    file.refresh_from_db()
    row = HeldFile.objects.get()
    assert (file.scan, row.person, row.sha256) == ("infected", manager, hashlib.sha256(BAD).hexdigest())
    assert not [path for path in scannedfiles(file) if path.is_file()] and row.path.read_bytes() == BAD
    client.force_login(manager)
    assert client.get(f"/files/{file.pk}/").status_code == 409
    assert {Notice.objects.get(person=each).key.partition(":")[0] for each in (manager, admin)} == {
        "infected", "quarantine",
    }  # fmt: skip


def scannedfiles(file):
    return file.path.parent.glob("*")


def test_a_scanner_still_down_leaves_them_waiting(taken, scanned, at):
    file = taken(PDF)
    scanned.CLAMD = str(scanned.VAR / "no.ctl")
    assert later.unscanned_check(at=at) == 0
    assert Attachment.objects.get(pk=file.pk).scan == "waiting"


def test_a_file_the_scanner_does_not_read_holds_up_no_other(taken, client, clock, admin, manager, at):
    large, small = taken(PDF + b"\0" * (LIMIT * 2)), taken(PDF)
    assert later.unscanned_check(at=at) == 1
    large.refresh_from_db(), small.refresh_from_db()
    assert (large.scan, large.scan_tries, small.scan) == ("waiting", 1, "")
    for _turn in range(later.MOST_TRIES):
        assert later.unscanned_check(at=at) == 0
    large.refresh_from_db()
    assert (large.scan, large.scan_tries) == ("failed", later.MOST_TRIES) and fault_of(large.sha256) == "unscanned"
    assert "unread:" in Notice.objects.get(person=admin).key
    client.force_login(manager)
    assert "не удалось проверить" in client.get(f"/files/{large.pk}/").content.decode()
    client.force_login(admin)
    page = client.get(reverse("quarantine:held_list")).content.decode()
    assert large.sha256 in page and "StreamMaxLength" in page
    # once more a night, and no letter of it
    assert scanning.unread_again() == 1
    later.unscanned_check(at=at + timedelta(days=1))
    large.refresh_from_db()
    assert large.scan == "failed" and Notice.objects.filter(person=admin).count() == 1


def test_a_scanner_that_goes_away_in_between_counts_no_try(taken, at, monkeypatch):
    file, said = taken(PDF), iter([True, False])

    def gone(*_asked):
        raise ScannerDownError

    monkeypatch.setattr(later, "_answers", lambda _scanner: next(said))
    monkeypatch.setattr(Clamd, "scan", gone)
    assert later.unscanned_check(at=at) == 0
    file.refresh_from_db()
    assert (file.scan, file.scan_tries) == ("waiting", 0)


@pytest.mark.parametrize("again", ["clean", "unscanned"])
def test_malware_seen_by_mistake_is_taken_back(
    taken, scanned, client, clock, manager, at, monkeypatch, again, django_capture_on_commit_callbacks
):
    file = taken(BAD)
    with django_capture_on_commit_callbacks(execute=True):
        later.unscanned_check(at=at)
    if again == "unscanned":
        assert taken(BAD).scan == "waiting" and not file.path.exists()
    monkeypatch.setattr(Clamd, "scan", lambda *_asked: "")  # signatures are mended
    if again == "unscanned":
        assert later.unscanned_check(at=at) == 1
    else:
        upload = SimpleUploadedFile("Смета.pdf", BAD)
        assert services.upload_check(actor=actor_of(manager), upload=upload, place="x", at=at) is None
        subject = manager.grants.get()
        assert documents.attachment_add(actor=actor_of(manager), subject=subject, upload=upload, at=at) == file
        assert LedgerEntry.objects.filter(action="attachment.clear").count() == 1
    file.refresh_from_db()
    assert file.scan == "" and file.path.read_bytes() == BAD
    client.force_login(manager)
    assert b"".join(client.get(f"/files/{file.pk}/").streaming_content) == BAD


def test_bytes_that_wait_are_no_strays(taken, at, scanned):
    file = taken(PDF)
    documents.stray_drop(before=timezone.now() + timedelta(days=1))
    assert scanning.kept_at(file.sha256) is not None


def test_what_is_kept_elsewhere_than_in_the_store_cannot_wait(scanned):
    upload = SimpleUploadedFile("a.pdf", PDF)
    scanning.upload_scanned(upload)
    upload.unscanned = True
    with pytest.raises(Refused) as refused:
        scanning.upload_scanned(upload)
    assert refused.value.code == "file.unscanned"


def test_the_page_of_the_quarantine(scanned, send, client, admin, manager):
    assert client.get(reverse("quarantine:held_list")).status_code == 403
    send(BAD)
    row = HeldFile.objects.get()
    assert client.post(reverse("quarantine:held_drop", args=[row.pk])).status_code == 404
    client.force_login(admin)
    page = client.get(reverse("quarantine:held_list")).content.decode()
    assert "Eicar-Test-Signature" in page and row.sha256 in page and "ClamAV" in page
    scanned.CLAMD = str(scanned.VAR / "no.ctl")
    assert "не отвечает" in client.get(reverse("quarantine:held_list")).content.decode()
    scanned.CLAMD = ""
    assert "SVETOVOD_CLAMD" in client.get(reverse("quarantine:held_list")).content.decode()


def test_bytes_are_dropped_by_who_may_and_after_their_days(
    scanned, send, admin, manager, at, django_capture_on_commit_callbacks
):
    send(BAD)
    row = HeldFile.objects.get()
    with pytest.raises((Denied, Hidden)):
        services.held_drop(actor=actor_of(manager), held=row.pk, at=at)
    with pytest.raises(Hidden):
        services.held_drop(actor=actor_of(admin), held=0, at=at)
    with django_capture_on_commit_callbacks(execute=True):
        services.held_drop(actor=actor_of(admin), held=row.pk, at=at)
    row.refresh_from_db()
    assert not row.kept and not row.path.exists()
    assert LedgerEntry.objects.filter(action="file.drop").exists()
    send(BAD + b"2")
    with django_capture_on_commit_callbacks(execute=True):
        assert services.held_sweep(at=at + services.KEPT * 2) == 1
    assert not list((scanned.VAR / "quarantine").iterdir())


def test_half_a_file_of_a_killed_process_goes_the_next_day(scanned, send, at):
    send(BAD)
    half, now = scanned.VAR / "quarantine" / f"{PART}killed", scanned.VAR / "quarantine" / f"{PART}written"
    for path, written in ((half, at - timedelta(days=2)), (now, at)):
        path.write_bytes(b"half")
        os.utime(path, (written.timestamp(), written.timestamp()))
    assert services.held_sweep(at=at) == 1
    assert not half.exists() and now.exists() and HeldFile.objects.get().path.exists()


def test_another_file_of_the_folder_may_go_while_it_is_measured(scanned, send, monkeypatch):
    """Two that are kept at one moment: what the other was writing has its own name when the folder is read."""
    send(BAD)
    iterdir = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: [*iterdir(self), self / f"{PART}renamed"])
    send(BAD + b"2")
    assert [row.kept for row in HeldFile.objects.all()] == [True, True]


def test_a_person_who_is_erased_leaves_neither_name_nor_bytes(
    scanned, send, client, manager, django_capture_on_commit_callbacks
):
    send(BAD), send(BAD + b"2")
    client.logout()
    send(BAD)  # another's too
    assert personal.export(manager)[0]["file"] == "Смета.pdf"
    with django_capture_on_commit_callbacks(execute=True):
        personal.erase(manager)
    mine = HeldFile.objects.filter(person=manager)
    assert {(row.name, row.kept) for row in mine} == {("", False)} and len(mine) == 2
    other = HeldFile.objects.get(person=None)
    assert other.kept and [path.name for path in (scanned.VAR / "quarantine").iterdir()] == [other.sha256]


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


@pytest.mark.usefixtures("journal_watched")
def test_lines_of_the_same_bytes_are_locked_by_key_and_freed_once(scanned, send, client, admin, make, at):
    send(BAD)
    first = HeldFile.objects.get()
    other = HeldFile.objects.get(pk=first.pk)
    other.pk, other.person = None, make("other@example.ru")
    other.save()
    client.force_login(admin)
    asked = client.get("/quarantine/many/", {"do": "drop", "row": [first.pk, other.pk]}).content.decode()
    assert asked.count("освободится") == 1
    with CaptureQueriesContext(connection) as asked_for:
        services.held_drop(actor=actor_of(admin), held=other.pk, at=at)
    (locks,) = [each["sql"] for each in asked_for if "FOR NO KEY UPDATE" in each["sql"] and "heldfile" in each["sql"]]
    assert {str(first.pk), str(other.pk)} <= set(re.findall(r"\d+", locks)) and "ORDER BY" in locks
    assert not HeldFile.objects.filter(kept=True).exists()


def test_the_scanner_is_asked_over_the_bytes_and_not_by_their_path(scanned):
    found = services.the_scanner().scan(BytesIO(BAD))
    assert found == "Eicar-Test-Signature"


@pytest.mark.usefixtures("journal_watched")
def test_many_are_dropped_and_none_is_let_out(scanned, send, client, admin):
    for number in range(3):
        send(BAD + str(number).encode())
    rows = list(HeldFile.objects.order_by("pk"))
    body = {"do": "drop", "row": [row.pk for row in rows]}
    assert client.post("/quarantine/many/", body).status_code == 403
    client.force_login(admin)
    services.held_drop(actor=actor_of(admin), held=rows[0].pk, at=rows[0].last_at)
    assert f'name="row" value="{rows[1].pk}" form="bulk"' in client.get("/quarantine/").content.decode()
    asked = client.get("/quarantine/many/", {"do": "drop", "all": "1"}).content.decode()
    assert asked.count('name="row"') == 2
    told = client.post("/quarantine/many/", body, follow=True).content.decode()
    assert not HeldFile.objects.filter(kept=True).exists() and 'id="undo"' in told and 'id="rest"' in told
    assert LedgerEntry.objects.filter(action="file.drop").count() == 3


def views_with_files():
    """Names of the pages whose code asks for files, in the view itself or in what of its own module it calls."""
    taking = {}
    for path in WEB.rglob("*.py"):
        used = {
            node.name: {getattr(each, "id", "") for each in ast.walk(node)} | ({"FILES"} & attributes(node))
            for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
        }  # fmt: skip
        found = {name for name, names in used.items() if "FILES" in names}
        while more := {name for name, names in used.items() if names & found} - found:
            found |= more
        module = ".".join(("svetovod", "web", *path.relative_to(WEB).with_suffix("").parts))
        taking[module.removesuffix(".__init__")] = found
    for name, view in named(get_resolver().url_patterns, ""):
        inner = inspect.unwrap(view)
        if getattr(inner, "__name__", "") in taking.get(inner.__module__, ()):
            yield name


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
    pages = set(views_with_files())
    said = {key.removeprefix(VALUE): each for key, each in words.held(lang)["values"].items() if key.startswith(VALUE)}
    assert len(pages) > 40 and not sorted(pages - set(said)), "say it in src/svetovod/web/audit/words.toml"
    there = {name for name, _view in named(get_resolver().url_patterns, "")} | {"mail"}
    assert not sorted(set(said) - there), "there is no such page any more"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_quarantine_says_where_a_file_was_sent(scanned, client, admin, manager, at, lang):
    """In words; what it belonged to leads to the journal where that tells of it."""
    grant = manager.grants.get()
    record(actor=SYSTEM, action="role.grant", subject=grant, at=at)
    for number, place in enumerate(("projects:cost", f"{KIND}:{grant.pk}", f"{KIND}:0", "mail", "gone:page")):
        services.held_add(actor=SYSTEM, file=BytesIO(BAD + bytes([number])), name="", found="Eicar", place=place, at=at)
    client.force_login(admin)
    client.cookies["django_language"] = lang
    page = client.get(reverse("quarantine:held_list")).content.decode()
    line = {"ru": "строка сметы: подтверждение затрат", "en": "line of an estimate: proof of the costs"}[lang]
    thing = words.held(lang)["kinds"][KIND]
    history = reverse("audit:history", args=[KIND, grant.pk])
    assert line in page and "projects:cost" not in page and f"{KIND}:" not in page
    assert page.count(f">{thing}<") == 2 and page.count(f'<a href="{history}">{thing}</a>') == 1
    for (
        held
    ) in HeldFile.objects.all():  # where it was sent is nobody's page but the sender's: who, when and what stands there
        assert reverse("audit:history", args=["quarantine.heldfile", held.pk]) in page
    assert "gone:page" in page  # an old page that nobody has words for any more
    assert client.get(history).status_code == 200
