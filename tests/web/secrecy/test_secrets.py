"""Commercial secrets: marked by whoever may, read as a copy that names the reader."""

import io
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from tests.web.secrecy.conftest import ADDRESS, KIND, anyone_signed_in, its_owner, office, url

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents import access as files
from svetovod.web.documents.downloads import download
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import attachment_add, attachment_copy, attachment_remove
from svetovod.web.registry.models import OrganisationPlace
from svetovod.web.secrecy import access, selectors, services, slots
from svetovod.web.secrecy.models import DocumentReading, Enclosed, SecrecyMark

pytestmark = pytest.mark.django_db


def test_the_mark_names_the_holder_as_the_registry_has_it(secret, house):
    mark = SecrecyMark.objects.get()
    assert (mark.holder, mark.holder_name, mark.holder_address) == (house.pk, house.name, ADDRESS) and secret.marked
    entry = LedgerEntry.objects.get(action="document.mark")
    assert house.name not in entry.body and secret.sha256 in entry.body


def test_a_record_without_an_address_marks_nothing(attach, owner, house, at):
    file = attach()
    OrganisationPlace.objects.all().delete()
    with pytest.raises(Refused) as refused:
        services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk, at=at)
    assert refused.value.code == "mark.address"
    with pytest.raises(Refused) as refused:
        services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk + 1, at=at)
    assert refused.value.code == "mark.holder" and not SecrecyMark.objects.exists()


def test_only_its_people_change_the_mark(secret, reader, make, house, at):
    with pytest.raises(Denied):
        services.mark_lift(actor=actor_of(reader), attachment=secret, at=at)
    rival = make("rival@example.ru", ("participant", "organisation", str(house.pk + 1)))
    Attachment.objects.filter(pk=secret.pk).update(uploaded_by=rival)
    secret.refresh_from_db()
    with pytest.raises(Denied):
        services.mark_lift(actor=actor_of(rival), attachment=secret, at=at)


def test_a_reader_gets_a_copy_that_names_him(client, secret, reader):
    client.force_login(reader)
    response = client.get(url(secret))
    page = " ".join(pypdfium2.PdfDocument(response.content)[0].get_textpage().get_text_range().split())
    row = DocumentReading.objects.get()
    for said in (
        "КОММЕРЧЕСКАЯ ТАЙНА",
        "Кабельный завод 4",
        "Саранск",
        "Эксперт 3",
        "UTC+03:00",
        f"№ {row.pk} ",
        "отличается",
    ):
        assert said in page
    assert response.content != secret.path.read_bytes() and "ETag" not in response
    assert (
        "no-store" in response["Cache-Control"] and "%D1%82%D0%B0%D0%B9%D0%BD%D0%B0" in response["Content-Disposition"]
    )
    assert (row.person, row.how, row.document, row.sha256) == (reader, "copy", secret.pk, secret.sha256)
    assert row.acting_as == "expert@round:1"


def test_the_kept_file_stays_what_it_was(client, secret, reader):
    before = secret.path.read_bytes()
    client.force_login(reader)
    client.get(url(secret))
    assert secret.path.read_bytes() == before


def test_the_original_goes_to_the_holder_alone(client, secret, owner, reader):
    client.force_login(reader)
    assert client.get(url(secret, "?original=1")).status_code == 409 and not DocumentReading.objects.exists()
    client.force_login(owner)
    response = client.get(url(secret, "?original=1"))
    assert b"".join(response) == secret.path.read_bytes() and "ETag" not in response
    assert DocumentReading.objects.get().how == "original"


def test_asking_for_the_head_is_no_reading_and_tells_nothing(client, secret, reader):
    client.force_login(reader)
    response = client.head(url(secret))
    assert response.status_code == 200 and secret.sha256 not in str(response.headers)
    assert "Content-Disposition" not in response and response.get("Content-Length", "0") == "0"
    tried = client.get(url(secret), headers={"If-None-Match": f'"{secret.sha256}"'})
    assert tried.status_code == 200 and DocumentReading.objects.count() == 1


def test_a_file_that_breaks_the_reader_is_refused_and_leaves_no_row(client, attach, owner, reader, house, at):
    file = attach(b"%PDF-1.7\n1 0 obj")
    services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk, at=at)
    client.force_login(reader)
    response = client.get(url(file))
    assert response.status_code == 409 and b"1 0 obj" not in response.content
    assert not DocumentReading.objects.exists()


def test_a_page_is_no_transaction(settings):
    """Its bytes would leave before the row is certain."""
    assert not any(base.get("ATOMIC_REQUESTS") for base in settings.DATABASES.values())


def test_no_row_no_bytes(client, secret, reader, monkeypatch):
    def fail(*_args, **_kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(DocumentReading, "save", fail)
    client.force_login(reader)
    client.raise_request_exception = False
    assert client.get(url(secret)).status_code == 500


def test_an_office_file_comes_with_a_sheet(client, attach, owner, reader, house, at):
    file = attach(office(), "Смета.xlsx")
    services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk, at=at)
    client.force_login(reader)
    response = client.get(url(file))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        sheet = archive.read("ГРИФ.txt").decode("utf-8-sig")
        assert archive.read("Смета.xlsx") == file.path.read_bytes()
    assert "Эксперт 3" in sheet and ADDRESS in sheet and DocumentReading.objects.get().how == "sheet"


def test_who_looks_through_other_eyes_opens_no_secret(secret, reader, at):
    from dataclasses import replace

    seen = replace(actor_of(reader), through="viewed:somebody", sure=False)
    for action in ("document.copy", "document.mark", "document.original"):
        assert not access.ACCESS.allows(action, seen, secret)


def test_nobody_who_forgot_the_mark_hands_it_out(secret):
    with pytest.raises(Refused) as refused:
        download(secret)
    assert refused.value.code == "file.marked"


def test_a_copy_at_another_object_is_marked_too(secret, owner, make, at):
    other = make("other@example.ru", ("participant", "organisation", "9")).grants.get()
    files.writers[KIND] = anyone_signed_in
    copy = attachment_copy(actor=actor_of(owner), attachment=secret, subject=other, at=at)
    copy.refresh_from_db()
    assert copy.marked and SecrecyMark.objects.get(attachment=copy).holder_address == ADDRESS


def test_the_same_file_given_again_is_marked_too(secret, owner, at):
    upload = SimpleUploadedFile("Ещё раз.pdf", secret.path.read_bytes())
    again = attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=upload, kind="other", at=at)
    again.refresh_from_db()
    assert (
        again.pk != secret.pk and again.marked and SecrecyMark.objects.get(attachment=again).holder_address == ADDRESS
    )


def test_a_copy_that_was_there_is_marked_too(attach, owner, house, make, at):
    files.writers[KIND] = anyone_signed_in
    file, other = attach(), make("other@example.ru", ("participant", "organisation", "9")).grants.get()
    early = attachment_copy(actor=actor_of(owner), attachment=file, subject=other, at=at)
    Attachment.objects.filter(pk=early.pk).update(uploaded_by=make("third@example.ru"))
    files.writers[KIND] = its_owner
    services.mark_set(actor=actor_of(owner), attachment=file, holder=house.pk, at=at)
    assert not SecrecyMark.objects.filter(attachment=early).exists()
    files.writers[KIND] = anyone_signed_in
    assert attachment_copy(actor=actor_of(owner), attachment=file, subject=other, at=at).pk == early.pk
    assert SecrecyMark.objects.filter(attachment=early).exists()


def test_a_marked_file_is_not_taken_away_with_its_mark(secret, owner, at):
    with pytest.raises(Refused) as refused:
        attachment_remove(actor=actor_of(owner), attachment=secret, at=at)
    assert refused.value.code == "mark.first"
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at)
    attachment_remove(actor=actor_of(owner), attachment=secret, at=at)


def test_a_mark_reaches_no_strangers_files(client, attach, make, house, owner, at):
    """A public blank lies in everybody's papers: whoever marks his own closes and labels nobody else's."""
    stranger = make("stranger@example.ru", ("participant", "organisation", "999"), name="Чужой")
    mine = attach()
    content = mine.path.read_bytes()
    theirs, archive = (
        attachment_add(
            actor=actor_of(stranger), subject=stranger.grants.get(), upload=SimpleUploadedFile(name, body), at=at
        )
        for name, body in (("Бланк.pdf", content), ("Архив.xlsx", office()))
    )
    services.archive_enclose(archive=archive, hashes=[theirs.sha256])
    services.mark_set(actor=actor_of(owner), attachment=mine, holder=house.pk, at=at)
    for each in (theirs, archive):
        each.refresh_from_db()
        assert not each.marked
    assert selectors.withheld(actor_of(stranger), stranger.grants.get(), [theirs.sha256]) == ({}, set())


def test_an_archive_whose_marks_are_gone_is_given_to_nobody(client, attach, secret, owner):
    bundle = attach(office(), "Архив.xlsx")
    services.archive_enclose(archive=bundle, hashes=[secret.sha256])
    SecrecyMark.objects.all().delete()
    client.force_login(owner)
    assert client.get(url(bundle)).status_code == 409 and not DocumentReading.objects.exists()


def test_a_preparer_takes_no_mark_off(secret, make, house, at):
    hired = make("hired@example.ru", ("preparer", "organisation", str(house.pk)))
    Attachment.objects.filter(pk=secret.pk).update(uploaded_by=hired)
    secret.refresh_from_db()
    with pytest.raises(Denied):
        services.mark_lift(actor=actor_of(hired), attachment=secret, at=at)


def test_a_busy_copier_says_so(client, secret, reader, monkeypatch):
    monkeypatch.setattr(slots, "_lock", lambda *_args: False)
    client.force_login(reader)
    response = client.get(url(secret))
    assert response.status_code == 409 and not DocumentReading.objects.exists()


def test_an_archive_is_closed_by_a_secret_in_it(client, attach, secret, owner, reader, at):
    bundle = attach(office(), "Архив.xlsx")
    services.archive_enclose(archive=bundle, hashes=[secret.sha256])
    client.force_login(reader)
    assert client.get(url(bundle)).status_code == 409
    client.force_login(owner)
    assert b"".join(client.get(url(bundle))) == bundle.path.read_bytes()
    row = DocumentReading.objects.get()
    assert (row.document, row.archive, row.how) == (secret.pk, bundle.pk, "archive")
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at)
    bundle.refresh_from_db()
    assert not bundle.marked and Enclosed.objects.exists()
