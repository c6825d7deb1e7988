"""Attachments: type by content, hostile files refused, who may read, how it is handed out."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import Error
from rules.predicates import predicate

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents import access, filetypes
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachments_of, fault_of
from svetovod.web.documents.services import attachment_add

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
PDF = b"%PDF-1.7\n1 0 obj"
KIND = "accounts.rolegrant"


@predicate
def same_person(actor, subject):
    return actor.person_id == subject.person_id


@pytest.fixture(autouse=True)
def room(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(access, "readers", access.readers)
    monkeypatch.setitem(access.readers, KIND, same_person)


@pytest.fixture
def owner(make):
    return make("owner@example.ru", ("participant", "organisation", "7"))


@pytest.fixture
def subject(owner):
    return owner.grants.get()


@pytest.fixture
def add(owner, subject, at):
    def attach(content=PDF, name="Смета.pdf", actor=None, kind="estimate", at=at):
        upload = SimpleUploadedFile(name, content, content_type="text/html")
        return attachment_add(actor=actor or actor_of(owner), subject=subject, upload=upload, kind=kind, at=at)

    return attach


def office(*names, main="word/document.xml", content=b"<w/>", compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name in ("[Content_Types].xml", main, *names):
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "stored", "media_type"),
    [
        (PDF, "a.html", "a.pdf", "application/pdf"),
        (PNG, "../../etc/passwd", "passwd.png", "image/png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 9, "фото.jpeg", "фото.jpg", "image/jpeg"),
        (office(), 'a"\r\nX: y.docx', "aX y.docx", filetypes.OFFICE["word/"][1]),
        (office(main="xl/workbook.xml"), "x.exe", "x.xlsx", filetypes.OFFICE["xl/"][1]),
        (office(main="ppt/presentation.xml"), "...", "file.pptx", filetypes.OFFICE["ppt/"][1]),
    ],
)
def test_type_comes_from_the_content(content, name, stored, media_type, owner, subject, at):
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    attachment = attachment_add(actor=actor_of(owner), subject=subject, upload=upload, at=at)
    assert (attachment.name, attachment.content_type) == (stored, media_type)
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert attachment.path.read_bytes() == content and not fault_of(attachment.sha256)
    assert attachment.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html><script>alert(1)</script>", "picture.png", "attachment.type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "attachment.type"),
        (b"GIF89a<script>", "a.gif", "attachment.type"),
        (filetypes.OLD + b"\0" * 600, "a.doc", "attachment.old"),
        (filetypes.OLD + b"\0" * (filetypes.CHUNK - 12) + filetypes.LOCKED, "a.docx", "attachment.locked"),
        (b"MZ\x90\0" + b"\0" * 60, "setup.pdf", "attachment.type"),
        (b"\x7fELF" + b"\0" * 60, "a.docx", "attachment.type"),
        (b"", "a.pdf", "attachment.empty"),
        (b"PK\x03\x04 not really", "a.docx", "attachment.broken"),
        (office("word/vbaProject.bin"), "a.docx", "attachment.macros"),
        (office(main="folder/file.txt"), "a.zip", "attachment.type"),
        (office(content=b"\0" * 30_000_000), "bomb.docx", "attachment.bomb"),
        (office(*(f"word/{n}" for n in range(3001))), "many.docx", "attachment.bomb"),
    ],
)
def test_hostile_files_are_refused(add, content, name, code):
    with pytest.raises(Refused) as refused:
        add(content, name)
    assert refused.value.code == code
    assert not Attachment.objects.exists()


def test_too_large(add, settings):
    settings.MAX_ATTACHMENT_BYTES = 100
    with pytest.raises(Refused) as refused:
        add(PDF + b"\0" * 100)
    assert refused.value.code == "attachment.size"


def test_an_archive_that_lies_about_its_size(add, monkeypatch):
    honest = office(content=b"\0" * 4_000_000)
    size = (4_000_000).to_bytes(4, "little")
    with pytest.raises(Refused) as refused:
        add(honest.replace(size, (10).to_bytes(4, "little")), "a.docx")
    assert refused.value.code in {"attachment.broken", "attachment.bomb"}


def test_the_same_file_twice_is_one(add):
    first, second, other = add(), add(), add(kind="letter")
    assert first == second != other and first.path == other.path
    assert LedgerEntry.objects.filter(action="attachment.add").count() == 2


def test_lost_bytes_come_back_with_the_same_file(add):
    kept = add()
    kept.path.unlink()
    assert fault_of(kept.sha256)
    assert add() == kept and kept.path.read_bytes() == PDF


def test_strangers_see_and_add_nothing(add, subject, manager):
    add()
    for actor in (VISITOR, actor_of(manager)):
        with pytest.raises((Denied, Hidden)):
            add(PNG, actor=actor)
        assert not attachments_of(actor, subject)


def test_kinds_nobody_registered_are_closed(add, subject, owner, monkeypatch):
    attachment = add()
    monkeypatch.delitem(access.readers, KIND)
    with pytest.raises((Denied, Hidden)):
        add(PNG)
    assert not attachments_of(actor_of(owner), subject)
    assert not access.ACCESS.allows("attachment.view", actor_of(owner), attachment)


def test_every_action_has_a_matrix(add, owner, manager, admin, subject):
    attachment = add()
    actors = {"visitor": VISITOR, "owner": actor_of(owner), "manager": actor_of(manager), "admin": actor_of(admin)}
    for action, obj in (
        ("attachment.view", attachment), ("attachment.add", subject), ("attachment.remove", subject),
    ):  # fmt: skip
        allowed = {who for who, actor in actors.items() if access.ACCESS.allows(action, actor, obj)}
        assert allowed == {"owner"}, action
    assert set(access.ACCESS) == {"attachment.view", "attachment.add", "attachment.remove"}


def test_handed_out_as_a_download(client, add, owner, manager):
    attachment = add(name="Смета 2021.pdf")
    address = f"/files/{attachment.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(manager)
    assert client.get(address).status_code == 404
    client.force_login(owner)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    shown = client.get(address + "?show=1")
    assert b"".join(shown.streaming_content) and shown["Content-Disposition"].startswith("attachment")
    assert client.get("/files/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.post(address).status_code == 405


def test_only_pictures_are_shown_in_place(client, add, owner):
    client.force_login(owner)
    answer = client.get(f"/files/{add(PNG, 'a.png').pk}/?show=1")
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"].startswith("inline") and answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_was_attached_cannot_be_exchanged(add):
    attachment = add()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update documents_attachment set sha256 = repeat('0', 64)")
    attachment.path.chmod(0o600)
    attachment.path.write_bytes(b"other")
    assert fault_of(attachment.sha256) == "changed"
    attachment.path.unlink()
    assert fault_of(attachment.sha256) == "missing"
