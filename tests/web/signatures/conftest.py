"""A document of somebody, whoever may read it and nothing more, a stranger; signatures made for it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rules.predicates import predicate
from tests import signature_files as made

from svetovod.web.accounts.actors import actor_of
from svetovod.web.documents import access
from svetovod.web.documents.services import attachment_add
from svetovod.web.signatures import attachments, selectors, services

KIND = "accounts.rolegrant"
PDF = b"%PDF-1.7\n1 0 obj\n" * 20
INN = made.PERSON["inn_entity"]


@predicate
def same_house(actor, subject):
    return subject.scope_id in {each.scope_id for each in actor.grants}


@predicate
def same_person(actor, subject):
    return actor.person_id == subject.person_id


@pytest.fixture(autouse=True)
def room(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setitem(access.readers, KIND, same_house)
    monkeypatch.setitem(access.writers, KIND, same_person)
    monkeypatch.setitem(attachments.subjects, KIND, (lambda _row: [INN], lambda _row: "/"))


@pytest.fixture
def owner(make):
    return make("owner@example.ru", ("participant", "organisation", "7"))


@pytest.fixture
def reader(make):
    return make("reader@example.ru", ("participant", "organisation", "7"))


@pytest.fixture
def file(owner, at):
    upload = SimpleUploadedFile("Договор.pdf", PDF)
    return attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=upload, at=at)


@pytest.fixture
def paper(owner, file):
    return selectors.paper_get(actor_of(owner), "attachment", str(file.pk))


@pytest.fixture
def add(owner, paper, at):
    def put(content, by=None, slot=""):
        upload = SimpleUploadedFile("document.sig", content)
        return services.signature_add(actor=actor_of(by or owner), paper=paper, upload=upload, slot=slot, at=at)

    return put


@pytest.fixture
def signed():
    def sign(kind="ec", document=PDF, **options):
        return made.signature(made.issue(kind), document, **options)

    return sign
