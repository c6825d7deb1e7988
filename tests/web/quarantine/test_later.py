"""Files that came while nobody could look: they wait, and are looked through later."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from rules.predicates import predicate

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.documents import access, scanning
from svetovod.web.documents import services as documents
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import fault_of
from svetovod.web.notices.models import Notice
from svetovod.web.quarantine import later, services
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.quarantine.scanner import Clamd, ScannerDownError

from .conftest import BAD, KIND, PDF
from .fake_clamd import LIMIT

pytestmark = pytest.mark.django_db


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
