"""A document of an enterprise that is a commercial secret, its owner and a reader."""

import io
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rules.predicates import predicate

from svetovod.web.accounts.actors import actor_of
from svetovod.web.documents import access as files
from svetovod.web.documents.services import attachment_add
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.secrecy import services

KIND = "accounts.rolegrant"
ADDRESS = "430001, Республика Мордовия, г. Саранск, ул. Строительная, д. 1"


def pdf():
    made = pypdfium2.PdfDocument.new()
    made.new_page(595, 842)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@predicate
def anyone_signed_in(actor, subject):
    return bool(actor.person_id)


@predicate
def its_owner(actor, subject):
    return actor.person_id == subject.person_id


@pytest.fixture(autouse=True)
def room(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setitem(files.readers, KIND, anyone_signed_in)
    monkeypatch.setitem(files.writers, KIND, its_owner)


@pytest.fixture
def house(db):
    made = Organisation.objects.create(inn="0000000071", name="АО «Кабельный завод 4»", region="RU-MO")
    OrganisationPlace.objects.create(organisation=made, kind="head", kpp="000001001", region="RU-MO", address=ADDRESS)
    return made


@pytest.fixture
def owner(make, house):
    return make("owner@example.ru", ("participant", "organisation", str(house.pk)), name="Снабженец завода")


@pytest.fixture
def reader(make):
    return make("reader@example.ru", ("expert", "round", "1"), name="Эксперт 3")


@pytest.fixture
def attach(owner, at):
    def add(content=None, name="Договор.pdf"):
        upload = SimpleUploadedFile(name, content or pdf())
        return attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=upload, at=at)

    return add


@pytest.fixture
def secret(attach, owner, house, at):
    file = attach()
    services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk, at=at)
    file.refresh_from_db()
    return file


def url(file, query=""):
    return reverse("documents:attachment", args=[file.pk]) + query


def office():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<w/>")
        archive.writestr("xl/workbook.xml", b"<w/>")
    return out.getvalue()
