"""Commercial secrets: marked by whoever may, read as a copy that names the reader, each reading in the register."""

import io
import json
import zipfile
from datetime import UTC, timedelta

import pgtrigger
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from rules.predicates import predicate

from svetovod.cli import doctor_files
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.selectors import own_data
from svetovod.web.accounts.services import person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents import access as files
from svetovod.web.documents.downloads import download
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import attachment_add, attachment_copy, attachment_remove
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.secrecy import access, bridge, days, exporting, personal, selectors, services, slots, tasks
from svetovod.web.secrecy.models import DocumentReading, Enclosed, MarkTurn, ReadingDay, SecrecyMark
from svetovod.web.secrecy.register import leaf_of

pytestmark = pytest.mark.django_db
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


def test_each_holder_of_the_same_bytes_has_a_row(client, attach, secret, owner, make, at):
    again = SimpleUploadedFile("Второй.pdf", secret.path.read_bytes())
    second = attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=again, kind="other", at=at)
    SecrecyMark.objects.filter(attachment=second).update(holder=999, holder_name="Второй обладатель")
    bundle = attach(office(), "Архив.xlsx")
    services.archive_enclose(archive=bundle, hashes=[secret.sha256])
    client.force_login(owner)
    assert b"".join(client.get(url(bundle))) == bundle.path.read_bytes()
    assert set(DocumentReading.objects.values_list("holder", flat=True)) == {secret.mark.holder, 999}


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


def test_readings_go_on_with_the_record_it_was_merged_into(client, secret, reader, make, house):
    client.force_login(reader)
    client.get(url(secret))
    survivor = Organisation.objects.create(inn="0000000072", name="АО «Завод»", region="RU-MO")
    Organisation.objects.filter(pk=house.pk).update(merged_into=survivor)
    heir = make("heir@example.ru", ("participant", "organisation", str(survivor.pk)))
    assert selectors.readings(actor_of(heir)).count() == 1


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


def test_the_register_is_never_changed(client, secret, reader):
    client.force_login(reader)
    client.get(url(secret))
    for sql in ("UPDATE secrecy_documentreading SET how = 'view'", "DELETE FROM secrecy_documentreading"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_day_is_closed_under_one_root(client, secret, reader):
    client.force_login(reader)
    client.get(url(secret))
    tomorrow = timezone.now() + timedelta(days=1, hours=2)
    assert days.days_close(at=timezone.now()) == 0
    assert (days.days_close(at=tomorrow), days.days_close(at=tomorrow)) == (1, 0)
    closed = ReadingDay.objects.get()
    assert closed.root in LedgerEntry.objects.get(action="readings.close").body and days.fault_of(closed) == ""
    with pgtrigger.ignore("secrecy.DocumentReading:append_only"):
        row = DocumentReading.objects.get()
        for changed in ({"how": "original"}, {"name": "Другой.pdf"}, {"holder_name": "Другой"}):
            DocumentReading.objects.update(**changed)
            assert days.fault_of(closed) == "rows"
            DocumentReading.objects.update(how=row.how, name=row.name, holder_name=row.holder_name)
        assert days.faults() == []
    with pgtrigger.ignore("secrecy.MarkTurn:append_only"):
        for changed in ({"ground": "Пункт 9"}, {"entry": 99}, {"acting_as": "-"}, {"leaf": "0" * 64}):
            kept = MarkTurn.objects.values(*changed).get()
            MarkTurn.objects.update(**changed)
            assert days.fault_of(closed) == "rows"
            MarkTurn.objects.update(**kept)
        assert days.faults() == []
    with transaction.atomic():  # a row put in by SQL has a moment, and so a day that does not know it
        row = MarkTurn.objects.get()
        row.pk, row.ground = None, "Пункт 9"
        row.save(force_insert=True)
        assert days.faults() == [(closed.day, "rows")]
        row.recorded_at = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
        transaction.set_rollback(True)
    with pgtrigger.ignore("secrecy.DocumentReading:append_only"):
        DocumentReading.objects.all().delete()
        assert days.fault_of(closed) == "root"
    with pgtrigger.ignore("secrecy.ReadingDay:append_only"):  # whoever rewrites both tables has the journal against him
        ReadingDay.objects.update(size=0, root=bridge.root_of([]))
    assert days.faults() == [(closed.day, "root")]


def test_rows_on_a_day_that_was_never_closed_are_told(client, secret, reader):
    """Nobody read anything that day: a reading or a mark put in by SQL has no root that it would not fit."""
    client.force_login(reader)
    client.get(url(secret))
    today = timezone.now().astimezone(UTC)
    for forged in (DocumentReading, MarkTurn):
        row = forged.objects.first()
        row.pk, row.recorded_at = None, today - timedelta(days=9)
        row.leaf = leaf_of(row, str(row.person.pseudonym))  # all of it is right but the day
        with transaction.atomic():
            row.save(force_insert=True)
            assert days.faults() == [], "nothing is closed yet: the first closing takes all there is"
            transaction.set_rollback(True)
    assert days.days_close(at=today + timedelta(days=1, hours=2)) == 1
    assert days.faults() == []
    for forged in (DocumentReading, MarkTurn):
        row = forged.objects.first()
        row.pk, row.recorded_at = None, today - timedelta(days=9)
        row.leaf = leaf_of(row, str(row.person.pseudonym))
        row.save(force_insert=True)
    long_ago = row.recorded_at.date()
    assert days.faults() == [(long_ago, "unclosed")]
    said = doctor_files.readings()
    assert said.status == "problem" and f"{long_ago}, unclosed" in said.en
    assert days.days_close(at=today + timedelta(days=2, hours=2)) == 0, "nor is it given a root afterwards"
    with pytest.raises(RuntimeError, match="unclosed"):
        tasks.days_close(0)


def test_the_register_is_read_by_the_holder_and_the_auditor(client, secret, owner, reader, make):
    client.force_login(reader)
    client.get(url(secret))
    page = reverse("secrecy:register")
    assert client.get(page).status_code == 403
    auditor = make("auditor@example.ru", ("auditor", "platform", ""))
    rival = make("rival@example.ru", ("participant", "organisation", "999"))
    for person, seen in ((owner, True), (auditor, True), (rival, False)):
        client.force_login(person)
        text = client.get(page).content.decode()
        assert ("Эксперт 3" in text) is seen and (secret.name in text) is seen
    client.force_login(owner)
    assert client.get(page, {"since": "вчера"}).status_code == 422
    assert "Эксперт 3" not in client.get(page, {"document": "нет такого"}).content.decode()
    assert (
        "Эксперт 3" in client.get(page, {"who": "эксперт", "how": "copy", "document": secret.sha256}).content.decode()
    )


def test_the_register_leaves_as_a_workbook_with_an_entry(client, secret, owner, reader):
    client.force_login(reader)
    client.get(url(secret))
    assert client.post(reverse("secrecy:register_xlsx")).status_code == 403
    client.force_login(owner)
    response = client.post(reverse("secrecy:register_xlsx"), {"who": "эксперт"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2 and "Эксперт 3" in rows[1]
    entry = LedgerEntry.objects.get(action="readings.export")
    assert json.loads(entry.body)["data"] == {"rows": 1, "marks": 0}


def test_a_sheet_that_is_cut_says_so(secret, owner, house, at, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 1)
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at, ground="Опубликован")
    content = exporting.register_export(actor=actor_of(owner), narrowed={}, at=at)
    marks = list(load_workbook(io.BytesIO(content))["Грифы"].values)
    assert len(marks) == 3 and "последние" in marks[-1][0]


def test_the_page_of_a_document(client, secret, owner, reader):
    page = reverse("secrecy:document", args=[secret.pk])
    client.force_login(reader)
    text = client.get(page).content.decode()
    assert ADDRESS in text and "?original=1" not in text and "mark/off" not in text
    assert client.post(page, {"holder": 1}).status_code == 403
    client.force_login(owner)
    assert "?original=1" in client.get(page).content.decode()
    lift = reverse("secrecy:mark_lift", args=[secret.pk])
    assert client.post(lift).status_code == 409  # without a reason
    client.post(lift, {"ground": "Договор опубликован"})
    secret.refresh_from_db()
    assert not secret.marked
    client.post(page, {"holder": SecrecyMark.objects.count() or owner.grants.get().scope_id})
    secret.refresh_from_db()
    assert secret.marked


def test_ones_own_readings_are_given_out_and_the_name_goes(client, secret, owner, reader, at):
    client.force_login(reader)
    client.get(url(secret))
    assert own_data(actor_of(reader))["readings"][0]["document"] == secret.name
    person_erase(actor=actor_of(reader), person=reader, at=at)
    client.force_login(owner)
    assert "Эксперт 3" not in client.get(reverse("secrecy:register")).content.decode()
    assert DocumentReading.objects.count() == 1


RIVAL = ("participant", "organisation", "99")


def page_of(client, file, person):
    client.force_login(person)
    return client.get(reverse("secrecy:document", args=[file.pk])).content.decode()


def test_marked_twice_it_is_a_secret_since_the_first_time(secret, owner, house, at):
    """A ground that is given later enters the register; nothing new makes no line there."""
    again = {"actor": actor_of(owner), "attachment": secret, "holder": house.pk}
    services.mark_set(**again, at=at + timedelta(days=1))
    services.mark_set(**again, at=at + timedelta(days=2), ground="Пункт 4 перечня")
    assert SecrecyMark.objects.get().marked_at == at
    assert list(MarkTurn.objects.order_by("id").values_list("turn", "ground")) == [
        ("set", ""), ("set", "Пункт 4 перечня"),
    ]  # fmt: skip
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at + timedelta(days=3), ground="Опубликован")
    assert MarkTurn.objects.get(turn="lifted").since == at


def test_another_holder_is_given_no_ground_for_the_mark_before(secret, owner, make, house, at):
    other = Organisation.objects.create(inn="0000000072", name="АО «Завод 5»", region="RU-MO")
    OrganisationPlace.objects.create(organisation=other, kind="head", kpp="000001001", region="RU-MO", address=ADDRESS)
    owner.grants.create(role="participant", scope="organisation", scope_id=str(other.pk), granted_at=at)
    both = actor_of(owner)
    services.mark_set(actor=both, attachment=secret, holder=other.pk, at=at + timedelta(days=1), ground="Пункт 7")
    turns = MarkTurn.objects.order_by("id").values_list("turn", "holder", "ground")
    assert list(turns)[1:] == [("lifted", house.pk, ""), ("set", other.pk, "Пункт 7")]
    entry = LedgerEntry.objects.filter(action="document.mark").latest("index")
    assert json.loads(entry.body)["data"]["previous_holder"] == house.pk


def test_marks_put_on_and_off_stand_in_the_register(client, attach, secret, owner, reader, house, make, at):
    """Who, when and on what ground; once it is off, the page says that it was a secret and from when to when."""
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at + timedelta(days=2), ground="Цены опубликованы")
    set_, lifted = MarkTurn.objects.order_by("id")
    assert (set_.turn, lifted.turn, lifted.since, lifted.ground) == ("set", "lifted", at, "Цены опубликованы")
    entries = LedgerEntry.objects.filter(action__in=["document.mark", "document.unmark"]).order_by("index")
    assert [set_.entry, lifted.entry] == list(entries.values_list("index", flat=True))
    client.force_login(reader)
    page = client.get(reverse("secrecy:document", args=[secret.pk])).content.decode()
    assert "составлял коммерческую тайну с" in page and "Цены опубликованы" not in page
    assert "Цены опубликованы" not in page_of(client, secret, make("rival@example.ru", RIVAL))
    assert "Цены опубликованы" in page_of(client, secret, owner)
    register = client.get(reverse("secrecy:register")).content.decode()
    assert "Постановка и снятие грифа" in register and "гриф снят" in register and "Цены опубликованы" in register
    assert "гриф снят" not in client.get(reverse("secrecy:register"), {"how": "copy"}).content.decode()
    book = load_workbook(io.BytesIO(client.post(reverse("secrecy:register_xlsx")).content))
    rows = list(book["Грифы"].values)
    assert [row[4] for row in rows[1:]] == ["гриф снят", "гриф поставлен"] and rows[1][8] == lifted.entry
    client.force_login(make("rival-marks@example.ru", RIVAL))
    assert "Цены опубликованы" not in client.get(reverse("secrecy:register")).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        MarkTurn.objects.update(ground="-")
    assert personal.export_marks(owner)[1]["ground"] == "Цены опубликованы"


def test_a_copy_that_follows_its_file_stands_there_too(secret, owner, at):
    upload = SimpleUploadedFile("again.pdf", secret.path.read_bytes())
    again = attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=upload, kind="other", at=at)
    event = MarkTurn.objects.get(document=again.pk)
    assert (event.turn, event.person, event.entry) == ("followed", owner, None)
